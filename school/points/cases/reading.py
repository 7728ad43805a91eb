"""Cases as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.lib.calendar import is_working
from school.people.models import Person
from school.points.cases import rules
from school.points.cases.models import Case
from school.ui.templatetags.ui import full_date


def open_cases(person: Person) -> QuerySet[Case]:
    """What is neither decided nor withdrawn, an appeal included."""
    return person.points_cases.open()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case with whose turn it is and how long."""

    case: Case
    wait: rules.Wait
    # The last day, and the working days that are left of it; below zero: past.
    until: date | None
    left: int | None

    @property
    def is_pressing(self) -> bool:
        return self.left is not None and self.left <= 0

    @property
    def in_words(self) -> str:
        if self.left is None:
            since = full_date(timezone.localdate(self.case.opened_at))
            return _("none yet; proposed on %(day)s") % {"day": since}
        if self.left == 0:
            return _("today is the last day")
        late = ngettext(
            "%(days)s working day late", "%(days)s working days late", -self.left
        )
        left = ngettext(
            "%(days)s working day left", "%(days)s working days left", self.left
        )
        return (left if self.left > 0 else late) % {"days": abs(self.left)}


def waiting(case: Case, *, on: date) -> Waiting:
    wait, until = rules.wait(case.state, on=on)
    left = rules.days_left(on, until, is_working=is_working) if until else None
    return Waiting(case, wait, until, left)


def sorted_by_turn(
    cases: Iterable[Case], *, on: date
) -> dict[rules.Wait, list[Waiting]]:
    """By whose turn it is, what is most pressing first."""
    found: dict[rules.Wait, list[Waiting]] = {}
    for case in cases:
        one = waiting(case, on=on)
        found.setdefault(one.wait, []).append(one)
    for rows in found.values():
        rows.sort(key=lambda one: (one.until or date.max, one.case.opened_at))
    return found
