"""The indicators of a whole, and of the groups that it falls into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from school.lib.hiding import Group, hidden
from school.lib.middles import median
from school.outcomes.rules.averages import mean
from school.outcomes.rules.results import BASES, KINDS
from school.outcomes.rules.rows import Row, pair_of, stayed
from school.wages.rules import MONTHS_ASKED

OLDEST_BAND: Final = 60
YOUNGEST_BAND: Final = 30


class Kind(StrEnum):
    """By what people are told apart."""

    CLASS = "class"
    COMPANY = "company"
    TOWN = "town"
    AGE = "age"
    SEX = "sex"


class Count(StrEnum):
    ROLL = "roll"
    COMPLETED = "completed"
    CERTIFIED = "certified"
    EXTERNAL = "external"
    REACHED = "reached"
    EMPLOYED = "employed"
    PAIRED = "paired"
    ROSE = "rose"
    STAY_KNOWN = "stay_known"
    STAYED = "stayed"


# Of whom each is a part. It is not shown where those are not.
PART_OF: Final = {
    Count.COMPLETED: Count.ROLL,
    Count.CERTIFIED: Count.ROLL,
    Count.EXTERNAL: Count.COMPLETED,
    Count.REACHED: Count.ROLL,
    Count.EMPLOYED: Count.REACHED,
    Count.PAIRED: Count.ROLL,
    Count.ROSE: Count.PAIRED,
    Count.STAY_KNOWN: Count.ROLL,
    Count.STAYED: Count.STAY_KNOWN,
}
# Besides whom it counts, it tells how many of these it does not. That somebody was not
# reached, or told no pay, is no secret: only small numbers of those who did are.
TELLS_REST_OF: Final[Mapping[Count, Sequence[Count]]] = {
    Count.COMPLETED: (Count.ROLL,),
    Count.CERTIFIED: (Count.ROLL, Count.COMPLETED),
    Count.EXTERNAL: (Count.COMPLETED,),
    Count.EMPLOYED: (Count.REACHED,),
    Count.ROSE: (Count.PAIRED,),
    Count.STAYED: (Count.STAY_KNOWN,),
}


@dataclass(frozen=True, slots=True)
class Like:
    """At which question, and pay of which kind is compared."""

    months: int
    kind: str = "month"
    basis: str = "net"


LIKES: Final = tuple(
    Like(months, kind, basis)
    for months in MONTHS_ASKED
    for kind in KINDS
    for basis in BASES
)


@dataclass(frozen=True, slots=True)
class Member:
    """A row, whose it is, and the groups it falls into: by kind, from the widest inwards."""

    person: int
    row: Row
    groups: Mapping[Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """So many of so many; for pay, what it comes to in fen."""

    numerator: int
    denominator: int
    median_fen: int | None = None
    mean_fen: int | None = None

    @property
    def percent(self) -> int:
        """Whole percent, half up."""
        return (200 * self.numerator + self.denominator) // (2 * self.denominator)


@dataclass(frozen=True, slots=True)
class Line:
    """A group's figures; None is not shown, and a figure of nobody is absent."""

    key: tuple[str, ...]
    cells: Mapping[Count, Cell | None]


def tables(members: Sequence[Member], like: Like) -> dict[Kind, list[Line]]:
    """By each kind: its groups, each followed by the smaller ones in it; the whole last."""
    counted = [(each, _counts(each.row, like)) for each in members]
    return {kind: _table(counted, kind, like) for kind in Kind}


def _table(
    counted: Sequence[tuple[Member, frozenset[Count]]], kind: Kind, like: Like
) -> list[Line]:
    whole = _group((), counted, kind)
    out: dict[Count, frozenset[object]] = {}
    for count in Count:
        part_of = PART_OF.get(count)
        besides = out[part_of] if part_of else frozenset()
        out[count] = hidden(whole.group, count, besides=besides)
    return _lines(whole, out, like)


@dataclass(frozen=True, slots=True)
class _Counted:
    group: Group
    rows: Sequence[tuple[Member, frozenset[Count]]]
    parts: Sequence["_Counted"]


def _counts(row: Row, like: Like) -> frozenset[Count]:
    answer, pair = row.told(like.months), pair_of(row, like.months)
    is_paired = pair is not None and (pair[0].kind, pair[0].basis) == (
        like.kind,
        like.basis,
    )
    is_first = like.months == MONTHS_ASKED[0]
    stays = None if is_first else stayed(row, like.months)
    holds = {
        Count.ROLL: True,
        Count.COMPLETED: row.is_completed,
        Count.CERTIFIED: row.is_certified,
        Count.EXTERNAL: row.is_completed and row.has_external,
        Count.REACHED: answer is not None,
        Count.EMPLOYED: answer is not None and answer.employed is True,
        Count.PAIRED: is_paired,
        Count.ROSE: is_paired and _change(row, like) > 0,
        Count.STAY_KNOWN: stays is not None,
        Count.STAYED: stays is True,
    }
    return frozenset(count for count, true in holds.items() if true)


def _change(row: Row, like: Like) -> int:
    pair = pair_of(row, like.months)
    return pair[1].fen - pair[0].fen if pair else 0


def _group(
    key: tuple[str, ...],
    rows: Sequence[tuple[Member, frozenset[Count]]],
    kind: Kind,
) -> _Counted:
    inner: dict[tuple[str, ...], list[tuple[Member, frozenset[Count]]]] = {}
    for member, counts in rows:
        name = member.groups.get(kind, ())[: len(key) + 1]
        if len(name) > len(key):
            inner.setdefault(name, []).append((member, counts))
    parts = [_group(name, inner[name], kind) for name in sorted(inner)]
    told = {count: _told(count, rows) for count in Count}
    return _Counted(Group(key, told, [part.group for part in parts]), rows, parts)


def _told(
    count: Count, rows: Sequence[tuple[Member, frozenset[Count]]]
) -> list[frozenset[int]]:
    """Who counts, and who does not of those of whom it tells the rest."""
    return [
        frozenset(member.person for member, counts in rows if count in counts),
        *(
            frozenset(
                member.person
                for member, counts in rows
                if whole in counts and count not in counts
            )
            for whole in TELLS_REST_OF.get(count, ())
        ),
    ]


def _lines(
    counted: _Counted, out: Mapping[Count, frozenset[object]], like: Like
) -> list[Line]:
    inner = [line for part in counted.parts for line in _lines(part, out, like)]
    key = counted.group.key
    assert isinstance(key, tuple)
    cells: dict[Count, Cell | None] = {}
    for count in _asked(like):
        if key in out[count]:
            cells[count] = None
        elif cell := _cell(count, counted.rows, like):
            cells[count] = cell
    line = Line(key, cells)
    return [*inner, line] if not key else [line, *inner]


def _asked(like: Like) -> list[Count]:
    """At the first question nobody can have stayed since."""
    later = {Count.STAY_KNOWN, Count.STAYED}
    is_first = like.months == MONTHS_ASKED[0]
    return [count for count in Count if not (is_first and count in later)]


def _cell(
    count: Count, rows: Sequence[tuple[Member, frozenset[Count]]], like: Like
) -> Cell | None:
    whole = PART_OF.get(count, count)
    found = [member.row for member, counts in rows if count in counts]
    everyone = sum(whole in counts for _member, counts in rows)
    if not everyone:
        return None
    if count != Count.PAIRED or not found:
        return Cell(len(found), everyone)
    changes = [_change(row, like) for row in found]
    return Cell(len(found), everyone, median(changes), mean(changes))


def age_band(birth_year: int | None, year: int) -> str:
    """By the year of birth: 30-39; empty where it is not known."""
    if birth_year is None:
        return ""
    age = year - birth_year
    if age < YOUNGEST_BAND:
        return f"<{YOUNGEST_BAND}"
    if age >= OLDEST_BAND:
        return f"{OLDEST_BAND}+"
    return f"{age // 10 * 10}-{age // 10 * 10 + 9}"
