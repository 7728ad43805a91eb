"""Results in words: the same on the page, at the desk and in the spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
from school.wages.rules import DAYS_26, HOUR, MONTH, STEP, to_show, to_show_between

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
BASIS = {"net": gettext_lazy("in hand"), "gross": gettext_lazy("before deductions")}
HOW_SHOWN = gettext_lazy(
    "Shown to the nearest %(step)s, the ends of an interval outwards, so that the figures of two days tell one person's change roughly at most."
)
HOW_MIDDLE = gettext_lazy(
    "Interval: by rank, supposing nothing of the sums; told from 17 people on."
)
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
    # Between what it lies with 95 % confidence; empty where that is not told.
    interval: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    figures: Sequence[Figure]
    empty: str = ""
    left_out: Sequence[str] = field(default_factory=tuple)
    # What the reasons are about, where not about pay.
    left_out_of: str = ""
    # What of it stands as in a report before, or is not told in this one.
    notes: Sequence[str] = ()
    # What its figures do not prove.
    caveat: str = ""


def sections(found: Results, *, people: str) -> list[Section]:
    """`people` is the unit of every count: people, or attendances where one may count twice."""
    return [
        Section(
            _("Course and certificates"),
            [
                _completed(found, people),
                certified(found, people),
                _external(found, people),
            ],
        ),
        *(_after(each, people) for each in found.after),
    ]


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
    return _("not shown: it would tell of fewer than %(smallest)s people") % {
        "smallest": SMALLEST
    }


def _completed(found: Results, people: str) -> Figure:
    return Figure(
        label=_("Completion rate"),
        value=percent(found.completed),
        of=of(found.completed, people),
        coverage=_("everyone on the roll"),
        definition=_(
            "Those who met the whole pass rule, of all who were in class when or after it began; who left later stays counted."
        ),
    )


def certified(found: Results, people: str) -> Figure:
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
    stayed = [_stayed(after.stayed, people)] if after.stayed else []
    pay = [each for one in after.changes for each in _pay(one, people)]
    return Section(
        months(after.months),
        [employed, *stayed, *pay],
        left_out=[_reason(reason, count, people) for reason, count in after.left_out],
    )


def _stayed(stayed: Share, people: str) -> Figure:
    known = of(stayed, people)
    return Figure(
        label=_("Still with the same employer"),
        value=percent(stayed),
        of=known,
        coverage=known,
        definition=_(
            "Those with the employer of three months after, of those whose employer was known then and of whom it is known now. Two names are compared, however they are typed; where one is missing, the employer from before the course is one both times. Who is out of work or works by orders has not stayed; two other employers without a name are unknown."
        ),
    )


def _pay(change: Change, people: str) -> Iterator[Figure]:
    how = {"kind": KIND[change.kind], "basis": BASIS[change.basis]}
    known = of(change.coverage, people)
    definition = _(
        "Pay then less pay before the course, of the same person paid in the same way; losses are kept, nothing is guessed. Both as she told them herself: nobody has checked them."
    )
    shown = HOW_SHOWN % {"step": yuan(STEP[change.kind])}
    definition = f"{definition} {HOW_KIND[change.kind]}"
    if change.median_fen is None or change.mean_fen is None or change.rose is None:
        label = _("Change of pay (%(kind)s, %(basis)s)") % how
        yield Figure(label, DASH, known, known, definition)
        return
    yield Figure(
        label=_("Middle change of pay (%(kind)s, %(basis)s)") % how,
        value=pay_change(change.median_fen, change.kind),
        of=known,
        coverage=known,
        definition=f"{definition} {HOW_MIDDLE} {shown}",
        interval=between(change.median_between, change.kind),
    )
    yield Figure(
        label=_("Average change of pay (%(kind)s, %(basis)s)") % how,
        value=pay_change(change.mean_fen, change.kind),
        of=known,
        coverage=known,
        definition="{} {}".format(
            _(
                "The sum of the same changes, divided by their number. Interval: Student's t."
            ),
            shown,
        ),
        interval=between(change.mean_between, change.kind),
    )
    yield Figure(
        label=_("Whose pay rose (%(kind)s, %(basis)s)") % how,
        value=percent(change.rose),
        of=of(change.rose, people),
        coverage=known,
        definition=_("Those with a change above zero, of the same people."),
    )


def pay_change(fen: int, kind: str) -> str:
    return yuan_change(to_show(fen, kind))


def between(ends: tuple[int, int] | None, kind: str) -> str:
    if ends is None:
        return ""
    low, high = map(yuan_change, to_show_between(ends, kind))
    return _("95%% interval: %(low)s to %(high)s") % {"low": low, "high": high}


def _reason(reason: LeftOut, count: int | None, people: str) -> str:
    words = str(WHY[reason])
    return words if count is None else f"{words}: {count} {people}"
