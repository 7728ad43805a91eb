"""What may happen with pay that is owed, and when the desk must look at it again."""

from datetime import date, timedelta
from typing import Final

TOLD: Final = "told"
ASKED: Final = "asked"
TALKING: Final = "talking"
SETTLED: Final = "settled"
PAID: Final = "paid"
NOT_SETTLED: Final = "not_settled"
REFERRED: Final = "referred"
WITHDRAWN: Final = "withdrawn"

OVER: Final = frozenset({PAID, NOT_SETTLED, REFERRED, WITHDRAWN})
# The desk has her word that it may go to the company.
IN_HAND: Final = frozenset({ASKED, TALKING, SETTLED})

# Her own steps.
ASK: Final = "ask"
WITHDRAW: Final = "withdraw"
# It was noted as paid, and did not come.
NOT_COME: Final = "not_come"
# Hers or the desk's.
PAY: Final = "pay"
# The desk's.
ASK_COMPANY: Final = "ask_company"
ANSWERED: Final = "answered"
MEET: Final = "meet"
SETTLE: Final = "settle"
FAIL: Final = "fail"
REFER: Final = "refer"

HERS: Final = frozenset({ASK, WITHDRAW, PAY, NOT_COME})
DESKS: Final = (ASK_COMPANY, ANSWERED, MEET, SETTLE, PAY, FAIL, REFER)
# Step by step: from where it may be taken, and where it leads.
STEPS: Final[dict[str, tuple[frozenset[str], str]]] = {
    ASK: (frozenset({TOLD}), ASKED),
    WITHDRAW: (frozenset({TOLD}) | IN_HAND, WITHDRAWN),
    PAY: (frozenset({TOLD}) | IN_HAND, PAID),
    NOT_COME: (frozenset({PAID}), ASKED),
    ASK_COMPANY: (frozenset({ASKED, TALKING}), TALKING),
    ANSWERED: (frozenset({TALKING}), TALKING),
    MEET: (frozenset({TALKING}), TALKING),
    SETTLE: (frozenset({TALKING}), SETTLED),
    FAIL: (frozenset({TALKING, SETTLED}), NOT_SETTLED),
    # Where they agreed to nothing, too: that is when most go to the authority.
    REFER: (IN_HAND | {NOT_SETTLED}, REFERRED),
}
# So many days later the desk looks again, unless it names a day.
LOOK_AGAIN_AFTER: Final = {ASKED: 3, TALKING: 7, SETTLED: 7}
LATEST_LOOK: Final = timedelta(days=90)


def is_legal(step: str, *, status: str) -> bool:
    return status in STEPS[step][0]


def after(step: str, *, was_asked: bool) -> str:
    """Where a step leads; what the school was never asked to do it is not asked to go on with."""
    if step == NOT_COME and not was_asked:
        return TOLD
    return STEPS[step][1]


def open_to_desk(status: str) -> list[str]:
    """The steps that the desk may take, only with her word that it may."""
    if status not in IN_HAND | {NOT_SETTLED}:
        return []
    return [step for step in DESKS if is_legal(step, status=status)]


def look_again(status: str, *, today: date) -> date | None:
    days = LOOK_AGAIN_AFTER.get(status)
    return None if days is None else today + timedelta(days=days)
