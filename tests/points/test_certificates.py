from typing import Any

import pytest

from school.certificates import signals
from school.certificates.models import Certificate
from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.actions import reverse
from school.points.models import Posting
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.points import deltas, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(trainee: Person) -> Certificate:
    make_rule()
    return make_certified(make_enrollment(make_cohort(sessions=False), trainee))


def tell(signal: Any, certificate: Certificate) -> None:
    signal.send(sender=Certificate, certificate=certificate)


def test_a_certificate_brings_its_points(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.issued, certificate)
    held = accounts_of(trainee)
    assert (held.score, held.balance) == (115, 15)


def test_hearing_of_it_twice_changes_nothing(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.issued, certificate)
    tell(signals.issued, certificate)
    assert deltas(trainee) == [15]


def test_the_same_course_taken_again_brings_nothing_more(
    certificate: Certificate, trainee: Person
) -> None:
    again = make_cohort(sessions=False, edition=make_edition(), name="第2期")
    tell(signals.issued, certificate)
    tell(signals.issued, make_certified(make_enrollment(again, trainee)))
    assert deltas(trainee) == [15]


def test_another_course_brings_its_own(
    certificate: Certificate, trainee: Person
) -> None:
    other = make_edition(course=make_course("CL"))
    tell(signals.issued, certificate)
    tell(
        signals.issued,
        make_certified(
            make_enrollment(make_cohort(sessions=False, edition=other), trainee)
        ),
    )
    assert deltas(trainee) == [15, 15]


def test_a_revoked_certificate_takes_its_points_back(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.issued, certificate)
    tell(signals.revoked, certificate)
    tell(signals.revoked, certificate)
    assert deltas(trainee) == deltas(trainee, "balance") == [15, -15]


def revoke(certificate: Certificate) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(status="revoked")
    tell(signals.revoked, certificate)


def another(trainee: Person, **edition: Any) -> Certificate:
    """Of the same course, taken once more."""
    again = make_cohort(sessions=False, edition=make_edition(**edition), name="第2期")
    return make_certified(make_enrollment(again, trainee))


def test_a_new_certificate_after_a_revoked_one_brings_them_again_and_once(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.issued, certificate)
    revoke(certificate)
    newer = another(trainee)
    tell(signals.issued, newer)
    tell(signals.issued, newer)
    assert deltas(trainee) == deltas(trainee, "balance") == [15, -15, 15]
    names = Posting.objects.awards().values_list("source_id", flat=True)
    course = newer.enrollment.cohort.edition.course
    assert list(names) == [f"{course.code}#2"]
    revoke(newer)
    assert deltas(trainee) == [15, -15, 15, -15]


def test_the_revoked_one_itself_brings_nothing_again(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.issued, certificate)
    revoke(certificate)
    tell(signals.issued, certificate)
    assert deltas(trainee) == [15, -15]


def test_what_a_person_took_back_stays_gone(
    certificate: Certificate, trainee: Person, points_officer: User
) -> None:
    tell(signals.issued, certificate)
    reverse(Posting.objects.get(), by=points_officer, reason="重复")
    tell(signals.issued, another(trainee))
    assert deltas(trainee) == [15, -15]


def test_given_by_one_rule_it_goes_with_the_last_certificate_of_another(
    certificate: Certificate, trainee: Person
) -> None:
    make_rule("T11", delta=20, cap_points=20)
    newer = another(trainee, points_rule="T11")
    tell(signals.issued, certificate)
    tell(signals.issued, newer)
    revoke(certificate)
    assert deltas(trainee) == [15]
    revoke(newer)
    assert deltas(trainee) == [15, -15]


def test_while_another_certificate_of_the_course_stands_nothing_is_taken_back(
    certificate: Certificate, trainee: Person
) -> None:
    again = make_cohort(sessions=False, edition=make_edition(), name="第2期")
    make_certified(make_enrollment(again, trainee))
    tell(signals.issued, certificate)
    tell(signals.revoked, certificate)
    assert deltas(trainee) == [15]


def test_a_certificate_that_brought_no_points_takes_none_back(
    certificate: Certificate, trainee: Person
) -> None:
    tell(signals.revoked, certificate)
    assert deltas(trainee) == []


def test_without_a_rule_in_force_certificates_are_issued_all_the_same(
    trainee: Person,
) -> None:
    enrollment = make_enrollment(make_cohort(sessions=False), trainee)
    tell(signals.issued, make_certified(enrollment))
    assert deltas(trainee) == []


def test_an_edition_with_a_rule_of_its_own_gives_by_it_and_once_a_course(
    certificate: Certificate, trainee: Person
) -> None:
    make_rule("T11", delta=20, cap_points=20)
    newer = another(trainee, points_rule="T11")
    tell(signals.issued, newer)
    assert deltas(trainee) == [20]
    tell(signals.issued, certificate)
    assert deltas(trainee) == [20]
