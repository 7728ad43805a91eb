"""Times typed by the staff: what they change, and what they leave as it was."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.attendance.models import Event
from school.attendance.papers import documents
from school.attendance.papers.actions import print_sheet
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.trainee_papers import attendance
from school.people.models import User
from tests.attendance.test_scans import take
from tests.cast import signed_in
from tests.factories.attendance import make_scan, minutes

Kind = Event.Kind


def on_the_wall(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


@pytest.fixture
def twice(session: Session, enrollment: Enrollment, caller: User) -> list[datetime]:
    """She went out and came back: when she passed the door, coming and going in turn."""
    minutes_after = (0, 48, 52, 100)
    passed = [
        session.starts_at + timedelta(minutes=after, seconds=20)
        for after in minutes_after
    ]
    kinds = (Kind.ARRIVED, Kind.LEFT) * 2
    scans = [
        make_scan(enrollment, session, at=at, kind=kind)
        for at, kind in zip(passed, kinds, strict=True)
    ]
    take(session, caller, *scans)
    return passed


def test_mending_the_departure_keeps_the_stay_before(
    session, enrollment, caller, twice
) -> None:
    assert minutes(enrollment) == 90
    url = reverse("attendance:times", args=[session.code, enrollment.code])
    typed = {"arrived": on_the_wall(twice[2]), "left": on_the_wall(session.ends_at)}
    assert signed_in(caller).post(url, typed).status_code == 302
    new = Event.objects.filter(method=Event.Method.ROLL)
    assert [one.kind for one in new] == [Kind.LEFT]
    assert minutes(enrollment) == 135


def test_papers_and_pages_tell_every_stay(session, enrollment, caller, twice) -> None:
    """Else the hours on a paper are more than its times allow."""
    came, went, back, home = map(on_the_wall, twice)
    sheet = print_sheet(session, by=caller)
    [page] = documents.sign_in_sheet(sheet, is_filled=True)
    [signed] = page.tables[0].rows
    assert (signed[3], signed[5]) == (f"{came}\n{back}", f"{went}\n{home}")
    evening = attendance(gather(session.cohort_id)).tables[0]
    assert evening.rows[0][2:4] == [signed[3], signed[5]]
    hours = reverse("attendance:hours", args=[enrollment.code])
    shown = signed_in(caller).get(hours).content.decode()
    for moment in (came, went, back, home):
        assert moment in shown


def test_noted_by_name_at_the_door_she_keeps_the_stay_before(
    session, enrollment, caller
) -> None:
    """Her phone is off: she is tapped out, in again and out."""
    moments = ((0, Kind.ARRIVED), (48, Kind.LEFT), (52, Kind.ARRIVED), (145, Kind.LEFT))
    taps = [
        make_scan(
            enrollment,
            session,
            at=session.starts_at + timedelta(minutes=after),
            kind=kind,
            code="",
            face="",
            enrollment=enrollment.code,
        )
        for after, kind in moments
    ]
    take(session, caller, *taps)
    assert minutes(enrollment) == 135
