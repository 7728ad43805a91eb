"""The shares of a report one by one, and some of them worked out once more for the reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from school.outcomes import figures
from school.outcomes.figures import BASIS, KIND
from school.outcomes.rules import Bound, Share
from school.outcomes.rules.published import Published

# So many are worked out for the reader.
WORKED_OUT = 3
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many, and what they are."""

    when: str
    label: str
    share: Share

    @property
    def sum(self) -> str:
        """35 ÷ 40 = 87.5 %, written 88 %."""
        assert self.share.numerator is not None and self.share.denominator
        exact = Decimal(100 * self.share.numerator) / self.share.denominator
        return _(
            "%(label)s (%(when)s): %(some)s ÷ %(all)s = %(exact)s%%, written %(percent)s%%."
        ) % {
            "label": self.label,
            "when": self.when,
            "some": self.share.numerator,
            "all": self.share.denominator,
            "exact": f"{exact.quantize(HUNDREDTH):f}",
            "percent": self.share.percent,
        }


def counted(told: Published) -> list[Counted]:
    return list(_counted(told))


def sums(told: Published) -> list[str]:
    """The first ones that are told exactly."""
    exact = [
        one
        for one in counted(told)
        if one.share.bound == Bound.EXACT and one.share.denominator
    ]
    return [one.sum for one in exact[:WORKED_OUT]]


def _counted(told: Published) -> Iterator[Counted]:
    found = told.results
    course = _("Course and certificates")
    yield Counted(course, _("Completion rate"), found.completed)
    yield Counted(course, _("Certified rate"), found.certified)
    yield Counted(course, _("External certification rate"), found.external)
    for after in found.after:
        if not after.is_due:
            continue
        when = figures.months(after.months)
        yield Counted(when, _("Employment rate"), after.employed)
        yield Counted(when, _("Reached by the question"), after.reached)
        if after.stayed:
            yield Counted(when, _("Still with the same employer"), after.stayed)
        for change in after.changes:
            how = {"kind": KIND[change.kind], "basis": BASIS[change.basis]}
            label = _("Whose pay rose (%(kind)s, %(basis)s)") % how
            compared = _("Pay compared (%(kind)s, %(basis)s)") % how
            yield Counted(when, compared, change.coverage)
            if change.rose:
                yield Counted(when, label, change.rose)
