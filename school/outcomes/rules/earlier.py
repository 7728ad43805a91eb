"""A report beside those before it: what would tell of few people by their difference stays as it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from school.outcomes.rules.breakdown import Cell, Count, Kind, Line
from school.outcomes.rules.published import (
    AGAINST,
    COURSE,
    LEFT_OUT,
    NOT_TOLD,
    SET_OF,
    SHUT,
    Published,
    Tally,
    after_of,
    against_of,
    against_unit,
    all_anew,
    change_of,
    figures,
    is_apart,
    pay_unit,
    sets,
    tally,
    unit_of,
    units,
)
from school.outcomes.rules.results import After, Change, Results
from school.outcomes.rules.waited import Against, Why


@dataclass(frozen=True)
class Before:
    """What was published so far, oldest first.

    `taken_back`: numbers of reports since which somebody took her consent back.
    `is_wrong`: what was told last is corrected now.
    """

    reports: Sequence[Published] = ()
    taken_back: frozenset[int] = frozenset()
    is_wrong: bool = False

    @cached_property
    def tallies(self) -> list[Tally]:
        """By report, every number that it was the first to tell."""
        return [all_anew(each) for each in self.reports]

    def kept(self, unit: str) -> Published | None:
        """The report whose figure stands on, if its figure may be said again."""
        if not self.reports or self.is_wrong:
            return None
        last = self.reports[-1]
        number = last.since.get(unit, NOT_TOLD)
        # Who completed and was certified is told of everybody, agreed or not.
        needs_none = unit == COURSE or unit.endswith(f".{COURSE}")
        if number == NOT_TOLD or (number in self.taken_back and not needs_none):
            return None
        return last

    def told_anew(self, unit: str) -> Iterator[Published]:
        return (each for each in self.reports if each.since.get(unit) == each.number)


def beside_earlier(new: Published, before: Before) -> Published:
    """The new figures, less those whose change would tell of one to four people.

    Such a figure stays as it was last told; it is left out where that was wrong, or
    holds somebody who took her consent back.
    """
    since = {unit: _since(new, before, unit) for unit in units(new)}
    for kind in new.tables:
        for name in sets(new):
            # Without anybody in it, a figure of the whole is in no report.
            if since.get(unit_of(new.like, name), new.number) != new.number:
                unit = f"{kind}.{name}"
                since[unit] = _kept_since(before, unit)
    for after in new.results.after:
        unit = f"{after.months}.{LEFT_OUT}"
        mine = [since[each] for each in since if each.startswith(f"{after.months}.")]
        is_told = {*mine} <= {new.number} and since[COURSE] == new.number
        is_told = is_told and _is_apart(new, before, unit)
        since[unit] = new.number if is_told else NOT_TOLD
    return _Merged(new, before, since).report()


def _since(new: Published, before: Before, unit: str) -> int:
    earlier = list(before.told_anew(unit))
    if unit.startswith(f"{AGAINST}."):
        return _since_once(new, before, unit, earlier)
    # The numbers may be as they were while other people make them up.
    is_another = not earlier or tally(new, unit) != tally(earlier[-1], unit)
    is_shown = is_another or figures(new, unit) == figures(earlier[-1], unit)
    if is_shown and _is_apart(new, before, unit):
        return new.number
    return _kept_since(before, unit)


def _since_once(
    new: Published, before: Before, unit: str, earlier: Sequence[Published]
) -> int:
    """Told anew only as it was told: nobody sees how many people made a change."""
    told = figures(new, unit)
    if all(figures(each, unit) == told for each in earlier):
        return new.number
    return _kept_since(before, unit)


def _is_apart(new: Published, before: Before, unit: str) -> bool:
    found = tally(new, unit)
    return all(is_apart(found, each) for each in before.tallies)


def _kept_since(before: Before, unit: str) -> int:
    kept = before.kept(unit)
    return kept.since[unit] if kept else NOT_TOLD


@dataclass(frozen=True, slots=True)
class _Merged:
    new: Published
    before: Before
    since: Mapping[str, int]

    def source(self, unit: str) -> Published | None:
        """The report that a unit is told by; None: not told."""
        number = self.since[unit]
        if number == NOT_TOLD:
            return None
        return self.new if number == self.new.number else self.before.reports[-1]

    def report(self) -> Published:
        course = self.source(COURSE)
        found = course.results if course else Results(0, SHUT, SHUT, SHUT, ())
        return replace(
            self.new,
            classes=course.classes if course else 0,
            results=replace(
                found, after=tuple(map(self.after, self.new.results.after))
            ),
            tables={kind: self.table(kind) for kind in self.new.tables},
            since=self.since,
            against=self.new.against and tuple(map(self.against, self.new.against)),
        )

    def after(self, one: After) -> After:
        work = self.source(f"{one.months}.work")
        stayed = self.source(f"{one.months}.stayed")
        known = after_of(work.results, f"{one.months}.work") if work else None
        held = after_of(stayed.results, f"{one.months}.stayed") if stayed else None
        is_told = self.since[f"{one.months}.{LEFT_OUT}"] == self.new.number
        return replace(
            one,
            employed=known.employed if known else SHUT,
            reached=known.reached if known else SHUT,
            stayed=one.stayed and ((held and held.stayed) or SHUT),
            changes=tuple(self.change(one, each) for each in one.changes),
            left_out=tuple(
                (reason, number if is_told else None) for reason, number in one.left_out
            ),
        )

    def change(self, after: After, one: Change) -> Change:
        unit = pay_unit(after.months, one)
        source = self.source(unit)
        found = change_of(source.results, unit) if source else None
        return found or Change(one.kind, SHUT, one.basis)

    def against(self, one: Against) -> Against:
        """What is not comparable any more does not stand, as what was told before does not."""
        if one.why is not None:
            return one
        unit = against_unit(one)
        source = self.source(unit)
        found = against_of(source, unit) if source else None
        return found or one.untold(Why.CHANGED)

    def table(self, kind: Kind) -> list[Line]:
        by_set = {name: self.source(f"{kind}.{name}") for name in sets(self.new)}
        lines = [
            (name, {line.key: line.cells for line in (source or self.new).tables[kind]})
            for name, source in by_set.items()
        ]
        keys = {key for _name, found in lines for key in found}
        return [
            Line(
                key,
                {
                    count: cell if by_set[name] else None
                    for name, found in lines
                    for count, cell in _cells(found.get(key, {}), name)
                },
            )
            # The whole last, as a table is read.
            for key in [*sorted(keys - {()}), *(keys & {()})]
        ]


def _cells(
    cells: Mapping[Count, Cell | None], name: str
) -> Iterator[tuple[Count, Cell | None]]:
    return ((count, cell) for count, cell in cells.items() if SET_OF[count] == name)
