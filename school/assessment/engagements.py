"""Who has to be where at a planned time: by the sheets, which may have gone to others."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from school.assessment.models import Marking, Slot
from school.assessment.rules.assessors import Engaged
from school.courses.models import Session
from school.people.models import User


def with_examiners(slots: QuerySet[Slot]) -> QuerySet[Slot]:
    """Slots of which `examiners_at` can be asked."""
    sheets = Marking.objects.kept_by_examiner().uncalled().select_related("examiner")
    return slots.select_related(
        "lane__day__venue", "practical_station"
    ).prefetch_related(
        Prefetch("practical_station__markings", sheets.order_by("pk"), to_attr="sheets")
    )


def examiners_at(slot: Slot) -> list[User]:
    """Those who have to be there: who is called in marks from what was kept."""
    place: Any = slot.practical_station
    return [sheet.examiner for sheet in place.sheets]


def turn_of(marking: Marking) -> Slot | None:
    """When its examiner has to be there, where that is planned."""
    if marking.is_called:
        return None
    return Slot.objects.filter(practical_station=marking.practical_station_id).first()


def engaged_of(turns: Iterable[Slot], ids: Collection[int]) -> dict[int, list[Engaged]]:
    """Of each the turns about that time, and the evenings of other classes she teaches."""
    engaged: dict[int, list[Engaged]] = defaultdict(list)
    planned = list(turns)
    if not planned:
        return engaged
    first = min(one.starts_at for one in planned)
    last = max(one.ends_at for one in planned)
    about = Slot.objects.filter(starts_at__lt=last, ends_at__gt=first)
    for slot in with_examiners(about.select_related("lane__day__cohort")):
        day = slot.lane.day
        where = f"{day.venue} {slot.lane.room}"
        one = Engaged(slot.starts_at, slot.ends_at, where, day.cohort.name)
        for user in examiners_at(slot):
            engaged[user.pk].append(one)
    taught = Session.objects.standing().overlapping(first, last).filter(teacher__in=ids)
    own = {slot.lane.day.cohort_id for slot in planned}
    others = taught.exclude(cohort__in=own).select_related("venue", "cohort")
    for it in others:
        where = f"{it.venue} {it.room}".strip()
        one = Engaged(it.starts_at, it.ends_at, where, it.cohort.name)
        engaged[it.teacher_id or 0].append(one)
    return engaged
