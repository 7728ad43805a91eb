"""The evening's row is held while anything is noted on it."""

from datetime import timedelta

from school.attendance import refusals
from school.courses.models import Session

# The roll may be called a little before the evening begins.
EARLY = timedelta(minutes=30)
# Codes are scanned at the door until everybody has gone home.
DOOR_CLOSES = timedelta(minutes=60)


def held(session: Session) -> Session:
    """Two phones may note on the same roll: the session's row makes them take turns."""
    session = (
        Session.objects.select_for_update(of=("self",))
        .select_related("evening")
        .get(pk=session.pk)
    )
    if session.status == Session.Status.CANCELLED:
        raise refusals.SessionCancelled
    return session
