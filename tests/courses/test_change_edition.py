"""A class that has not begun can go over to another edition; one that has begun keeps its own."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.attendance.ledger import scheduled_minutes
from school.courses import actions, proposals
from school.courses.actions.plan import Pattern
from school.courses.models import Cohort, Edition, Session
from school.courses.refusals import (
    ClassBegun,
    ClassTooLarge,
    EditionNotSignedOff,
    EnrolmentEndsTooLate,
    NotPublished,
    OfFormerEdition,
    OtherCourse,
    ReasonMissing,
    RoomTaken,
    RunsItAlready,
)
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.notices import wording
from school.notices.models import Notice
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort, make_course, make_edition
from tests.factories.enrollment import make_enrollment

MONDAY = date(2027, 3, 1)
PATTERN = Pattern(weekdays=(0, 2))


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(starts_on=MONDAY, enrol_until=MONDAY)


def other(cohort: Cohort, evenings: int = 6, **extra: object) -> Edition:
    extra.setdefault("course", cohort.edition.course)
    return make_edition(evenings=evenings, **extra)


def change(cohort: Cohort, edition: Edition, by: User, **extra: object) -> Cohort:
    given = {"pattern": PATTERN, "reason": "新版课程", **extra}
    return actions.change_edition(cohort, edition=edition, by=by, **given)


def test_the_evenings_beyond_get_dates_and_the_others_keep_their_place(
    cohort: Cohort, registrar: User
) -> None:
    before = {one.evening.number: one.pk for one in cohort.sessions.all()}
    newer = other(cohort)
    change(cohort, newer, registrar)
    cohort.refresh_from_db()
    sessions = list(cohort.sessions.planned())
    assert (cohort.edition, len(sessions)) == (newer, 6)
    assert {one.evening.edition for one in sessions} == {newer}
    assert {one.evening.number: one.pk for one in sessions[:4]} == before
    assert scheduled_minutes([cohort.pk])[cohort.pk] == 6 * 135
    days = [timezone.localdate(one.starts_at) for one in sessions]
    assert days == [MONDAY + timedelta(days=n) for n in (0, 2, 7, 9, 14, 16)]
    assert (cohort.starts_on, cohort.ends_on) == (days[0], days[-1])
    entry = Entry.objects.get(verb="courses.change_edition")
    assert (entry.reason, entry.data["from"], entry.data["to"]) == (
        "新版课程",
        "1.0",
        "2.0",
    )


def test_the_evenings_that_fall_away_are_cancelled_and_not_made_up_for(
    cohort: Cohort, registrar: User
) -> None:
    change(cohort, other(cohort, 2), registrar)
    assert cohort.sessions.planned().count() == 2
    gone = cohort.sessions.exclude(status=Session.Status.PLANNED).first()
    assert scheduled_minutes([cohort.pk])[cohort.pk] == 2 * 135
    with pytest.raises(OfFormerEdition):
        actions.make_up(
            gone,
            by=registrar,
            reason="补上",
            starts_at=gone.starts_at + timedelta(days=60),
            ends_at=gone.ends_at + timedelta(days=60),
        )


def test_it_goes_back_to_where_it_was(cohort: Cohort, registrar: User) -> None:
    former = cohort.edition
    change(cohort, other(cohort, 2), registrar)
    change(cohort, former, registrar)
    assert cohort.sessions.count() == 4
    assert {one.evening.edition for one in cohort.sessions.planned()} == {former}


def test_everybody_is_told_once(
    cohort: Cohort, registrar: User, instructor: User, assistant: User
) -> None:
    assign(cohort, instructor)
    assign(cohort, assistant, "assistant")
    status = Enrollment.Status
    told = [
        make_enrollment(cohort).person,
        make_enrollment(cohort, status=status.WAITLISTED, queue_number=1).person,
    ]
    make_enrollment(cohort, status=status.WITHDRAWN)
    change(cohort, other(cohort), registrar)
    reached = Notice.objects.values_list("person__user", flat=True)
    assert sorted(reached) == sorted(
        [instructor.pk, assistant.pk, *(one.user_id for one in told)]
    )
    notice = Notice.objects.filter(person=told[0]).get()
    assert "6晚" in wording.subject(notice)
    assert "3月1日" in wording.body(notice)


@pytest.mark.parametrize("status", ["running", "assessing"])
def test_a_class_that_has_begun_keeps_its_edition(
    cohort: Cohort, registrar: User, status: str
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=status)
    with pytest.raises(ClassBegun):
        change(cohort, other(cohort), registrar)


def test_so_does_one_whose_first_evening_is_over(
    cohort: Cohort, registrar: User
) -> None:
    late = datetime(2027, 3, 1, 20, tzinfo=timezone.get_default_timezone())
    with pytest.raises(ClassBegun):
        change(cohort, other(cohort), registrar, at=late)


def test_what_is_wrong_with_the_edition_is_said(
    cohort: Cohort, registrar: User
) -> None:
    wrong: list[tuple[Edition, type[Refusal]]] = [
        (cohort.edition, RunsItAlready),
        (other(cohort, course=make_course("CL")), OtherCourse),
        (other(cohort, status=Edition.Status.DRAFT), NotPublished),
        (other(cohort, signed_off=False), EditionNotSignedOff),
        (other(cohort, class_size_max=2), ClassTooLarge),
    ]
    for edition, refusal in wrong:
        with pytest.raises(refusal):
            change(cohort, edition, registrar)
    cohort.refresh_from_db()
    assert cohort.edition.version == "1.0"
    assert cohort.sessions.planned().count() == 4


def test_it_takes_the_right_and_a_reason(
    cohort: Cohort, registrar: User, instructor: User
) -> None:
    newer = other(cohort)
    with pytest.raises(NotPermitted):
        change(cohort, newer, instructor)
    with pytest.raises(ReasonMissing):
        change(cohort, newer, registrar, reason=" ")


def test_a_room_that_is_taken_refuses_it_whole(cohort: Cohort, registrar: User) -> None:
    busy = make_cohort(
        name="另一班", edition=cohort.edition, starts_on=MONDAY + timedelta(days=14)
    )
    busy.sessions.update(room="实训室 A")
    with pytest.raises(RoomTaken):
        change(cohort, other(cohort), registrar)
    cohort.refresh_from_db()
    assert cohort.edition.version == "1.0"


def test_a_plan_too_short_for_its_closing_date_is_refused(
    cohort: Cohort, registrar: User
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(enrol_until=MONDAY + timedelta(days=3))
    with pytest.raises(EnrolmentEndsTooLate):
        change(cohort, other(cohort, 2), registrar)


def test_the_desk_shows_what_changes_before_it_saves(
    cohort: Cohort, registrar: User
) -> None:
    newer, client = other(cohort), signed_in(registrar)
    address = reverse("courses_desk:edition", args=[cohort.code])
    typed = {
        "edition": newer.pk,
        "weekdays": [0, 2],
        "begins": "19:00",
        "ends": "21:25",
        "reason": "新版课程",
    }
    assert "19:00" in client.get(address).text
    shown = client.post(address, typed)
    cohort.refresh_from_db()
    assert cohort.edition != newer
    assert "新增2晚" in shown.text
    seal = proposals.of_edition(cohort, newer, PATTERN).seal
    saved = client.post(address, {**typed, "confirmed": seal}, follow=True)
    cohort.refresh_from_db()
    assert cohort.edition == newer
    assert "已通知" in saved.text


def test_the_class_s_page_leads_there_where_another_edition_is_published(
    cohort: Cohort, registrar: User
) -> None:
    client, page = signed_in(registrar), reverse("cohort:inspect", args=[cohort.pk])
    address = reverse("courses_desk:edition", args=[cohort.code])
    assert address not in client.get(page).text
    other(cohort)
    assert address in client.get(page).text
