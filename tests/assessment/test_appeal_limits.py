"""Who may not hear an appeal, what it is not about, and what it never changes."""

import pytest
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import AppealOutcome, PracticalStation, Result
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.assessment.test_appeals import WORDS, lodge, raised
from tests.cast import signed_in
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.assessment import fill_sheet, markings_of
from tests.factories.assessors import make_conflict, make_licence
from tests.refused import refused_by


@pytest.fixture
def hearer(db: None) -> User:
    return make_hearer()


def test_a_relative_and_who_has_no_licence_do_not_hear_it(
    enrollment: Enrollment, hearer: User, registrar: User
) -> None:
    appeal = make_appeal(enrollment)
    other = make_hearer("许考评员")
    make_licence(hearer, enrollment.cohort.edition.course)
    make_conflict(hearer, enrollment.person)
    for unfit in (hearer, other):
        refused_by(
            "hearer_unfit", actions.give_appeal, appeal, examiner=unfit, by=registrar
        )


def test_what_comes_to_stand_against_her_later_counts_at_the_hearing(
    enrollment: Enrollment, hearer: User
) -> None:
    appeal = make_appeal(enrollment, examiner=hearer)
    make_conflict(hearer, enrollment.person)
    told = {"changes": {}, "words": WORDS, "by": hearer}
    refused_by("hearer_unfit", actions.hear_appeal, appeal, **told)
    assert not AppealOutcome.objects.exists()
    hearer.groups.clear()
    with pytest.raises(NotPermitted):
        actions.hear_appeal(appeal, **{**told, "by": User.objects.get(pk=hearer.pk)})


def test_a_practical_is_appealed_once_though_its_result_was_changed(
    enrollment: Enrollment, hearer: User
) -> None:
    practical = fail_practical(enrollment)
    appeal = make_appeal(enrollment, examiner=hearer)
    changes = raised(practical, 12)
    actions.hear_appeal(appeal, changes=changes, words=WORDS, by=hearer)
    assert Result.objects.count() == 2
    refused_by("appealed_already", lodge, enrollment)
    user = enrollment.person.user
    assert user
    page = signed_in(user).get(reverse("assessment:result", args=[enrollment.code]))
    assert page.context["report"].result == Result.objects.current().get()


def test_a_station_kept_from_before_is_not_appealed_with_the_retake(
    enrollment: Enrollment,
) -> None:
    fail_practical(enrollment)
    retake = actions.open_practical(enrollment, by=SYSTEM)
    for sheet in markings_of(retake):
        fill_sheet(sheet, points=10)
    actions.release(enrollment.cohort, by=SYSTEM)
    kept = PracticalStation.objects.exclude(carried_from=None).get()
    user = enrollment.person.user
    refused_by(
        "station_not_marked",
        actions.lodge_appeal,
        enrollment,
        stations=[kept.station.code],
        words=WORDS,
        by=user,
    )


def test_it_is_not_heard_once_more_after_a_retake_is_open(
    enrollment: Enrollment, hearer: User, registrar: User
) -> None:
    appeal = make_appeal(enrollment, examiner=hearer)
    actions.hear_appeal(appeal, changes={}, words=WORDS, by=hearer)
    actions.open_practical(enrollment, by=SYSTEM)
    refused_by(
        "retake_is_open", actions.reopen_appeal, appeal, by=registrar, reason="证据"
    )


def test_who_has_passed_stays_passed_whatever_else_has_changed(
    cohort: Cohort, enrollment: Enrollment, hearer: User
) -> None:
    practical = fail_practical(enrollment, points=(40, 40, 40))
    appeal = make_appeal(enrollment, examiner=hearer)
    # As if an answer counted less by now.
    enrollment.exam_attempts.update(points=10)
    changes = raised(practical, 45)
    outcome = actions.hear_appeal(appeal, changes=changes, words=WORDS, by=hearer)
    assert (outcome.kind, outcome.result) == ("changed", None)
    assert Result.objects.current().get().has_passed


def test_while_she_sits_the_theory_again_the_next_release_decides(
    enrollment: Enrollment, hearer: User
) -> None:
    practical = fail_practical(enrollment)
    appeal = make_appeal(enrollment, examiner=hearer)
    enrollment.exam_attempts.update(points=10)
    sitting = actions.start_exam(enrollment, by=SYSTEM)
    changes = raised(practical, 12)
    outcome = actions.hear_appeal(appeal, changes=changes, words=WORDS, by=hearer)
    assert outcome.result is None
    actions.submit_exam(sitting, by=SYSTEM)
    (result,) = actions.release(enrollment.cohort, by=SYSTEM)
    # 24, 90 and 40.
    assert str(result.practical_points) == "51.3"
