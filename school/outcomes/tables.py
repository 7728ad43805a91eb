"""Breakdowns in words: the same lines on the page and in the spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.outcomes.figures import DASH, pay_change
from school.outcomes.rules import Cell, Count, Kind, Line
from school.people.models import Person

TITLE: Mapping[Kind, Promise] = {
    Kind.CLASS: gettext_lazy("By course, year and class"),
    Kind.COMPANY: gettext_lazy("By company"),
    Kind.TOWN: gettext_lazy("By town"),
    Kind.AGE: gettext_lazy("By age when the class began"),
    Kind.SEX: gettext_lazy("By sex"),
}
LABEL: Mapping[Count, Promise] = {
    Count.ROLL: gettext_lazy("On the roll"),
    Count.COMPLETED: gettext_lazy("Completion rate"),
    Count.CERTIFIED: gettext_lazy("Certified rate"),
    Count.EXTERNAL: gettext_lazy("External certification rate"),
    Count.REACHED: gettext_lazy("Reached by the question"),
    Count.EMPLOYED: gettext_lazy("Employment rate"),
    Count.STAY_KNOWN: gettext_lazy("Employer known both times"),
    Count.STAYED: gettext_lazy("Still with the same employer"),
    Count.PAIRED: gettext_lazy("Middle change of pay"),
    Count.ROSE: gettext_lazy("Whose pay rose"),
}
OF_WHOM: Mapping[Count, Promise] = {
    Count.ROLL: gettext_lazy("in class when or after it began"),
    Count.COMPLETED: gettext_lazy("of the roll"),
    Count.CERTIFIED: gettext_lazy("with our certificate, of the roll"),
    Count.EXTERNAL: gettext_lazy("another body's certificate, of those who completed"),
    Count.REACHED: gettext_lazy("agreed, due and answered, of the roll"),
    Count.EMPLOYED: gettext_lazy("in work, of those reached"),
    Count.STAY_KNOWN: gettext_lazy("employer known at three months and now"),
    Count.STAYED: gettext_lazy("with that employer, of those"),
    Count.PAIRED: gettext_lazy("paid in this way before and then, of the roll"),
    Count.ROSE: gettext_lazy("a change above zero, of those compared"),
}
FEW = gettext_lazy("not shown")
NONE_OLDER: Mapping[Count, int] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A cell: what it comes to, and of how many."""

    value: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    label: str
    # How deep within the groups above it; the whole stands in none.
    depth: int
    is_whole: bool
    cells: Sequence[Told]

    @property
    def inset(self) -> str:
        return "· " * self.depth + self.label


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[TableRow]
    # Groups of which nothing at all is shown.
    withheld: int
    # Whether it is of one question and one way of being paid.
    is_of_question: bool = True
    # By column's label the report that it stands as in, where that is not the newest.
    older: Mapping[str, int] = field(default_factory=dict)

    @property
    def heads(self) -> list[tuple[str, int | None]]:
        return [(label, self.older.get(label)) for label, _of_whom in self.columns]


def table(
    kind: Kind,
    lines: Sequence[Line],
    *,
    pay: str,
    courses: Mapping[str, str],
    older: Mapping[Count, int] = NONE_OLDER,
) -> Table:
    """`pay`: of which kind it is; `courses`: the titles by code, in the reader's language.

    `older`: the report that a column stands as in, where that is not the newest.
    """
    counts = [count for count in LABEL if any(count in line.cells for line in lines)]
    shown = [line for line in lines if not line.key or any(line.cells.values())]
    return Table(
        title=title(kind, lines),
        columns=[(str(LABEL[count]), _of_whom(count, older)) for count in counts],
        rows=[
            TableRow(
                label=name(kind, line.key, courses),
                depth=max(len(line.key) - 1, 0),
                is_whole=not line.key,
                cells=[told(line, count, pay) for count in counts],
            )
            for line in shown
        ],
        withheld=len(lines) - len(shown),
        older={str(LABEL[count]): number for count, number in older.items()},
    )


def _of_whom(count: Count, older: Mapping[Count, int]) -> str:
    if count not in older:
        return str(OF_WHOM[count])
    told = {"whom": OF_WHOM[count], "number": older[count]}
    return _("%(whom)s; as in report no. %(number)s") % told


def title(kind: Kind, lines: Sequence[Line]) -> str:
    """The public table ends at the year."""
    if kind == Kind.CLASS and all(len(line.key) <= 2 for line in lines):
        return _("By course and year")
    return str(TITLE[kind])


def told(line: Line, count: Count, pay: str) -> Told:
    if count not in line.cells:
        return Told(DASH)
    cell = line.cells[count]
    if cell is None:
        return Told(str(FEW))
    return Told(value(count, cell, pay), of(count, cell, pay))


def value(count: Count, cell: Cell, pay: str) -> str:
    if count == Count.ROLL:
        return str(cell.numerator)
    if count == Count.PAIRED:
        return DASH if cell.median_fen is None else pay_change(cell.median_fen, pay)
    return f"{cell.percent}%"


def of(count: Count, cell: Cell, pay: str) -> str:
    if count == Count.ROLL:
        return ""
    words = f"{cell.numerator}/{cell.denominator}"
    if cell.mean_fen is None:
        return words
    average = _("average %(sum)s") % {"sum": pay_change(cell.mean_fen, pay)}
    return f"{average} · {words}"


def name(kind: Kind, key: tuple[str, ...], courses: Mapping[str, str]) -> str:
    if not key:
        return _("All groups together")
    if kind == Kind.CLASS and len(key) == 1:
        return courses[key[0]]
    if kind == Kind.CLASS and len(key) == 2:
        return _("classes that ended in %(year)s") % {"year": key[1]}
    if kind == Kind.CLASS and len(key) > 2:
        # The day before it and the code behind it only put the class in its place.
        return key[-1].partition(" ")[2].rpartition(" ")[0]
    if not key[-1]:
        return _("not on file")
    if kind == Kind.SEX:
        return str(Person.Sex(key[-1]).label)
    return key[-1].replace("<30", _("under 30"))
