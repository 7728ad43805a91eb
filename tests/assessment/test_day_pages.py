"""The desk plans an evening from form to table; the candidate reads when and where."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.candidates import letters_of
from school.assessment.models import AssessmentDay, Practical, Slot
from school.assessment.timetables import of_day
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import make_edition
from tests.factories.days import make_day, make_plan
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def opened(cohort: Cohort, trainee: Person) -> Practical:
    return actions.open_practical(make_enrollment(cohort, trainee), by=SYSTEM)


def typed(answer: Any) -> dict[str, Any]:
    """The form as its page suggests it."""
    return {
        field.html_name: field.value()
        for field in answer.context["form"]
        if field.value() not in (None, "", [])
    }


def test_a_room_to_which_nobody_comes_is_not_shown(
    cohort: Cohort, opened: Practical
) -> None:
    plan = make_plan(cohort)
    spare = [replace(lane, room=f"备用{lane.room}") for lane in plan.lanes]
    day = actions.plan_day(
        cohort, plan=replace(plan, lanes=[*plan.lanes, *spare]), by=SYSTEM
    )
    used = {slot.lane.room for slot in Slot.objects.select_related("lane")}
    assert [room.room for room in of_day(day).rooms] == sorted(used)
    assert len(used) == 3


def test_the_suggested_plan_is_seen_then_saved_then_printed(
    desk: Client, cohort: Cohort, opened: Practical
) -> None:
    at_class = reverse("assessment_desk:cohort", args=[cohort.code])
    url = reverse("assessment_desk:plan_day", args=[cohort.code])
    assert url in desk.get(at_class).text
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {**typed(desk.get(url)), "on": str(tomorrow)}
    preview = desk.post(url, sent)
    name = opened.enrollment.person.name
    assert f"<strong>{opened.candidate_number}</strong> {name}" in preview.text
    assert not AssessmentDay.objects.exists()
    seal = preview.context["proposal"].seal
    again = desk.post(url, {**sent, "confirmed": seal, "again": "1"})
    assert again.context["form"]["on"].value() == str(tomorrow)
    assert desk.post(url, {**sent, "confirmed": seal}).status_code == 302
    day = AssessmentDay.objects.get()
    shown = desk.get(reverse("assessment_desk:day", args=[day.code])).text
    assert "1号考室" in shown
    assert url not in desk.get(at_class).text
    for paper in ("day_plan_pdf", "door_signs_pdf"):
        answer = desk.get(reverse(f"assessment_desk:{paper}", args=[day.code]))
        assert answer.content.startswith(b"%PDF")


def test_a_plan_that_is_other_than_was_seen_is_shown_again(
    desk: Client, cohort: Cohort, opened: Practical
) -> None:
    day = make_day(cohort)
    url = reverse("assessment_desk:change_day", args=[day.code])
    sent = {**typed(desk.get(url)), "change_minutes": "5", "confirmed": "seen before"}
    answer = desk.post(url, sent)
    assert "您看过之后安排有变" in answer.text
    sent["confirmed"] = answer.context["proposal"].seal
    assert desk.post(url, sent).status_code == 302
    day.refresh_from_db()
    assert day.change_minutes == 5


def test_only_who_was_planned_is_ticked_again(
    desk: Client, cohort: Cohort, opened: Practical
) -> None:
    day = make_day(cohort)
    later = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    for url, ticked in (
        (reverse("assessment_desk:change_day", args=[day.code]), opened),
        (reverse("assessment_desk:plan_day", args=[cohort.code]), later),
    ):
        form = desk.get(url).context["form"]
        assert form["practicals"].value() == [ticked.pk]
    assert (
        later
        in desk.get(reverse("assessment_desk:change_day", args=[day.code]))
        .context["form"]
        .fields["practicals"]
        .queryset
    )


def test_what_is_lacking_stands_in_the_form(
    desk: Client, cohort: Cohort, opened: Practical
) -> None:
    url = reverse("assessment_desk:plan_day", args=[cohort.code])
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {**typed(desk.get(url)), "on": str(tomorrow), "lane-0-room": ""}
    answer = desk.post(url, sent)
    assert "缺考室：“考站1”没有考室。" in answer.text
    half = desk.post(url, {**sent, "break_minutes": "10"})
    assert half.context["form"].errors.keys() == {"break_begins"}


def test_pages_of_a_plan_cost_the_same_for_many_candidates(
    desk: Client, cohort: Cohort, django_assert_max_num_queries: Any
) -> None:
    for _each in range(4):
        actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    day = make_day(cohort)
    for name, code in (
        ("day", day.code),
        ("change_day", day.code),
        ("plan_day", cohort.code),
        ("day_plan_pdf", day.code),
    ):
        with django_assert_max_num_queries(25):
            desk.get(reverse(f"assessment_desk:{name}", args=[code]))


def test_the_candidate_reads_her_number_when_and_where(
    cohort: Cohort, opened: Practical, trainee: Person
) -> None:
    browser = signed_in(trainee)
    url = reverse("assessment:day", args=[opened.enrollment.code])
    assert "时间还没有安排" in browser.get(url).text
    actions.plan_day(cohort, plan=make_plan(cohort), by=SYSTEM)
    page = browser.get(url).text
    for slot in Slot.objects.select_related("lane"):
        assert f"{timezone.localtime(slot.starts_at):%H:%M}" in page
        assert slot.lane.room in page
    # Which stations were drawn is told at the door.
    assert "考站1" not in page
    assert "身份证" in page
    assert url in browser.get(reverse("portal:today")).text


def test_check_letters_stand_on_the_candidates_page_only_where_names_are_hidden(
    trainee: Person,
) -> None:
    cohort = make_assessing_cohort(edition=make_edition(hides_names=True))
    practical = actions.open_practical(make_enrollment(cohort, trainee), by=SYSTEM)
    url = reverse("assessment:day", args=[practical.enrollment.code])
    page = signed_in(trainee).get(url).text
    assert f"<strong>{letters_of(practical)}</strong>" in page


def test_there_is_no_page_before_there_is_a_practical(
    cohort: Cohort, trainee: Person
) -> None:
    enrollment = make_enrollment(cohort, trainee)
    url = reverse("assessment:day", args=[enrollment.code])
    assert signed_in(trainee).get(url).status_code == 404


def test_calling_off_asks_first(
    desk: Client, cohort: Cohort, opened: Practical
) -> None:
    day = make_day(cohort)
    at_day = desk.get(reverse("assessment_desk:day", args=[day.code])).text
    url = reverse("assessment_desk:call_off_day", args=[day.code])
    assert url in at_day
    assert str(day.cohort) in desk.get(url).text
    assert "请写明" in desk.post(url, {"reason": ""}).text
    assert AssessmentDay.objects.exists()
    answer = desk.post(url, {"reason": "下雪路滑"})
    assert answer["Location"] == reverse("assessment_desk:cohort", args=[cohort.code])
    assert not AssessmentDay.objects.exists()
