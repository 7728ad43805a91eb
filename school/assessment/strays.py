"""Marks that came too late, by sheet: for the examiner, and for the desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.assessment.folding import sheets_of
from school.assessment.models import Marking, StrayMark
from school.assessment.models.stray import StrayQuerySet
from school.assessment.rules.stations import Sheet
from school.people.models import User


@dataclass(frozen=True, slots=True)
class StraySheet:
    marking: Marking
    marks: Sequence[StrayMark]
    # What stands on it and counts; None where it was not read or may not be seen.
    stands: Sheet | None = None

    @property
    def both(self) -> list[tuple[StrayMark, str]]:
        """Each that came too late, beside what stands in its place."""
        return [(mark, self._standing(mark)) for mark in self.marks]

    def _standing(self, mark: StrayMark) -> str:
        if self.stands is None:
            return "—"
        if mark.critical_fail_id:
            is_seen = mark.critical_fail_id in self.stands.critical
            return (
                pgettext("critical fail", "seen")
                if is_seen
                else pgettext("critical fail", "not seen")
            )
        if mark.item_id:
            points = self.stands.points.get(mark.item_id)
            return _("not marked") if points is None else str(points)
        return self.marking.note or "—"

    @property
    def last(self) -> StrayMark:
        return self.marks[-1]


def strays_of(user: User) -> list[StraySheet]:
    """What she sent too late, until the registrar has settled it."""
    return by_sheet(StrayMark.objects.open().sent_by(user))


def waiting_of(enrollments: Collection[int]) -> set[int]:
    """Of these enrolments, those with marks that nobody has settled."""
    enrollment = "marking__practical_station__practical__enrollment"
    found = StrayMark.objects.open().filter(**{f"{enrollment}__in": enrollments})
    return set(found.order_by().values_list(enrollment, flat=True))


def by_sheet(strays: StrayQuerySet) -> list[StraySheet]:
    place = "marking__practical_station"
    found = strays.select_related(
        "item",
        "critical_fail",
        "sender",
        "marking__examiner",
        f"{place}__station",
        f"{place}__practical__enrollment__person",
        f"{place}__practical__enrollment__cohort__edition",
    ).order_by("marking", "at", "pk")
    return [
        StraySheet(marking, list(marks))
        for marking, marks in groupby(found, key=lambda mark: mark.marking)
    ]


def beside_what_stands(
    strays: StrayQuerySet, *, most: int, reader: User
) -> list[StraySheet]:
    """For the desk; not of a station that the reader is still marking herself."""
    found = by_sheet(strays)[:most]
    places = [one.marking.practical_station_id for one in found]
    hers = Marking.objects.filter(
        examiner=reader, practical_station__in=places, status=Marking.Status.OPEN
    ).values("practical_station")
    seen = Marking.objects.filter(practical_station__in=places)
    of_place = sheets_of(seen.exclude(practical_station__in=hers))
    stands = {one.pk: sheet for same in of_place.values() for one, sheet in same}
    return [replace(one, stands=stands.get(one.marking.pk)) for one in found]
