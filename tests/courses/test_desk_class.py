"""The registrar's work with one class at the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort, Duty, Edition, Instructor, Session, Venue
from school.journal.models import Entry
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import (
    assign,
    make_cohort,
    make_edition,
    make_nurse,
    make_venue,
)
from tests.factories.enrollment import apply_for

# Wagtail sends whoever lacks a right there, with a sentence.
HOME = reverse("wagtailadmin_home")


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def page(cohort: Cohort) -> str:
    return reverse("cohort:inspect", args=[cohort.pk])


def url(step: str, cohort: Cohort, /, **more: object) -> str:
    return reverse(f"courses_desk:{step}", kwargs={"code": cohort.code, **more})


def facts(edition: Edition, **extra: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "edition": edition.pk,
        "name": "养老护理第8期",
        "seats": 20,
        "venue": make_venue().pk,
        "starts_on": today + timedelta(days=9),
        "ends_on": today + timedelta(days=19),
        "enrol_until": today + timedelta(days=7),
        "fee_yuan": "120.50",
        **extra,
    }


def test_the_registrar_makes_and_changes_a_class(desk: Client) -> None:
    edition = make_edition()
    answer = desk.post(reverse("cohort:add"), facts(edition))
    cohort = Cohort.objects.get()
    assert answer.url == page(cohort)
    assert (cohort.status, cohort.fee_fen) == (Cohort.Status.DRAFT, 12050)
    desk.post(reverse("cohort:edit", args=[cohort.pk]), facts(edition, seats=22))
    cohort.refresh_from_db()
    assert cohort.seats == 22
    assert list(Entry.objects.values_list("verb", flat=True).order_by("pk")) == [
        "courses.create_cohort",
        "courses.change_cohort",
    ]


def test_what_a_verb_refuses_stands_in_the_form(desk: Client) -> None:
    answer = desk.post(reverse("cohort:add"), facts(make_edition(), seats=99))
    assert "每班最多24人" in answer.content.decode()
    assert 'value="99"' in answer.content.decode()
    assert not Cohort.objects.exists()


def test_fewer_seats_than_places_taken_are_refused_in_the_form(desk: Client) -> None:
    cohort = make_cohort(seats=3)
    apply_for(cohort)
    apply_for(cohort)
    address = reverse("cohort:edit", args=[cohort.pk])
    answer = desk.post(address, facts(cohort.edition, seats=1))
    assert "已占用2个名额" in answer.content.decode()
    cohort.refresh_from_db()
    assert cohort.seats == 3


def test_the_page_of_a_class_offers_the_steps_that_apply(desk: Client) -> None:
    cohort = make_cohort(status=Cohort.Status.DRAFT)
    shown = desk.get(page(cohort)).content.decode()
    assert url("step", cohort, verb="announce") in shown
    assert url("step", cohort, verb="start") not in shown
    desk.post(url("step", cohort, verb="open_enrollment"))
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.ENROLLING


def test_a_refused_step_says_why(desk: Client) -> None:
    cohort = make_cohort(edition=make_edition(signed_off=False), status="draft")
    answer = desk.post(url("step", cohort, verb="open_enrollment"), follow=True)
    assert "还没有护士讲师签核" in answer.content.decode()
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.DRAFT


def test_a_step_that_is_none_is_not_found(desk: Client) -> None:
    cohort = make_cohort()
    assert desk.get(url("step", cohort, verb="explode")).status_code == 404
    assert desk.post(url("step", cohort, verb="explode")).status_code == 404


def test_the_auditor_sees_a_class_and_changes_nothing(auditor: User) -> None:
    cohort = make_cohort(status="draft")
    duty = assign(cohort, make_nurse().user)
    client = signed_in(auditor)
    shown = client.get(page(cohort))
    assert shown.status_code == 200
    assert url("step", cohort, verb="announce") not in shown.content.decode()
    for address in (
        url("step", cohort, verb="announce"),
        url("cancel", cohort),
        url("plan", cohort),
        url("assign", cohort),
        url("relieve", cohort, pk=duty.pk),
        reverse("courses_desk:session", args=[cohort.sessions.first().code]),
        reverse("courses_desk:cancel_session", args=[cohort.sessions.first().code]),
    ):
        assert client.post(address).url == HOME, address
    cohort.refresh_from_db()
    assert (cohort.status, cohort.duties.count()) == (Cohort.Status.DRAFT, 1)


def test_cancelling_asks_for_the_reason(desk: Client) -> None:
    cohort = make_cohort()
    assert desk.get(url("cancel", cohort)).status_code == 200
    desk.post(url("cancel", cohort), {"reason": ""})
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.ENROLLING
    desk.post(url("cancel", cohort), {"reason": "人数不足"})
    cohort.refresh_from_db()
    assert cohort.status == Cohort.Status.CANCELLED


def confirm(desk: Client, address: str, typed: dict[str, Any]) -> HttpResponse:
    """Type it, look at what it would be, and save that."""
    shown = desk.post(address, typed)
    return desk.post(address, {**typed, "confirmed": shown.context["preview"].seal})


PLAN = {"begins": "19:00", "ends": "21:25", "weekdays": ["0", "2"]}


def test_evenings_are_planned_from_a_form(desk: Client) -> None:
    cohort = make_cohort(sessions=False, status="draft")
    assert desk.get(url("plan", cohort)).status_code == 200
    holiday = cohort.starts_on.isoformat()
    typed = {**PLAN, "skipping": f"{holiday}\n2027-01-01"}
    confirm(desk, url("plan", cohort), typed)
    days = [timezone.localdate(one.starts_at) for one in cohort.sessions.all()]
    assert len(days) == 4
    assert {day.weekday() for day in days} == {0, 2}
    assert cohort.starts_on not in days


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"skipping": "国庆"}, "“国庆”不是日期"),
        ({"begins": "22:00", "ends": "21:00"}, "下课时间早于上课时间"),
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(
    desk: Client, typed: dict[str, str], sentence: str
) -> None:
    cohort = make_cohort(sessions=False, status="draft")
    answer = desk.post(url("plan", cohort), {**PLAN, **typed}).content.decode()
    assert sentence in answer
    assert next(iter(typed.values())) in answer
    assert not cohort.sessions.exists()


def test_duties_are_given_and_taken(desk: Client, instructor: User) -> None:
    cohort = make_cohort()
    typed = {"user": instructor.pk, "kind": Duty.Kind.INSTRUCTOR}
    assert desk.get(url("assign", cohort)).status_code == 200
    desk.post(url("assign", cohort), typed)
    duty = Duty.objects.get()
    again = desk.post(url("assign", cohort), typed).content.decode()
    assert "已有这项职责" in again
    assert "周护士长" in desk.get(page(cohort)).content.decode()
    cohort.sessions.update(teacher=instructor)
    refused = desk.post(url("relieve", cohort, pk=duty.pk), follow=True)
    assert "还有4晚课" in refused.content.decode()
    cohort.sessions.update(teacher=None)
    desk.post(url("relieve", cohort, pk=duty.pk))
    assert not Duty.objects.exists()


def test_an_evening_is_moved_and_given_to_somebody_else(
    desk: Client, instructor: User
) -> None:
    cohort = make_cohort()
    assign(cohort, instructor)
    first, last = cohort.sessions.first(), cohort.sessions.last()
    address = reverse("courses_desk:session", args=[last.code])
    assert desk.get(address).status_code == 200
    typed = {
        "day": timezone.localdate(first.starts_at).isoformat(),
        "begins": "19:00",
        "ends": "21:25",
        "venue": cohort.venue_id,
        "room": "",
        "teacher": instructor.pk,
        "reason": "调课",
    }
    clash = desk.post(address, typed).content.decode()
    assert "另有一晚课" in clash
    last.refresh_from_db()
    assert last.teacher is None
    later = cohort.ends_on + timedelta(days=3)
    confirm(desk, address, {**typed, "day": later.isoformat()})
    last.refresh_from_db()
    assert timezone.localdate(last.starts_at) == later
    assert last.teacher == instructor
    shown = desk.get(reverse("session:inspect", args=[last.pk])).content.decode()
    assert address in shown


def test_an_evening_is_cancelled_with_a_reason(desk: Client) -> None:
    cohort = make_cohort()
    last = cohort.sessions.last()
    address = reverse("courses_desk:cancel_session", args=[last.code])
    assert address in desk.get(page(cohort)).content.decode()
    assert desk.get(address).status_code == 200
    desk.post(address, {"reason": ""})
    last.refresh_from_db()
    assert last.status == Session.Status.PLANNED
    assert desk.post(address, {"reason": "停电"}).url == page(cohort)
    last.refresh_from_db()
    assert last.status == Session.Status.CANCELLED
    assert address not in desk.get(page(cohort)).content.decode()
    assert "已取消" in desk.post(address, {"reason": "停电"}).content.decode()


def test_venues_and_lecturers_are_kept_with_a_trace(
    desk: Client, other_instructor: User, auditor: User
) -> None:
    desk.post(
        reverse("venue:add"),
        {"name": "社区教室", "address": "县城", "kind": "mobile", "capacity": 12},
    )
    assert Venue.objects.get().capacity == 12
    desk.post(
        reverse("instructor:add"),
        {"user": other_instructor.pk, "kind": Instructor.Kind.NURSE},
    )
    assert Instructor.objects.get().user == other_instructor
    assert set(Entry.objects.values_list("verb", flat=True)) == {
        "courses.record_venue",
        "courses.record_instructor",
    }
    client = signed_in(auditor)
    assert client.get(reverse("venue:add")).status_code in (302, 403)
    assert client.get(reverse("instructor:add")).status_code in (302, 403)
