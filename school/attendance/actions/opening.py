"""The evening's rows are held while anything is noted on it."""

from datetime import timedelta

from school.attendance import refusals
from school.courses.models import Session

# The roll may be called a little before the evening begins.
EARLY = timedelta(minutes=30)
# Codes are scanned at the door until everybody has gone home.
DOOR_CLOSES = timedelta(minutes=60)


def held(session: Session) -> Session:
    """Two phones may note on the same roll: the session's row makes them take turns.

    An evening that is held once more counts once, so all its times are held together,
    in one order.
    """
    evening = Session.objects.filter(pk=session.pk).values("evening")
    times = (
        Session.objects.select_for_update(of=("self",))
        .select_related("evening", "cohort")
        .filter(cohort=session.cohort_id, evening__in=evening)
        .order_by("pk")
    )
    session = next(one for one in times if one.pk == session.pk)
    if not session.takes_place:
        raise refusals.SessionCancelled
    return session
