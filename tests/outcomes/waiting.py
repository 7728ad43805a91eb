"""Who learned and who waited, as rows: the worked example of `test_waited_rules.py`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from school.outcomes.rules import Against, Applicant, Sum, compare
from school.wages.rules import Comparable

APPLIED, BEGUN = date(2026, 2, 10), date(2026, 3, 2)
# A year after the half year in which they applied.
TOLD_FROM = date(2027, 7, 1)
# 42 days apart.
THEN = {False: date(2026, 7, 25), True: date(2026, 9, 5)}
OF_LEARNED = [60_000] * 10 + [100_000] * 10
OF_WAITED = [20_000] * 10 + [50_000] * 10


def one(
    person: int,
    change: int | None,
    *,
    waited: bool,
    before: int = 400_000,
    kind: str = "month",
    basis: str = "net",
    on: date | None = None,
    **extra: Any,
) -> Applicant:
    """`change` None: no pay was told afterwards."""
    told = None
    if change is not None:
        pay = Comparable(kind, before + change, basis)
        told = Sum(pay, on or THEN[waited])
    applicant = Applicant(
        person,
        "EC",
        APPLIED,
        BEGUN,
        has_waited=waited,
        before=Sum(Comparable(kind, before, basis), date(2026, 2, 9)),
        then=told,
    )
    return replace(applicant, **extra)


def learners(changes: Sequence[int] = OF_LEARNED, **extra: Any) -> list[Applicant]:
    return [
        one(number, change, waited=False, **extra)
        for number, change in enumerate(changes)
    ]


def waiting(changes: Sequence[int] = OF_WAITED, **extra: Any) -> list[Applicant]:
    known = {"before": 420_000, **extra}
    return [
        one(100 + number, change, waited=True, **known)
        for number, change in enumerate(changes)
    ]


def awkward() -> list[Applicant]:
    """Who is in no pair, for every reason there is."""
    return [
        *(one(50 + n, 90_000, waited=False, kind="26_day") for n in range(2)),
        *(one(60 + n, None, waited=False) for n in range(4)),
        one(70, 900_000, waited=False, has_consented=False),
        replace(one(71, 900_000, waited=False), before=None),
        one(72, 900_000, waited=False, on=date(2026, 7, 1)),
        one(73, 900_000, waited=False, on=date(2026, 11, 3)),
        one(150, 500, waited=True, kind="hour", before=2_000),
        *(one(160 + n, None, waited=True) for n in range(12)),
        one(180, 900_000, waited=True, has_consented=False),
        one(181, 900_000, waited=True, on=date(2026, 11, 3)),
    ]


def only(applicants: Sequence[Applicant]) -> Against:
    [found] = compare(applicants, on=TOLD_FROM)
    return found
