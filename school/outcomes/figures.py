"""Results in words: the same on the page, at the desk and in the spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from school.lib import plots
from school.lib.format import yuan, yuan_change
from school.lib.masking import SMALLEST
from school.outcomes.rules import (
    After,
    Bound,
    Change,
    LeftOut,
    Results,
    Share,
)
from school.wages.rules import DAYS_26, HOUR, MONTH

# Where a figure is not shown; the words beside it say why.
DASH = "\N{EM DASH}"
KIND = {
    MONTH: gettext_lazy("calendar month"),
    DAYS_26: gettext_lazy("26-day engagement"),
    HOUR: gettext_lazy("hour"),
}
HOW_KIND = {
    MONTH: gettext_lazy(
        "Paid by the month; or by the day, order or square metre, times how many in a usual month."
    ),
    DAYS_26: gettext_lazy("Paid by 26 days, which is not a calendar month."),
    HOUR: gettext_lazy("The sum for one hour, not for a month."),
}
WHY = {
    LeftOut.NOT_COMPLETED: gettext_lazy("did not complete the course"),
    LeftOut.NO_CONSENT: gettext_lazy("did not agree to being asked, or took it back"),
    LeftOut.NOT_DUE: gettext_lazy("the day to ask has not come"),
    LeftOut.UNKNOWN: gettext_lazy("not reached or no answer: unknown"),
    LeftOut.NOT_IN_WORK: gettext_lazy("not in work then"),
    LeftOut.NO_BASELINE: gettext_lazy("no pay from before the course to compare with"),
    LeftOut.PAY_NOT_TOLD: gettext_lazy("in work, pay not told"),
    LeftOut.PAID_DIFFERENTLY: gettext_lazy(
        "paid in another way than before, or told once before and once after deductions"
    ),
}


@dataclass(frozen=True)
class Figure:
    """One number with all that it rests on."""

    label: str
    value: str
    of: str
    coverage: str
    definition: str


@dataclass(frozen=True)
class Section:
    title: str
    figures: Sequence[Figure]
    empty: str = ""
    left_out: Sequence[str] = field(default_factory=tuple)


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


def sections(found: Results, *, people: str) -> list[Section]:
    """`people` is the unit of every count: people, or attendances where one may count twice."""
    return [
        Section(
            _("Certificates"), [_certified(found, people), _external(found, people)]
        ),
        *(_after(each, people) for each in found.after),
    ]


def plot(found: Results) -> Plot | None:
    """In work after so many months, of those reached; only what may be told exactly."""
    shown = [
        (months(each.months), each.employed.percent)
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
        Bar(words % {"after": months(each.months)}, fen / 100, yuan(fen))
        for each in found.after
        for change in each.changes
        if change.kind == MONTH
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


def months(number: int) -> str:
    return ngettext("%(months)s month after", "%(months)s months after", number) % {
        "months": number
    }


def percent(share: Share) -> str:
    if share.percent is None:
        return DASH
    words: str | Promise = {
        Bound.AT_LEAST: gettext_lazy("at least %(percent)s%%"),
        Bound.AT_MOST: gettext_lazy("at most %(percent)s%%"),
    }.get(share.bound, "%(percent)s%%")
    return str(words) % {"percent": share.percent}


def of(share: Share, people: str) -> str:
    if share.numerator is None or share.denominator is None:
        return _hidden(share)
    words = {
        Bound.AT_LEAST: gettext_lazy("at least %(some)s of %(all)s %(people)s"),
        Bound.AT_MOST: gettext_lazy("at most %(some)s of %(all)s %(people)s"),
    }.get(share.bound, gettext_lazy("%(some)s of %(all)s %(people)s"))
    return str(words) % {
        "some": share.numerator,
        "all": share.denominator,
        "people": people,
    }


def _hidden(share: Share) -> str:
    if share.bound == Bound.NOBODY:
        return _("nobody so far")
    return _("fewer than %(smallest)s people: not shown") % {"smallest": SMALLEST}


def _certified(found: Results, people: str) -> Figure:
    return Figure(
        label=_("Certified rate"),
        value=percent(found.certified),
        of=of(found.certified, people),
        coverage=_("everyone on the roll"),
        definition=_(
            "Holders of a valid certificate of the school, of all who were in class when or after it began; who left later stays counted."
        ),
    )


def _external(found: Results, people: str) -> Figure:
    return Figure(
        label=_("External certification rate"),
        value=percent(found.external),
        of=of(found.external, people),
        coverage=_("everyone who completed"),
        definition=_(
            "Holders of a skill-level certificate of an accredited body, issued after the class and checked by the school, of all who completed. It is not ours, and not added to ours."
        ),
    )


def _after(after: After, people: str) -> Section:
    if not after.is_due:
        return Section(
            months(after.months), [], empty=_("The day to ask has not come yet.")
        )
    employed = Figure(
        label=_("Employment rate"),
        value=percent(after.employed),
        of=of(after.employed, people),
        coverage=of(after.reached, people),
        definition=_(
            "Those in work, of those who completed, agreed to be asked and answered. Who was not reached is unknown, not out of work."
        ),
    )
    return Section(
        months(after.months),
        [employed, *(each for one in after.changes for each in _pay(one, people))],
        left_out=[_reason(reason, count, people) for reason, count in after.left_out],
    )


def _pay(change: Change, people: str) -> Iterator[Figure]:
    kind = {"kind": KIND[change.kind]}
    known = of(change.coverage, people)
    definition = _(
        "Pay then less pay before the course, of the same person paid in the same way; losses are kept, nothing is guessed."
    )
    if change.median_fen is None or change.mean_fen is None:
        label = _("Change of pay (%(kind)s)") % kind
        yield Figure(label, DASH, known, known, f"{definition} {HOW_KIND[change.kind]}")
        return
    yield Figure(
        label=_("Middle change of pay (%(kind)s)") % kind,
        value=yuan_change(change.median_fen),
        of=known,
        coverage=known,
        definition=f"{definition} {HOW_KIND[change.kind]}",
    )
    yield Figure(
        label=_("Average change of pay (%(kind)s)") % kind,
        value=yuan_change(change.mean_fen),
        of=known,
        coverage=known,
        definition=_("The sum of the same changes, divided by their number."),
    )


def _reason(reason: LeftOut, count: int | None, people: str) -> str:
    words = str(WHY[reason])
    return words if count is None else f"{words}: {count} {people}"
