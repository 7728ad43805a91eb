"""Two people press at the same moment: the database lets one of them decide."""

from collections.abc import Sequence

import pytest
from django.utils import timezone

from school.certificates import actions
from school.certificates.external.actions import confirm_external, refuse_external
from school.certificates.models import Certificate, ExternalCertificate
from school.certificates.showing.actions import release_record
from school.lib import attempts
from school.lib.errors import Refusal
from tests.assessment.test_races import at_once
from tests.factories.certificates import make_assessed_cohort
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external

pytestmark = pytest.mark.django_db(transaction=True)
Status = ExternalCertificate.Status


def refusals(answers: Sequence[object]) -> list[str]:
    return [one.code for one in answers if isinstance(one, Refusal)]


def test_of_two_who_check_one_certificate_one_decides(
    trainee, registrar, certificate_officer
) -> None:
    made = make_external(trainee)
    answers = at_once(
        lambda: confirm_external(made, by=registrar),
        lambda: refuse_external(made, by=certificate_officer, reason="编号查不到"),
    )
    assert refusals(answers) == ["checked_already"]


def test_one_number_is_confirmed_for_one_of_two_people(
    trainee, classmate, registrar, certificate_officer
) -> None:
    first, second = make_external(trainee), make_external(classmate)
    answers = at_once(
        lambda: confirm_external(first, by=registrar),
        lambda: confirm_external(second, by=certificate_officer),
    )
    assert refusals(answers) == ["number_of_another"]
    states = ExternalCertificate.objects.values_list("status", flat=True)
    assert sorted(states) == [Status.CONFIRMED, Status.WAITING]


def test_two_who_issue_to_some_of_a_class_give_each_one(
    registrar, certificate_officer
) -> None:
    cohort = make_assessed_cohort("李春花", "王秀英", "赵桂兰")
    people = list(cohort.enrollments.order_by("pk"))
    at_once(
        lambda: actions.issue(cohort, by=registrar, only=people[:2]),
        lambda: actions.issue(cohort, by=certificate_officer, only=people[1:]),
    )
    given = Certificate.objects.order_by("number")
    assert sorted(one.enrollment_id for one in given) == [one.pk for one in people]
    assert [one.number.split("-")[4] for one in given] == ["00001", "00002", "00003"]


def test_of_codes_released_at_once_one_is_open() -> None:
    """Each press counts as one attempt, too."""
    enrollment = make_enrollment(make_cohort())
    person = make_certified(enrollment).enrollment.person
    assert attempts.take("released", person.code, most=3)

    def release() -> bool:
        release_record(person, by=person.user)
        return attempts.take("released", person.code, most=3)

    assert at_once(*[release] * 3).count(True) == 2
    assert person.record_showings.count() == 3
    assert person.record_showings.open(at=timezone.now()).count() == 1
