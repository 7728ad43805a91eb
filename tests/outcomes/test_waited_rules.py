"""Who learned beside who waited in vain, worked out by hand on paper.

| group   | people | pay before | change         | mean | by itself                    |
|---------|--------|------------|----------------|------|------------------------------|
| learned | 20     | 4,000      | 10 × +600, 10 × +1,000 | 800 | 20 × 200² / 19 = 42,105.2632 |
| waited  | 20     | 4,200      | 10 × +200, 10 × +500   | 350 | 20 × 150² / 19 = 23,684.2105 |

More: 800 − 350 = 450. By 20 each: 2,105.2632 + 1,184.2105 = 3,289.4737, root 57.353934.
Freedom by Welch: 3,289.4737² / ((2,105.2632² + 1,184.2105²) / 19) = 35.24, so 35, and of the
printed table the row of 30: 2.042. 2.042 × 57.353934 = 117.11673: from 332.88 to 567.12.

Besides, of those who learned two are paid by 26 days and eight told nothing that counts: known
of 22 of 30. Of those who waited one is paid by the hour and fourteen told nothing: 21 of 35.
"""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from school.outcomes.rules import (
    Against,
    Applicant,
    Why,
    compare,
    more_on_average,
)
from school.outcomes.rules.plain import stepped
from school.outcomes.rules.waited import told_from
from school.wages.rules import MONTHS_OPEN, MONTHS_WAITED, add_months
from tests.outcomes.waiting import (
    THEN,
    TOLD_FROM,
    awkward,
    learners,
    one,
    only,
    waiting,
)


def test_the_worked_example_to_the_fen() -> None:
    found = only([*learners(), *waiting(), *awkward()])
    assert found == Against(
        "EC",
        "2026-1",
        "month",
        "net",
        people=20,
        more_fen=45_000,
        between=(33_288, 56_712),
    )


def test_it_is_shown_in_steps_and_the_interval_outwards() -> None:
    shown = stepped(only([*learners(), *waiting()]))
    assert (shown.more_fen, shown.between) == (45_000, (30_000, 60_000))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        # 300 and 200; 25,000 / 5 + 3,000 / 6 = 5,500, root 74.162; freedom
        # 5,500² / (5,000² / 4 + 500² / 5) = 4.80, so 4: 2.776 × 74.162 = 205.87.
        (
            [100, 200, 300, 400, 500],
            [150, 150, 150, 250, 250, 250],
            (100, (-106, 306)),
        ),
        ([700] * 5, [200] * 9, (500, (500, 500))),
    ],
)
def test_the_interval_by_welch(
    first: list[int], second: list[int], found: tuple[int, tuple[int, int]]
) -> None:
    assert more_on_average(first, second) == found


def nearly(changed: str) -> list[Applicant]:
    """The example with one thing in it that stops it from being told."""
    those = {"learned": learners(), "waited": waiting()}
    if changed == "few learned":
        those["learned"].pop()
    elif changed == "few waited":
        those["waited"].pop()
    elif changed == "unknown":
        those["waited"] += [one(200 + n, None, waited=True) for n in range(21)]
    elif changed == "apart":
        those["waited"] = waiting(before=440_001)
    elif changed == "days":
        those["waited"] = waiting(on=THEN[False] + timedelta(days=62))
    elif changed == "days before":
        those["waited"] = [
            replace(each, before=replace(each.before, on=date(2025, 12, 1)))
            for each in those["waited"]
            if each.before
        ]
    return [*those["learned"], *those["waited"]]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ("nothing", None),
        ("few learned", Why.FEW),
        ("few waited", Why.FEW),
        ("unknown", Why.UNKNOWN),
        ("apart", Why.APART),
        ("days", Why.OTHER_DAYS),
        ("days before", Why.OTHER_DAYS),
    ],
)
def test_only_what_can_be_compared_is_told(changed: str, why: Why | None) -> None:
    found = only(nearly(changed))
    assert found.why == why
    if why:
        assert found == Against("EC", "2026-1", "month", "net", why)


def test_up_to_the_bounds_it_is_told() -> None:
    """Half of those who waited known, a tenth apart before, 61 days apart then."""
    edge = waiting(before=440_000, on=THEN[False] + timedelta(days=61))
    unknown = [one(200 + n, None, waited=True) for n in range(20)]
    assert only([*learners(), *edge, *unknown]).why is None


def test_another_course_or_half_year_is_another_comparison() -> None:
    later = [replace(each, applied_on=date(2026, 7, 1)) for each in waiting()]
    found = compare([*learners(), *later], on=date(2028, 1, 1))
    assert [(each.half, each.why) for each in found] == [("2026-2", Why.FEW)]
    other = [replace(each, course="PC") for each in waiting()]
    assert [each.course for each in compare([*learners(), *other], on=TOLD_FROM)] == [
        "PC"
    ]


def test_where_nobody_waited_nothing_is_said() -> None:
    assert compare(learners(), on=TOLD_FROM) == ()


def test_each_way_of_being_paid_by_itself() -> None:
    """Told by the month; too few by 26 days is no reason beside it."""
    by_26 = [one(300 + n, 9_000, waited=n % 2 == 0, kind="26_day") for n in range(9)]
    found = compare([*learners(), *waiting(), *by_26], on=TOLD_FROM)
    assert [(each.kind, each.why) for each in found] == [("month", None)]
    gross = [
        *learners(basis="gross"),
        *waiting(basis="gross"),
    ]
    again = [replace(each, person=each.person + 500) for each in gross]
    both = compare([*learners(), *waiting(), *again], on=TOLD_FROM)
    assert [(each.basis, each.why) for each in both] == [("net", None), ("gross", None)]


def test_most_people_say_why() -> None:
    """By the hour there are more of them than by the month."""
    by_hour = [
        one(n, 300, waited=n % 2 == 0, kind="hour", before=2_000)
        for n in range(300, 330)
    ]
    found = only([*learners()[:4], *waiting()[:4], *by_hour])
    assert (found.kind, found.why) == ("hour", Why.FEW)


def test_who_learned_after_all_has_not_waited_in_vain() -> None:
    """Twenty said it of forty who waited, one of whom has learned: of 41 it were too few."""
    silent = [one(200 + n, None, waited=True) for n in range(20)]
    both = one(3, None, waited=True)
    assert only([*learners(), *waiting(), *silent, both]).why is None
    another = one(300, None, waited=True)
    assert only([*learners(), *waiting(), *silent, another]).why == Why.UNKNOWN


def test_who_changed_the_class_counts_once() -> None:
    left = [replace(each, then=None) for each in learners()]
    for order in ([*left, *learners()], [*learners(), *left]):
        assert only([*order, *waiting()]).why is None
    others = [one(500 + number, None, waited=False) for number in range(21)]
    assert only([*learners(), *others, *waiting()]).why == Why.UNKNOWN


def test_it_is_told_once_nobody_is_asked_any_more() -> None:
    example = [*learners(), *waiting()]
    [early] = compare(example, on=TOLD_FROM - timedelta(days=1))
    assert early == Against("EC", "2026-1", "month", "net", Why.EARLY)
    assert [told_from(half) for half in ("2026-1", "2026-2")] == [
        TOLD_FROM,
        date(2028, 1, 1),
    ]
    # Whoever is asked last is asked no more by then.
    last_begun = date(2026, 6, 30) + timedelta(days=92)
    asked_until = add_months(last_begun, MONTHS_WAITED + MONTHS_OPEN)
    assert asked_until < TOLD_FROM


@pytest.mark.parametrize(
    ("learned", "waited", "people"),
    [(20, 49, 20), (50, 20, 20), (50, 99, 50), (100, 130, 100)],
)
def test_how_many_there_are_is_told_in_steps(
    learned: int, waited: int, people: int
) -> None:
    """And neither mean: what a group's hidden few earn cannot be worked out beside it."""
    found = only([*learners([60_000] * learned), *waiting([20_000] * waited)])
    assert (found.people, found.more_fen) == (people, 40_000)
    assert {field.name for field in fields(found)} == {
        "course", "half", "kind", "basis", "why", "people", "more_fen", "between",
    }  # fmt: skip
