"""Who learned beside who waited for a place in vain, in words, with what it does not prove."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib.format import yuan
from school.outcomes.figures import (
    BASIS,
    KIND,
    Figure,
    Section,
    between,
    pay_change,
)
from school.outcomes.rules import Against, Why
from school.outcomes.rules.waited import (
    LEAST,
    LEAST_KNOWN,
    MONTHS_AFTER,
    MOST_APART,
    MOST_DAYS,
    WINDOW,
    told_from,
)
from school.ui.templatetags.ui import full_date
from school.wages.rules import STEP

HALVES: Final = {
    "1": gettext_lazy("January to June %(year)s"),
    "2": gettext_lazy("July to December %(year)s"),
}
WHY: Final[Mapping[Why, Promise]] = {
    Why.EARLY: gettext_lazy(
        "it is told from %(day)s on, once everybody has been asked"
    ),
    Why.FEW: gettext_lazy(
        "in one of the two groups fewer than %(least)s people told pay before and then, paid in the same way"
    ),
    Why.UNKNOWN: gettext_lazy(
        "in one of the two groups fewer than %(known)s%% told pay before and then"
    ),
    Why.APART: gettext_lazy(
        "their pay was too far apart before: the middle by more than %(apart)s%%"
    ),
    Why.OTHER_DAYS: gettext_lazy(
        "the pay told is of other months: the middle days lie more than %(days)s days apart"
    ),
    Why.CHANGED: gettext_lazy(
        "it has come out otherwise than an earlier report told; a second figure beside that one would tell of few"
    ),
}
CAVEAT: Final = gettext_lazy(
    "Who waited may differ from who had a place in ways that nobody measured, or have learned elsewhere, so the difference need not come from the course. Who did not complete is not asked."
)


def section(found: Sequence[Against], courses: Mapping[str, str]) -> Section:
    """`courses`: the titles by code, in the reader's language."""
    told = [one for one in found if one.why is None]
    why = [_why(one, courses) for one in found if one.why is not None]
    return Section(
        _("Beside those who waited for a place"),
        [_figure(one, courses) for one in told],
        empty="" if told else f"{_empty(found)} {_rule()}",
        # The same words once, whatever way of being paid they are about.
        left_out=list(dict.fromkeys(why)),
        left_out_of=_("Where it is not told, and why"),
        caveat=str(CAVEAT) if told else "",
    )


def name(one: Against, courses: Mapping[str, str]) -> str:
    year, _dash, half = one.half.partition("-")
    return _("%(course)s, applied %(when)s") % {
        "course": courses.get(one.course, one.course),
        "when": str(HALVES[half]) % {"year": year},
    }


def label(one: Against, courses: Mapping[str, str]) -> str:
    return _("More than who waited: %(whom)s (%(kind)s, %(basis)s)") % {
        "whom": name(one, courses),
        "kind": KIND[one.kind],
        "basis": BASIS[one.basis],
    }


def _figure(one: Against, courses: Mapping[str, str]) -> Figure:
    assert one.more_fen is not None
    return Figure(
        label=label(one, courses),
        value=pay_change(one.more_fen, one.kind),
        of=_("at least %(people)s people in each group") % {"people": one.people},
        coverage=_("at least %(known)s%% of each group") % {"known": LEAST_KNOWN},
        definition=f"{_how(one)} {_rule()}",
        interval=between(one.between, one.kind),
    )


def _how(one: Against) -> str:
    return _(
        "The mean change of pay of those who were in class, less that of those who applied for the same course in the same half year, waited until it began, and had no place in it half a year later. Of the same person, paid in the same way: before she applied, and in a month from %(first)s to %(last)s months after the class began. Interval: Welch's. Shown to the nearest %(step)s, the ends of the interval outwards. The two means, and how many people exactly they are of, are not told: beside the other figures they would tell of few."
    ) % {"first": WINDOW[0], "last": WINDOW[1], "step": yuan(STEP[one.kind])}


def _rule() -> str:
    return _(
        "Told once, %(months)s months after the half year, and only where each group has at least %(least)s people with pay before and then, at least %(known)s%% of each told it, the middle of pay before differs by at most %(apart)s%%, and the middle days by at most %(days)s."
    ) % {
        "months": MONTHS_AFTER,
        "least": LEAST,
        "known": LEAST_KNOWN,
        "apart": MOST_APART,
        "days": MOST_DAYS,
    }


def _empty(found: Sequence[Against]) -> str:
    if found:
        return _("No comparison can be told yet; the reasons stand below.")
    return _("Not told: nobody has waited in vain for a class that is over.")


def _why(one: Against, courses: Mapping[str, str]) -> str:
    assert one.why is not None
    words = str(WHY[one.why]) % {
        "least": LEAST,
        "known": LEAST_KNOWN,
        "apart": MOST_APART,
        "days": MOST_DAYS,
        "day": full_date(told_from(one.half)),
    }
    return f"{name(one, courses)}: {words}"
