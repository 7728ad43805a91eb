"""What the assistant's phone noted at the door: each taken once, in any order, or refused with its reason."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.attendance import actions, codes
from school.attendance.batches import Outcome, Sent
from school.attendance.ledger import presences
from school.attendance.models import Event, MinuteEntry, RefusedScan
from school.courses.models import Duty, Session
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight, make_scan, minutes
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_person

Kind, Method, Level = Event.Kind, Event.Method, Event.Level
SEEN = timedelta(minutes=2)


def take(session: Session, by: User, *events: Sent) -> list[Outcome]:
    return actions.take_scans(
        session, by=by, sent_at=timezone.now(), events=list(events)
    )


def outcome(session: Session, by: User, scan: Sent) -> str:
    [result] = take(session, by, scan)
    return result.code or result.status


def test_in_and_out_by_code_credits_the_evening(evening, enrollment, caller) -> None:
    come = make_scan(enrollment, evening, at=evening.starts_at - SEEN)
    gone = make_scan(enrollment, evening, at=timezone.now(), kind=Kind.LEFT)
    take(evening, caller, gone, come)
    assert minutes(enrollment) == 135
    event = Event.objects.get(uuid=come.uuid)
    assert (event.method, event.level) == (Method.CODE, Level.STRONG)
    assert event.at == evening.starts_at
    assert event.noted_at == event.device_at == come.device_at
    assert event.recorded_by == caller


def test_without_a_look_at_the_face_a_code_proves_less(
    evening, enrollment, caller
) -> None:
    take(evening, caller, make_scan(enrollment, evening, at=evening.starts_at, face=""))
    assert Event.objects.get().level == Level.FAIR


def test_a_forged_code_is_refused_and_kept_as_such(evening, enrollment, caller) -> None:
    scan = make_scan(enrollment, evening, at=evening.starts_at)
    forged = make_scan(
        enrollment, evening, at=evening.starts_at, code=scan.code[:-4] + "AAAA"
    )
    assert outcome(evening, caller, forged) == "forged_code"
    refused = RefusedScan.objects.get()
    assert (refused.enrollment, refused.recorded_by) == (enrollment, caller)
    assert not Event.objects.exists()


def test_a_code_replayed_after_it_expired_is_refused(
    evening, enrollment, caller
) -> None:
    old = codes.trainee_code(enrollment.code, evening.code, at=evening.starts_at)
    later = evening.starts_at + timedelta(minutes=30)
    replayed = make_scan(enrollment, evening, at=later, code=old)
    assert outcome(evening, caller, replayed) == "code_expired"


def test_a_code_of_another_evening_is_refused(
    cohort, evening, enrollment, caller
) -> None:
    other = cohort.sessions.last()
    scan = make_scan(enrollment, other, at=evening.starts_at)
    assert outcome(evening, caller, scan) == "other_evening"


@pytest.mark.parametrize("wrong", [-5, 5])
def test_a_trainee_s_clock_five_minutes_wrong_needs_the_face_and_proves_less(
    evening, enrollment, caller, wrong: int
) -> None:
    at = evening.starts_at + timedelta(minutes=10)
    hers = codes.trainee_code(
        enrollment.code, evening.code, at=at + timedelta(minutes=wrong)
    )
    unseen = make_scan(enrollment, evening, at=at, code=hers, face="")
    assert outcome(evening, caller, unseen) == "code_expired"
    compared = make_scan(enrollment, evening, at=at, code=hers)
    assert outcome(evening, caller, compared) == "kept"
    event = Event.objects.get()
    assert event.level == Level.WEAK
    assert "5" in event.reason


@pytest.mark.parametrize("wrong", [-5, 5, 90])
def test_an_assistant_s_clock_five_minutes_wrong_is_put_right(
    evening, enrollment, caller, wrong: int
) -> None:
    off = timedelta(minutes=wrong)
    at = evening.starts_at + timedelta(minutes=20)
    code = codes.trainee_code(enrollment.code, evening.code, at=at)
    scan = make_scan(enrollment, evening, at=at + off, code=code)
    actions.take_scans(evening, by=caller, sent_at=timezone.now() + off, events=[scan])
    event = Event.objects.get()
    assert (event.at, event.noted_at, event.device_at) == (at, at, at + off)
    assert event.level == Level.STRONG


def test_a_relayed_screenshot_is_recorded_and_signs_nobody_in(
    evening, enrollment, caller
) -> None:
    """Within its lifetime the code is genuine: only the look at the face tells."""
    relayed = make_scan(enrollment, evening, at=evening.starts_at, face="other")
    [result] = take(evening, caller, relayed)
    assert (result.status, result.doubt) == ("kept", "not_self")
    event = Event.objects.get()
    assert (event.kind, event.level) == (Kind.NOT_SELF, Level.STRONG)
    assert presences(Event.objects.all())[enrollment.pk].state == "unknown"
    roll = signed_in(caller).get(reverse("attendance:roll", args=[evening.code]))
    assert [row.doubt for row in roll.context["rows"]] == ["not_self"]


def test_the_same_scan_twice_is_one(evening, enrollment, caller) -> None:
    scan = make_scan(enrollment, evening, at=evening.starts_at)
    first = take(evening, caller, scan, scan)
    assert take(evening, caller, scan) == first[:1]
    assert Event.objects.count() == 1


def test_scanned_by_two_assistants_the_first_time_counts(
    evening, enrollment, caller
) -> None:
    for late in (0, 25):
        at = evening.starts_at + timedelta(minutes=late)
        take(evening, caller, make_scan(enrollment, evening, at=at))
    gone = make_scan(enrollment, evening, at=timezone.now(), kind=Kind.LEFT)
    take(evening, caller, gone)
    assert minutes(enrollment) == 135


def test_who_goes_out_and_comes_back_has_the_time_she_was_there(
    evening, enrollment, caller
) -> None:
    def scan(after: int, kind: Kind) -> Sent:
        at = evening.starts_at + timedelta(minutes=after)
        return make_scan(enrollment, evening, at=at, kind=kind)

    take(
        evening,
        caller,
        scan(0, Kind.ARRIVED),
        scan(46, Kind.LEFT),
        scan(98, Kind.ARRIVED),
        scan(139, Kind.LEFT),
    )
    assert minutes(enrollment) == 90


def test_an_absence_and_an_earlier_scan_contradict_each_other(
    evening, enrollment, caller
) -> None:
    actions.note(evening, enrollment=enrollment, kind=Kind.ABSENT, by=caller)
    [result] = take(
        evening, caller, make_scan(enrollment, evening, at=evening.starts_at)
    )
    assert (result.status, result.doubt) == ("kept", "absent_but_scanned")
    assert minutes(enrollment) == 0


def test_a_name_tapped_without_a_signal_is_a_roll_call(
    evening, enrollment, caller
) -> None:
    tap = make_scan(
        enrollment,
        evening,
        at=evening.starts_at,
        code="",
        enrollment=enrollment.code,
        face="",
    )
    assert outcome(evening, caller, tap) == "kept"
    assert Event.objects.get().method == Method.ROLL


@pytest.mark.parametrize(
    ("before", "code"), [(-31, "session_not_begun"), (145 + 61, "evening_over")]
)
def test_the_door_opens_and_closes(cohort, caller, enrollment, before, code) -> None:
    evening = hold_tonight(cohort, begun=timedelta(hours=5))
    at = evening.starts_at + timedelta(minutes=before)
    assert outcome(evening, caller, make_scan(enrollment, evening, at=at)) == code


def test_who_is_on_no_roll_of_the_class_is_refused(
    evening, caller, classmate: Person
) -> None:
    elsewhere = make_enrollment(make_cohort(name="另一班"), classmate)
    scan = make_scan(elsewhere, evening, at=evening.starts_at)
    assert outcome(evening, caller, scan) == "not_in_this_class"


def test_someone_without_a_duty_takes_no_scans(
    evening, enrollment, other_instructor
) -> None:
    with pytest.raises(NotPermitted):
        take(
            evening,
            other_instructor,
            make_scan(enrollment, evening, at=evening.starts_at),
        )


def test_a_batch_is_journalled_once(evening, enrollment, caller) -> None:
    scan = make_scan(enrollment, evening, at=evening.starts_at)
    take(evening, caller, scan)
    take(evening, caller, scan)
    entry = Entry.objects.get(verb="attendance.take_scans")
    assert entry.data == {"kept": 1, "refused": 0}


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["attendance_event", "attendance_refusedscan"])
def test_what_was_scanned_is_never_edited(
    evening, enrollment, caller, table: str, statement: str
) -> None:
    take(evening, caller, make_scan(enrollment, evening, at=evening.starts_at))
    forged = make_scan(enrollment, evening, at=evening.starts_at, code="NS1.x")
    take(evening, caller, forged)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def test_whoever_teaches_is_never_counted_as_a_trainee(
    cohort, evening, caller, instructor
) -> None:
    person = make_person("周护士长", user=instructor)
    taught = make_enrollment(cohort, person)
    scan = make_scan(taught, evening, at=evening.starts_at)
    assert outcome(evening, caller, scan) == "kept"
    assign(cohort, instructor, Duty.Kind.INSTRUCTOR)
    again = make_scan(taught, evening, at=evening.starts_at)
    assert outcome(evening, caller, again) == "not_in_this_class"
    roll = signed_in(caller).get(reverse("attendance:roll", args=[evening.code]))
    assert roll.context["rows"] == []
    assert actions.note_all_present(evening, by=caller) == 0


def test_minutes_stay_within_the_ledger_of_the_evening(
    evening, enrollment, caller
) -> None:
    come = make_scan(enrollment, evening, at=evening.starts_at)
    gone = make_scan(enrollment, evening, at=timezone.now(), kind=Kind.LEFT)
    take(evening, caller, come)
    take(evening, caller, gone)
    [line] = MinuteEntry.objects.all()
    assert (line.minutes, line.event.uuid) == (135, gone.uuid)


def test_the_photo_at_the_door_is_for_those_who_call_the_roll(
    evening, enrollment, caller, classmate, tmp_path: Path
) -> None:
    url = reverse("attendance:photo", args=[evening.code, enrollment.code])
    assert signed_in(caller).get(url).status_code == 404
    assert signed_in(classmate).get(url).status_code == 404


def test_an_evening_held_once_more_counts_once(evening, enrollment, caller) -> None:
    """A little at the first time, all of the make-up: the evening's minutes, no more."""
    again = Session.objects.create(
        cohort=evening.cohort,
        evening=evening.evening,
        venue=evening.venue,
        makes_up=evening,
        starts_at=evening.starts_at - timedelta(hours=1),
        ends_at=evening.starts_at + timedelta(minutes=85),
    )
    for session, first, last in ((evening, 0, 50), (again, 0, 145)):
        for after, kind in ((first, Kind.ARRIVED), (last, Kind.LEFT)):
            at = min(session.starts_at + timedelta(minutes=after), session.ends_at)
            take(session, caller, make_scan(enrollment, session, at=at, kind=kind))
    assert [line.minutes for line in MinuteEntry.objects.all()] == [45, 90]
    assert minutes(enrollment) == 135
    actions.note(
        evening, enrollment=enrollment, kind=Kind.ABSENT, by=caller, reason="看错人"
    )
    assert minutes(enrollment) == 135
    actions.note(
        again, enrollment=enrollment, kind=Kind.ABSENT, by=caller, reason="同上"
    )
    assert minutes(enrollment) == 0
