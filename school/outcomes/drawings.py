"""Results drawn: one SVG for the page and for paper, and its bars in words for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from school.lib import plots
from school.lib.format import yuan
from school.outcomes import figures
from school.outcomes.rules import Bound, Results
from school.wages.rules import MONTH, to_show


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    written: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing, and its bars once more for where the drawing's words would be too small."""

    title: str
    bars: Sequence[Bar]
    drawn: SafeString

    @property
    def most(self) -> float:
        return max(bar.value for bar in self.bars)

    def __str__(self) -> str:
        return self.drawn


def plot(found: Results) -> Plot | None:
    """In work after so many months, of those reached; only what may be told exactly."""
    shown = [
        (figures.months(each.months), each.employed.percent)
        for each in found.after
        if each.employed.bound == Bound.EXACT
    ]
    bars = [
        Bar(label, percent, f"{percent}%")
        for label, percent in shown
        if percent is not None
    ]
    if len(bars) < 2:
        return None
    title = _("In work, of those reached")
    return _plotted(bars, title=title, unit="%", colour=plots.JADE)


def pay_plot(found: Results) -> Plot | None:
    """The middle of pay before and then, of the same people, in yuan a calendar month."""
    bars = [
        Bar(
            words % {"after": figures.months(each.months)},
            to_show(fen, MONTH) / 100,
            yuan(to_show(fen, MONTH)),
        )
        for each in found.after
        for change in each.changes
        if (change.kind, change.basis) == (MONTH, "net")
        for words, fen in (
            (_("%(after)s: before the course"), change.before_fen),
            (_("%(after)s: then"), change.after_fen),
        )
        if fen is not None
    ]
    if not bars:
        return None
    title = _("Middle pay in a calendar month, of the same people")
    return _plotted(bars, title=title, unit=_("yuan"), colour=plots.BLUE)


def _plotted(bars: list[Bar], *, title: str, unit: str, colour: str) -> Plot:
    drawn = plots.bars(
        [bar.label for bar in bars],
        [bar.value for bar in bars],
        title=title,
        unit=unit,
        colour=colour,
    )
    return Plot(title, bars, drawn)
