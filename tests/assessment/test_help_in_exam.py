"""Help in the theory exam, time given while it runs, and a sitting more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import accommodations, actions
from school.assessment.help_forms import GrantForm
from school.assessment.models import Accommodation, HelpRequest, TimeGiven
from school.courses.models import Duty
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.portal import waiting
from tests.factories.assessment import make_assessing_cohort, sit_exam
from tests.factories.courses import assign, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_accommodation, make_help_request
from tests.refused import refused_by

NOW = timezone.now()


def grant(enrollment, by, *kinds: str, percent: int | None = None) -> None:
    actions.grant_help(
        enrollment, kinds=kinds, percent=percent, basis="proof_seen", by=by
    )


def test_a_trainee_asks_and_the_registrar_grants(
    enrollment, trainee, registrar
) -> None:
    actions.ask_help(enrollment, kinds=["more_time", "oral"], by=trainee.user)
    grant(enrollment, registrar, "more_time", percent=50)
    request = HelpRequest.objects.get()
    assert request.status == HelpRequest.Status.GRANTED
    assert request.answered_by == registrar
    granted = Accommodation.objects.get()
    assert (granted.kind, granted.percent) == ("more_time", 50)
    assert Notice.objects.get(kind="help_answered").person == trainee
    verbs = ["assessment.ask_help", "assessment.grant_help"]
    assert Entry.objects.filter(verb__in=verbs).count() == 2


def test_a_second_request_takes_the_place_of_the_one_that_waits(
    enrollment, trainee
) -> None:
    for kinds in (["oral"], ["larger_type"]):
        actions.ask_help(enrollment, kinds=kinds, by=trainee.user)
    assert HelpRequest.objects.get().kinds == ["larger_type"]


def test_nobody_asks_for_another_and_something_is_asked_for(
    enrollment, trainee, classmate, registrar
) -> None:
    for other in (classmate.user, registrar):
        with pytest.raises(NotPermitted):
            actions.ask_help(enrollment, kinds=["oral"], by=other)
    refused_by(
        "no_help_chosen", actions.ask_help, enrollment, kinds=["?"], by=trainee.user
    )


def test_only_the_registrar_grants_ends_and_declines(
    enrollment, trainee, examiner, registrar
) -> None:
    request = make_help_request(enrollment)
    granted = make_accommodation(enrollment, "oral")
    for other in (trainee.user, examiner):
        with pytest.raises(NotPermitted):
            grant(enrollment, other, "read_aloud")
        with pytest.raises(NotPermitted):
            actions.decline_help(request, by=other, reason="…")
        with pytest.raises(NotPermitted):
            actions.revoke_help(granted, by=other, reason="…")


def test_more_time_needs_its_percent_and_nothing_is_granted_twice(
    enrollment, registrar
) -> None:
    refused_by("percent_missing", grant, enrollment, registrar, "more_time")
    grant(enrollment, registrar, "oral")
    refused_by("no_help_chosen", grant, enrollment, registrar, "oral")


def test_declining_gives_the_reason(enrollment, registrar, trainee) -> None:
    request = make_help_request(enrollment)
    actions.decline_help(request, by=registrar, reason="题目可以放大看")
    assert (request.status, request.reason) == ("declined", "题目可以放大看")
    notice = Notice.objects.get(person=trainee)
    assert notice.context["is_granted"] is False
    refused_by("so_already", actions.decline_help, request, by=registrar, reason="…")


def test_help_that_ended_does_not_act_and_may_be_granted_again(
    enrollment, registrar
) -> None:
    granted = make_accommodation(enrollment, "more_time")
    assert accommodations.extra_minutes(enrollment) == 30
    actions.revoke_help(granted, by=registrar, reason="不再需要")
    assert accommodations.extra_minutes(enrollment) == 0
    refused_by("so_already", actions.revoke_help, granted, by=registrar, reason="…")
    grant(enrollment, registrar, "more_time", percent=25)
    assert Accommodation.objects.count() == 2


def test_more_time_sets_the_clock_of_the_sitting(enrollment, trainee) -> None:
    make_accommodation(enrollment, "more_time", percent=33)
    attempt = actions.start_exam(enrollment, by=trainee.user, at=NOW)
    assert attempt.extra_minutes == 20
    assert attempt.deadline_at == NOW + timedelta(minutes=80)


def test_larger_type_and_reading_aloud_act_on_the_page(enrollment) -> None:
    assert accommodations.page_help(enrollment) == {"reads_aloud": False}
    for kind in ("larger_type", "read_aloud"):
        make_accommodation(enrollment, kind)
    help_ = accommodations.page_help(enrollment)
    assert help_["reads_aloud"] and help_["display_size"] == "large"


def test_time_given_moves_the_end_and_is_kept(enrollment, registrar) -> None:
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    end = attempt.deadline_at
    actions.give_time(attempt, minutes=10, by=registrar, reason="停电")
    actions.give_time(attempt, minutes=5, by=registrar, reason="又停电")
    attempt.refresh_from_db()
    assert attempt.deadline_at == end + timedelta(minutes=15)
    assert attempt.extra_minutes == 15
    assert [given.minutes for given in attempt.times_given.all()] == [10, 5]


def test_time_is_given_to_all_who_are_sitting(enrollment, registrar) -> None:
    cohort = enrollment.cohort
    refused_by(
        "nobody_sitting",
        actions.give_time_to_class,
        cohort,
        minutes=5,
        by=registrar,
        reason="停电",
    )
    running = actions.start_exam(enrollment, by=SYSTEM)
    sit_exam(make_enrollment(cohort))
    given = actions.give_time_to_class(cohort, minutes=5, by=registrar, reason="停电")
    assert [one.attempt for one in given] == [running]


@pytest.mark.parametrize("minutes", [0, 121])
def test_time_is_given_within_reason(enrollment, registrar, minutes) -> None:
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    told = {"minutes": minutes, "by": registrar, "reason": "停电"}
    refused_by("time_out_of_range", actions.give_time, attempt, **told)
    refused_by(
        "time_out_of_range", actions.give_time_to_class, enrollment.cohort, **told
    )


def test_who_gives_time_is_the_registrar_or_on_duty_in_the_class(
    enrollment, trainee, examiner, second_examiner
) -> None:
    assign(enrollment.cohort, examiner, Duty.Kind.EXAMINER)
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    for other in (trainee.user, second_examiner):
        with pytest.raises(NotPermitted):
            actions.give_time(attempt, minutes=5, by=other, reason="停电")
        with pytest.raises(NotPermitted):
            actions.give_time_to_class(
                enrollment.cohort, minutes=5, by=other, reason="停电"
            )
    actions.give_time(attempt, minutes=5, by=examiner, reason="停电")
    assert TimeGiven.objects.get().given_by == examiner


def test_a_paper_handed_in_gets_no_more_time(enrollment, registrar) -> None:
    attempt = sit_exam(enrollment)
    refused_by(
        "handed_in_already",
        actions.give_time,
        attempt,
        minutes=5,
        by=registrar,
        reason="停电",
    )


def test_the_next_sitting_waits_as_long_as_the_edition_says(trainee) -> None:
    edition = make_edition(exam_retake_wait_hours=24)
    enrollment = make_enrollment(make_assessing_cohort(edition=edition), trainee)
    sit_exam(enrollment, right=1, at=NOW)
    soon, later = NOW + timedelta(hours=23), NOW + timedelta(hours=24)
    refused_by("sitting_too_soon", actions.start_exam, enrollment, by=SYSTEM, at=soon)
    assert actions.start_exam(enrollment, by=SYSTEM, at=later).number == 2


def test_the_registrar_allows_one_sitting_more(enrollment, registrar, trainee) -> None:
    for _turn in range(2):
        sit_exam(enrollment, right=1)
    refused_by("no_sittings_left", actions.start_exam, enrollment, by=SYSTEM)
    with pytest.raises(NotPermitted):
        actions.allow_sitting(enrollment, by=trainee.user, reason="停电")
    actions.allow_sitting(enrollment, by=registrar, reason="停电")
    assert Notice.objects.get(kind="sitting_allowed").context["reason"] == "停电"
    sit_exam(enrollment, right=1)
    refused_by("no_sittings_left", actions.start_exam, enrollment, by=SYSTEM)


def test_a_sitting_allowed_twice_by_a_second_click_is_one(
    enrollment, registrar
) -> None:
    told = {"by": registrar, "reason": "停电"}
    actions.allow_sitting(enrollment, **told)
    refused_by("sitting_allowed_already", actions.allow_sitting, enrollment, **told)
    sit_exam(enrollment, right=1)
    actions.allow_sitting(enrollment, **told)
    assert enrollment.further_sittings.count() == 2


def test_a_further_sitting_need_not_wait(registrar) -> None:
    edition = make_edition(exam_retake_wait_hours=24, exam_retakes=0)
    enrollment = make_enrollment(make_assessing_cohort(edition=edition))
    sit_exam(enrollment, right=1, at=NOW - timedelta(minutes=30))
    actions.allow_sitting(enrollment, by=registrar, reason="停电", at=NOW)
    assert actions.start_exam(enrollment, by=SYSTEM, at=NOW).number == 2


def test_no_sitting_is_allowed_beside_one_or_after_passing(
    enrollment, registrar
) -> None:
    actions.start_exam(enrollment, by=SYSTEM)
    told = {"by": registrar, "reason": "停电"}
    refused_by("sitting_in_progress", actions.allow_sitting, enrollment, **told)
    passed = make_enrollment(enrollment.cohort)
    sit_exam(passed, right=4)
    refused_by("nothing_to_sit_again", actions.allow_sitting, passed, **told)
    waiting = make_enrollment(enrollment.cohort, status="waitlisted", queue_number=1)
    refused_by("not_on_roll", actions.allow_sitting, waiting, **told)
    refused_by(
        "not_on_roll", actions.ask_help, waiting, kinds=["oral"], by=waiting.person.user
    )


def test_the_registrar_has_a_notice_and_finds_the_request_on_her_lists(
    enrollment, trainee, registrar, editor
) -> None:
    for kinds in (["oral"], ["larger_type"]):
        actions.ask_help(enrollment, kinds=kinds, by=trainee.user)
    notice = Notice.objects.get(kind="help_asked")
    assert notice.person.user == registrar
    assert enrollment.code in notice.link
    link = reverse("assessment_desk:help_requests")
    assert link in [one.href for one in waiting.for_staff(registrar)]
    assert link not in [one.href for one in waiting.for_staff(editor)]


def test_on_what_help_is_granted_is_chosen_and_not_there_by_itself() -> None:
    form = GrantForm({"kinds": ["oral"]}, has=frozenset())
    assert "basis" in form.errors
    assert "checked" not in str(GrantForm(has=frozenset())["basis"])
