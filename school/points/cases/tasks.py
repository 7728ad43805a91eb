from school.journal.actors import SYSTEM
from school.points.cases import actions


def mind_deadlines() -> int:
    """Every hour: days to answer and to decide that are over."""
    return actions.mind_deadlines(by=SYSTEM)


def forget_proofs() -> int:
    """Every day: files of cases that were kept long enough."""
    return actions.forget_proofs(by=SYSTEM)
