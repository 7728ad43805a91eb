"""Calling the roll, and what it adds to the ledger."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from school.attendance import actions
from school.attendance.models import Event, MinuteEntry
from school.courses.models import Duty, Session
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.attendance import minutes
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

Kind = Event.Kind


def whole_evening(session, enrollment, by):
    for kind, at in ((Kind.ARRIVED, session.starts_at), (Kind.LEFT, session.ends_at)):
        actions.note(session, enrollment=enrollment, kind=kind, by=by, at=at)


def test_arrival_and_departure_credit_the_evening(session, enrollment, caller):
    whole_evening(session, enrollment, caller)
    assert minutes(enrollment) == 135


def test_arrival_alone_credits_nothing(session, enrollment, caller):
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    assert minutes(enrollment) == 0


def test_a_correction_appends_the_difference(session, enrollment, caller):
    whole_evening(session, enrollment, caller)
    actions.note(
        session,
        enrollment=enrollment,
        kind=Kind.ARRIVED,
        by=caller,
        at=session.starts_at + timedelta(minutes=30),
    )
    lines = MinuteEntry.objects.filter(enrollment=enrollment)
    assert [line.minutes for line in lines] == [135, -45]
    assert minutes(enrollment) == 90


def test_marking_absent_takes_the_minutes_back(session, enrollment, caller):
    whole_evening(session, enrollment, caller)
    actions.note(session, enrollment=enrollment, kind=Kind.ABSENT, by=caller)
    assert minutes(enrollment) == 0


def test_noting_the_same_twice_changes_nothing(session, enrollment, caller):
    whole_evening(session, enrollment, caller)
    before = Event.objects.count()
    whole_evening(session, enrollment, caller)
    assert Event.objects.count() == before
    assert minutes(enrollment) == 135


def test_the_whole_class_is_present_in_one_verb(session, cohort, caller):
    people = [make_enrollment(cohort, make_trainee(f"学员{n}")) for n in range(5)]
    actions.note(session, enrollment=people[0], kind=Kind.EXCUSED, by=caller)
    assert actions.note_all_present(session, by=caller) == 4
    assert actions.note_all_present(session, by=caller) == 0
    assert actions.note_all_left(session, by=caller) == 4
    kinds = Event.objects.filter(enrollment=people[0]).values_list("kind", flat=True)
    assert list(kinds) == [Kind.EXCUSED]


def test_every_note_is_journalled(session, enrollment, caller):
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    entry = Entry.objects.get(verb="attendance.note")
    assert entry.actor_id == str(caller.pk)


def test_someone_without_a_duty_is_refused(session, enrollment, other_instructor):
    with pytest.raises(NotPermitted):
        actions.note(
            session, enrollment=enrollment, kind=Kind.ARRIVED, by=other_instructor
        )


def test_an_examiner_does_not_call_the_roll(session, enrollment, cohort, examiner):
    assign(cohort, examiner, Duty.Kind.EXAMINER)
    with pytest.raises(NotPermitted):
        actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=examiner)


def refusal(session, enrollment, by, **extra) -> str:
    with pytest.raises(Refusal) as caught:
        actions.note(session, enrollment=enrollment, by=by, **extra)
    return caught.value.code


def test_a_waiting_person_is_not_on_the_roll(session, cohort, caller):
    waiting = make_enrollment(
        cohort, status=Enrollment.Status.WAITLISTED, queue_number=1
    )
    assert refusal(session, waiting, caller, kind=Kind.ARRIVED) == "not_on_roll"


def test_a_trainee_of_another_class_is_not_on_the_roll(session, caller):
    other = make_enrollment(make_cohort(name="另一班"))
    assert refusal(session, other, caller, kind=Kind.ARRIVED) == "not_on_roll"


def test_an_evening_that_has_not_begun_has_no_roll(cohort, enrollment, caller):
    last = cohort.sessions.last()
    assert refusal(last, enrollment, caller, kind=Kind.ARRIVED) == "session_not_begun"


def test_a_cancelled_evening_has_no_roll(session, enrollment, caller):
    Session.objects.filter(pk=session.pk).update(status=Session.Status.CANCELLED)
    assert refusal(session, enrollment, caller, kind=Kind.ARRIVED) == (
        "session_cancelled"
    )


def test_a_departure_needs_an_arrival(session, enrollment, caller):
    assert refusal(session, enrollment, caller, kind=Kind.LEFT) == "not_arrived"


def test_a_departure_before_the_arrival_is_refused(session, enrollment, caller):
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    assert (
        refusal(session, enrollment, caller, kind=Kind.LEFT, at=session.starts_at)
        == "left_before_arriving"
    )


def test_a_time_outside_the_evening_is_refused(session, enrollment, caller):
    early = session.starts_at - timedelta(minutes=1)
    assert refusal(session, enrollment, caller, kind=Kind.ARRIVED, at=early) == (
        "outside_evening"
    )


def test_nobody_leaves_before_it_has_happened(session, enrollment, caller, monkeypatch):
    midway = session.starts_at + timedelta(minutes=60)
    monkeypatch.setattr(timezone, "now", lambda: midway)
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    assert refusal(session, enrollment, caller, kind=Kind.LEFT, at=session.ends_at) == (
        "still_to_come"
    )
    assert minutes(enrollment) == 0


def test_whoever_comes_early_is_noted_for_the_beginning(
    session, enrollment, caller, monkeypatch
):
    early = session.starts_at - timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: early)
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    assert Event.objects.get().at == session.starts_at


def test_a_past_evening_needs_a_reason(cohort, enrollment, caller):
    past = cohort.sessions.first()
    Session.objects.filter(pk=past.pk).update(
        starts_at=past.starts_at - timedelta(days=3),
        ends_at=past.ends_at - timedelta(days=3),
    )
    past.refresh_from_db()
    extra = {"kind": Kind.ARRIVED, "at": past.starts_at}
    assert refusal(past, enrollment, caller, **extra) == "reason_needed"
    actions.note(past, enrollment=enrollment, by=caller, reason="漏点名", **extra)


def test_the_next_morning_is_too_late_for_a_change_without_a_reason(
    cohort, enrollment, caller, monkeypatch
):
    """An evening in Shanghai and the small hours after it share a date in UTC."""
    evening = cohort.sessions.first()
    morning = evening.ends_at + timedelta(hours=4)
    monkeypatch.setattr(timezone, "now", lambda: morning)
    extra = {"kind": Kind.ARRIVED, "at": evening.starts_at}
    assert refusal(evening, enrollment, caller, **extra) == "reason_needed"


@pytest.mark.parametrize("table", ["attendance_event", "attendance_minuteentry"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_edit_the_ledger(
    session, enrollment, caller, table, statement
):
    whole_evening(session, enrollment, caller)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def test_typed_times_are_kept_when_they_are_refused(cohort, enrollment, caller):
    past = cohort.sessions.first()
    starts = timezone.make_aware(datetime(2026, 3, 20, 19, 0))
    Session.objects.filter(pk=past.pk).update(
        starts_at=starts, ends_at=starts + timedelta(minutes=145)
    )
    page = signed_in(caller).post(
        f"/attendance/rolls/{past.code}/{enrollment.code}/",
        {"arrived": "20:00", "left": "19:30", "reason": "补记"},
    )
    assert page.status_code == 200
    assert "20:00" in page.content.decode()
    assert not Event.objects.exists()


def test_noted_times_are_shown_as_the_clock_on_the_wall(session, enrollment, caller):
    whole_evening(session, enrollment, caller)
    page = signed_in(caller).get(f"/attendance/rolls/{session.code}/{enrollment.code}/")
    arrived, left = map(timezone.localtime, (session.starts_at, session.ends_at))
    assert f'value="{arrived:%H:%M}"' in page.content.decode()
    assert f'value="{left:%H:%M}"' in page.content.decode()


def test_the_roll_costs_the_same_for_a_class_of_any_size(
    session, cohort, caller, django_assert_num_queries
):
    client = signed_in(caller)
    url = f"/attendance/rolls/{session.code}/"
    counts = []
    for size in (2, 12):
        while cohort.enrollments.count() < size:
            make_enrollment(cohort)
        with django_assert_num_queries(25, exact=False) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_trainee_reads_her_own_hours(session, enrollment, caller, trainee):
    whole_evening(session, enrollment, caller)
    page = signed_in(trainee).get(f"/attendance/hours/{enrollment.code}/")
    assert page.context["done"] == 135
    assert page.context["needed"] == 432


def test_nobody_reads_another_trainee_s_hours(enrollment, classmate, stranger):
    url = f"/attendance/hours/{enrollment.code}/"
    assert signed_in(classmate).get(url).status_code == 404
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(None).get(url).status_code == 302


def test_the_register_adds_up(session, enrollment, cohort, caller):
    whole_evening(session, enrollment, caller)
    page = signed_in(caller).get(f"/attendance/registers/{cohort.code}/")
    assert [row.minutes for row in page.context["rows"]] == [135]


def test_someone_noted_as_present_by_mistake_can_be_marked_absent(
    session, enrollment, caller
):
    actions.note(session, enrollment=enrollment, kind=Kind.ARRIVED, by=caller)
    signed_in(caller).post(
        f"/attendance/rolls/{session.code}/{enrollment.code}/",
        {"absence": "absent", "reason": "点错了"},
    )
    latest = Event.objects.last()
    assert (latest.kind, latest.reason) == (Kind.ABSENT, "点错了")
