"""The next steps of a case as somebody at the desk has them: offered, or barred and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.people.models import User
from school.points.cases import access, rules
from school.points.cases.models import Case
from school.points.cases.reading import Waiting, sorted_by_turn
from school.points.cases.rules import JUDGING, Step, Wait
from school.points.cases.ties import Ties


@dataclass(frozen=True, slots=True)
class Button:
    label: Any
    url: str
    is_main: bool = False


@dataclass(slots=True)
class Next:
    offered: list[Button] = field(default_factory=list)
    # Sentences: what stands against a step that her right would allow.
    barred: list[Any] = field(default_factory=list)


# Step, what the button says, the page behind it; the main one first.
BUTTONS = (
    (Step.NOTIFY, _("Tell the worker"), "notify_case"),
    (Step.PROVE, _("Add evidence"), "prove_case"),
    (Step.DECIDE, _("Decide the appeal"), "decide_case"),
    (Step.CONFIRM, _("Confirm the deduction"), "confirm_case"),
    (Step.GO_ON, _("Go on with the case"), "go_on_case"),
    (Step.WITHDRAW, _("Withdraw the case"), "withdraw_case"),
)
MAIN = {Step.NOTIFY, Step.DECIDE, Step.CONFIRM}
TURN = {
    Wait.HANDLER: Step.GO_ON,
    Wait.PROPOSER: Step.NOTIFY,
    Wait.SECOND: Step.CONFIRM,
    Wait.DECIDER: Step.DECIDE,
}
RECALLED = _(
    "The platform took back what this case rests on. It is told and confirmed only after "
    "somebody has said why it goes on all the same; it can be withdrawn at once."
)
RECALLED_SINCE = _(
    "The platform took back what this rests on after the points were deducted. A third "
    "person decides whether they come back."
)
UNASKED = _("Decide whether the points come back")
TIED = _(
    "You are close to the worker, or of the same company: somebody else has to decide."
)
PARTS: dict[rules.Part, Any] = {
    rules.Part.PROPOSED: _("You proposed it: somebody else has to decide."),
    rules.Part.NOTIFIED: _("You told the worker of it: somebody else has to decide."),
    rules.Part.CONFIRMED: _("You confirmed it: a third person decides the appeal."),
}


def next_steps(case: Case, user: User, *, on: date) -> Next:
    ties, found = Ties([user]), Next(barred=_recalled(case))
    for step, label, page in BUTTONS:
        if rules.hindrance(step, case.state, on=on) or not access.may(step, case, user):
            continue
        against = _against(step, case, user, ties)
        if against is None:
            if step is Step.DECIDE and case.status == Case.Status.POSTED:
                label = UNASKED
            url = reverse(f"points_desk:{page}", args=[case.code])
            found.offered.append(Button(label, url, step in MAIN))
        elif against not in found.barred:
            found.barred.append(against)
    return found


def _recalled(case: Case) -> list[Any]:
    """For whoever sees the case: why it does not simply go its way."""
    if case.recalled_at is None or case.status in case.FALLEN:
        return []
    return [RECALLED if case.confirmed_at is None else RECALLED_SINCE]


def _against(step: Step, case: Case, user: User, ties: Ties) -> Any | None:
    if step in JUDGING and ties.against(user, case.person):
        return TIED
    part = rules.part_against(step, case.parties, by=user.pk)
    return PARTS[part] if part else None


def waiting_for(user: User) -> list[Waiting]:
    """What she can take a step in now; empty without a query for whoever has no such right."""
    if not access.may_enter(user):
        return []
    today = timezone.localdate()
    cases = Case.objects.visible_to(user).exclude(person__user=user)
    found = cases.waiting().select_related("person", "rule")
    return for_user(user, sorted_by_turn(found, on=today), on=today)


def for_user(
    user: User, by_turn: Mapping[Wait, list[Waiting]], *, on: date
) -> list[Waiting]:
    """Those whose next step she can take now."""
    ties = Ties([user])
    return [
        one
        for wait, step in TURN.items()
        for one in by_turn.get(wait, [])
        if access.may(step, one.case, user)
        and _against(step, one.case, user, ties) is None
    ]
