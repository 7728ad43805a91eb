"""What a report tells, unit by unit, and whether two reports tell of few people by their difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from school.feedback.surveys.rules import Shown
from school.lib.masking import SMALLEST
from school.outcomes.rules.breakdown import PART_OF, Count, Kind, Like, Line
from school.outcomes.rules.costs import Cost
from school.outcomes.rules.results import After, Change, Results
from school.outcomes.rules.rows import LeftOut
from school.outcomes.rules.shares import Bound, Share
from school.outcomes.rules.waited import Against

# Under what a count stands, told anew or not together with the others of its set.
SET_OF: Final = {
    Count.ROLL: "course",
    Count.COMPLETED: "course",
    Count.CERTIFIED: "course",
    Count.EXTERNAL: "course",
    Count.REACHED: "work",
    Count.EMPLOYED: "work",
    Count.STAY_KNOWN: "stayed",
    Count.STAYED: "stayed",
    Count.PAIRED: "pay",
    Count.ROSE: "pay",
}
COURSE, LEFT_OUT, AGAINST = "course", "left_out", "against"
# Of a figure that is in no report yet, or left out of this one.
NOT_TOLD: Final = 0
SHUT: Final = Share(None, None, Bound.HIDDEN)


@dataclass(frozen=True, slots=True)
class Published:
    """All figures of one report, and since which report each of them has stood."""

    number: int
    classes: int
    results: Results
    # Of which question and pay the groups tell.
    like: Like
    tables: Mapping[Kind, Sequence[Line]]
    since: Mapping[str, int]
    # Of the classes in the table of classes, where that is told anew.
    cost: Cost = Cost()
    # Of the classes that are each told of: the next report has whole ones more.
    # Without how many were asked, which with the roll would tell who left.
    content: Shown = Shown()
    # So many were looked at for that.
    content_of: int = 0
    # Who learned beside who waited; None in a report from before that was told.
    against: tuple[Against, ...] | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """Of whom a number is: a group, what counts, and at which question and pay.

    Whatever figures tell it; of everybody, whatever table.
    """

    count: Count | LeftOut | str
    about: str = ""
    counts: bool = True
    kind: str = ""
    key: tuple[str, ...] = ()

    def of(self, kind: str, key: tuple[str, ...]) -> "Number":
        return replace(self, kind=kind if key else "", key=key)

    def holds(self, other: "Number", kind: str) -> bool:
        """Whether the other is the same of a group right within, by that kind."""
        depth = len(self.key)
        inner = other.kind == kind and len(other.key) == depth + 1
        return (
            inner
            and other.key[:depth] == self.key
            and other.of(self.kind, self.key) == self
        )


# A reader can subtract two of the same name.
Tally = Mapping[Number, int]


def is_apart(one: Tally, other: Tally) -> bool:
    """Whether no difference between the two is one to four, nor what is left of one."""
    steps = {
        number: one[number] - other[number] for number in one.keys() & other.keys()
    }
    kinds = {number.kind for number in steps if number.key}
    return all(
        _is_many(step)
        and all(_is_many(step - _within(steps, number, kind)) for kind in kinds)
        for number, step in steps.items()
    )


def _within(steps: Tally, number: Number, kind: str) -> int:
    """What the groups within make of it that are told both times."""
    return sum(step for each, step in steps.items() if number.holds(each, kind))


def _is_many(number: int) -> bool:
    return not 0 < abs(number) < SMALLEST


def units(told: Published) -> list[str]:
    found = [COURSE]
    for after in told.results.after:
        found += [f"{after.months}.work", f"{after.months}.stayed"]
        found += [pay_unit(after.months, each) for each in after.changes]
    found += [against_unit(one) for one in told.against or () if one.why is None]
    return found + [f"{kind}.{name}" for kind in told.tables for name in sets(told)]


def sets(told: Published) -> list[str]:
    counts = {
        count
        for lines in told.tables.values()
        for each in lines
        for count in each.cells
    }
    return sorted({SET_OF[count] for count in counts})


def unit_of(like: Like, name: str) -> str:
    """Which figure of the whole goes along with a set of columns."""
    if name == COURSE:
        return COURSE
    pay = f"{like.months}.{like.kind}.{like.basis}"
    return pay if name == "pay" else f"{like.months}.{name}"


def pay_unit(months: int, change: Change) -> str:
    return f"{months}.{change.kind}.{change.basis}"


def against_unit(one: Against) -> str:
    return f"{AGAINST}.{one.half}.{one.kind}.{one.basis}.{one.course}"


def tally(told: Published, unit: str) -> dict[Number, int]:
    head, _dot, name = unit.partition(".")
    if head == AGAINST:
        # It tells no number of people: it is told once, and then as it was.
        return {}
    if head in told.tables:
        return dict(_of_table(told, Kind(head), name))
    if name == LEFT_OUT:
        asked = after_of(told.results, unit)
        return {
            _reason(reason, head): number
            for reason, number in (asked.left_out if asked else ())
            if number is not None
        }
    return dict(_of_results(told.results, unit))


def all_anew(told: Published) -> dict[Number, int]:
    """Every number that the report is the first to tell."""
    found: dict[Number, int] = {}
    for unit, number in told.since.items():
        if number == told.number:
            found |= tally(told, unit)
    return found


def figures(told: Published, unit: str) -> object:
    """All that a unit says, sums of money included."""
    head, _dot, name = unit.partition(".")
    if head == AGAINST:
        return against_of(told, unit)
    if head in told.tables:
        return [
            (line.key, {c: x for c, x in line.cells.items() if SET_OF[c] == name})
            for line in told.tables[Kind(head)]
        ]
    return change_of(told.results, unit) or list(_shares(told.results, unit))


def _reason(reason: LeftOut, months: str) -> Number:
    if reason == LeftOut.NOT_COMPLETED:
        return Number(Count.COMPLETED, counts=False)
    return Number(reason, months)


def _of_table(told: Published, kind: Kind, name: str) -> Iterator[tuple[Number, int]]:
    for line in told.tables[kind]:
        for count, cell in line.cells.items():
            if cell is not None and SET_OF[count] == name:
                number = Number(count, _about(count, told.like))
                share = Share(cell.numerator, cell.denominator, Bound.EXACT)
                for each, value in _of_share(number, share):
                    yield each.of(kind, line.key), value


def _of_results(found: Results, unit: str) -> Iterator[tuple[Number, int]]:
    if unit == COURSE:
        yield Number(Count.ROLL), found.roll
        if found.completed.bound == found.certified.bound == Bound.EXACT:
            done, certified = found.completed.numerator, found.certified.numerator
            yield Number("uncertified"), (done or 0) - (certified or 0)
    about = unit.removesuffix(".work").removesuffix(".stayed")
    for count, share in _shares(found, unit):
        number = Number(count, "" if unit == COURSE else about)
        yield from _of_share(number, share)


def _of_share(number: Number, share: Share) -> Iterator[tuple[Number, int]]:
    count = number.count
    assert isinstance(count, Count)
    if share.denominator is not None and count in PART_OF:
        whole = PART_OF[count]
        yield (
            Number(whole, number.about if SET_OF[whole] != COURSE else ""),
            share.denominator,
        )
    if share.bound == Bound.EXACT and share.numerator is not None:
        yield number, share.numerator
        if share.denominator is not None and count in PART_OF:
            others = share.denominator - share.numerator
            yield replace(number, counts=False), others


def _shares(found: Results, unit: str) -> Iterator[tuple[Count, Share]]:
    if unit == COURSE:
        yield Count.COMPLETED, found.completed
        yield Count.CERTIFIED, found.certified
        yield Count.EXTERNAL, found.external
        return
    asked = after_of(found, unit)
    if asked is None:
        return
    if unit.endswith(".work"):
        yield Count.EMPLOYED, asked.employed
        yield Count.REACHED, asked.reached
    elif unit.endswith(".stayed") and asked.stayed:
        yield Count.STAYED, asked.stayed
    elif change := change_of(found, unit):
        yield Count.PAIRED, change.coverage
        yield Count.ROSE, change.rose or SHUT


def _about(count: Count, like: Like) -> str:
    """At which question, and of which pay."""
    if SET_OF[count] == COURSE:
        return ""
    pay = f"{like.months}.{like.kind}.{like.basis}"
    return pay if SET_OF[count] == "pay" else str(like.months)


def after_of(found: Results, unit: str) -> After | None:
    months = unit.partition(".")[0]
    return next((one for one in found.after if str(one.months) == months), None)


def change_of(found: Results, unit: str) -> Change | None:
    asked = after_of(found, unit)
    if asked is None:
        return None
    return next(
        (one for one in asked.changes if unit == pay_unit(asked.months, one)), None
    )


def against_of(told: Published, unit: str) -> Against | None:
    """What it tells of a course, half year and kind of pay; None if it does not."""
    return next(
        (
            one
            for one in told.against or ()
            if one.why is None and against_unit(one) == unit
        ),
        None,
    )
