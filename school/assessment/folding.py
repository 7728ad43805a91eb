"""Many sheets read at once: every mark in one pass, in the order in which it was kept."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from school.assessment.models import CriticalMark, ItemMark, Marking
from school.assessment.rules.stations import (
    APPEAL,
    BLIND,
    MODERATOR,
    Sheet,
    fold_all,
    folded,
)
from school.courses.models import CriticalFail, Station


def with_critical_fails(stations: Iterable[Station]) -> None:
    fails = CriticalFail.objects.order_by("number")
    prefetch_related_objects(list(stations), Prefetch("critical_fails", fails))


def sheets_of(
    markings: QuerySet[Marking],
) -> dict[int, list[tuple[Marking, Sheet]]]:
    """By place, the sheets as they stand, in the order in which they were given."""
    points = fold_all(
        ItemMark.objects.filter(marking__in=markings)
        .order_by("pk")
        .values_list("marking_id", "item_id", "points")
    )
    critical = fold_all(
        CriticalMark.objects.filter(marking__in=markings)
        .order_by("pk")
        .values_list("marking_id", "critical_fail_id", "is_observed")
    )
    found: dict[int, list[tuple[Marking, Sheet]]] = {}
    for marking in markings.order_by("pk"):
        same = found.setdefault(marking.practical_station_id, [])
        one = folded(
            points.get(marking.pk, {}),
            critical.get(marking.pk, {}),
            _rank(marking, same),
        )
        same.append((marking, one))
    return found


def _rank(marking: Marking, before: Sequence[tuple[Marking, Sheet]]) -> int:
    """A later appeal stands over an earlier one."""
    if marking.role == Marking.Role.APPEAL:
        return APPEAL + sum(sheet.rank >= APPEAL for _marking, sheet in before)
    return MODERATOR if marking.role == Marking.Role.MODERATOR else BLIND
