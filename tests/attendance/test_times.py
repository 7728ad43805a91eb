"""Times typed by the staff: what they change, and what they leave as it was."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from school.attendance.models import Event
from tests.attendance.test_scans import take
from tests.cast import signed_in
from tests.factories.attendance import make_scan, minutes

Kind = Event.Kind


def on_the_wall(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M")


def test_mending_the_departure_keeps_the_stay_before(
    session, enrollment, caller
) -> None:
    """She went out and came back; only when she left at last is typed anew."""
    begins = session.starts_at
    passed = [
        (0, Kind.ARRIVED),
        (48, Kind.LEFT),
        (52, Kind.ARRIVED),
        (100, Kind.LEFT),
    ]
    scans = [
        make_scan(
            enrollment,
            session,
            at=begins + timedelta(minutes=after, seconds=20),
            kind=kind,
        )
        for after, kind in passed
    ]
    take(session, caller, *scans)
    assert minutes(enrollment) == 90
    url = reverse("attendance:times", args=[session.code, enrollment.code])
    typed = {
        "arrived": on_the_wall(begins + timedelta(minutes=52)),
        "left": on_the_wall(session.ends_at),
    }
    assert signed_in(caller).post(url, typed).status_code == 302
    new = Event.objects.filter(method=Event.Method.ROLL)
    assert [one.kind for one in new] == [Kind.LEFT]
    assert minutes(enrollment) == 135
