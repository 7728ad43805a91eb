from collections.abc import Sequence

from school.courses import clashes
from school.courses.models import Session, Venue


def refuse_clashes(sessions: Sequence[Session]) -> None:
    """Raise for the first evening whose class, room or teacher is taken."""
    # Two plans that want the same room wait for each other at the venue.
    list(
        Venue.objects.select_for_update().filter(
            pk__in={session.venue_id for session in sessions}
        )
    )
    for clash in clashes.find(sessions):
        raise clash.refusal()
