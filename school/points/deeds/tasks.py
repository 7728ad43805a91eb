from school.journal.actors import SYSTEM
from school.points.deeds import actions


def forget_files() -> int:
    """Every day: evidence that was kept long enough."""
    return actions.forget_deed_files(by=SYSTEM)
