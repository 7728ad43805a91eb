"""Who may take which step of a deduction case, and who may see its files."""

from django.contrib.auth.models import AnonymousUser

from school.journal.actors import SYSTEM, Actor
from school.people.access import is_self
from school.people.models import User
from school.points.cases.models import Case
from school.points.cases.rules import JUDGING, Step
from school.points.cases.ties import is_tied

VIEW, PROPOSE = "points.view_case", "points.propose_case"
CONFIRM, DECIDE = "points.confirm_deduction", "points.decide_case"
RIGHTS = {Step.CONFIRM: CONFIRM, Step.DECIDE: DECIDE}


def may_enter(user: User | AnonymousUser) -> bool:
    """Sees the desk's list: all cases, or her own proposals."""
    return user.has_perm(VIEW) or user.has_perm(PROPOSE)


def may(step: Step, case: Case, by: Actor) -> bool:
    """By right alone; ties, parts and days come after it."""
    if step in {Step.RESPOND, Step.APPEAL}:
        return is_self(case.person, by)
    # No machine decides for or against anybody.
    if step in JUDGING and by is SYSTEM:
        return False
    if step in RIGHTS:
        return by.has_perm(RIGHTS[step])
    is_own = case.opened_by_id is not None and case.opened_by_id == by.pk
    # Goes on or is withdrawn: by the same people.
    prepares = by.has_perm(PROPOSE) and (is_own or by.has_perm(VIEW))
    return prepares or (step in {Step.WITHDRAW, Step.GO_ON} and by.has_perm(CONFIRM))


def may_see_proofs(user: User, case: Case) -> bool:
    """The worker, from the notice on; and those who handle the case and are not close to her."""
    if is_self(case.person, user):
        return case.notified_at is not None
    handles = (user.pk == case.opened_by_id and user.has_perm(PROPOSE)) or any(
        user.has_perm(right) for right in (CONFIRM, DECIDE)
    )
    return handles and not is_tied(user, case.person)
