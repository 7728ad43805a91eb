"""Rates before and after, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.feedback.rules.service import Comparison, Indicator, Rate
from school.lib.masking import SMALLEST

DASH = "\N{EM DASH}"
LABELS: Mapping[Indicator, Promise] = {
    Indicator.GOOD: gettext_lazy("Good reviews"),
    Indicator.BAD: gettext_lazy("Bad reviews"),
    Indicator.REPEAT: gettext_lazy("Repeat orders"),
}
DEFINITIONS: Mapping[Indicator, Promise] = {
    Indicator.GOOD: gettext_lazy(
        "Orders with a good review, of all orders completed in months of which it is known. Orders without a review count as not good."
    ),
    Indicator.BAD: gettext_lazy(
        "Orders with a bad review, of all orders completed in months of which it is known."
    ),
    Indicator.REPEAT: gettext_lazy(
        "Orders from a household that had ordered before, of all orders completed in months of which it is known."
    ),
}


@dataclass(frozen=True)
class Shown:
    label: str
    before: str
    before_of: str
    after: str
    after_of: str
    # How many workers are compared, of all who completed.
    coverage: str
    definition: str


def shown(comparisons: Iterable[Comparison]) -> list[Shown]:
    return [
        Shown(
            str(LABELS[one.indicator]),
            _percent(one.before),
            _of(one.before),
            _percent(one.after),
            _of(one.after),
            _coverage(one),
            str(DEFINITIONS[one.indicator]),
        )
        for one in comparisons
    ]


def _percent(rate: Rate | None) -> str:
    return f"{rate.tenths / 10:.1f}%" if rate else DASH


def _of(rate: Rate | None) -> str:
    if rate is None:
        return ""
    words = _("%(some)s of %(all)s orders")
    return words % {"some": rate.numerator, "all": rate.denominator}


def _coverage(one: Comparison) -> str:
    if one.workers is None:
        return _("fewer than %(smallest)s workers: not shown") % {"smallest": SMALLEST}
    if not one.workers:
        return _("nobody with months on both sides so far")
    words = _("%(some)s of %(all)s workers who completed")
    return words % {"some": one.workers, "all": one.completed}
