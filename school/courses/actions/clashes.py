from collections.abc import Sequence

from school.courses import clashes, signals
from school.courses.models import Session, Venue


def hold_plans() -> None:
    """Two plans wait for each other, whatever their rooms: a teacher may be wanted in both.

    Not at her account: that is held where she is told, and would be a deadlock. What
    else is held of a class comes before, what is held of its trainees after.
    """
    list(Venue.objects.select_for_update(no_key=True).order_by("pk"))


def refuse_clashes(sessions: Sequence[Session]) -> None:
    """Raise for the first evening whose class, room or teacher is taken."""
    hold_plans()
    for clash in clashes.find(sessions):
        raise clash.refusal()
    if sessions:
        signals.evenings_placed.send(sender=Session, sessions=sessions)
