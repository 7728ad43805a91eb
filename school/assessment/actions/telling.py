"""The word to candidates and examiners when an evening of stations is planned or changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.urls import reverse
from django.utils import timezone

from school.assessment.engagements import examiners_at, with_examiners
from school.assessment.models import Practical, Slot
from school.courses.models import Cohort
from school.journal.actors import Actor
from school.notices.actions import notify, notify_colleague
from school.people.models import User

Times = frozenset[tuple[datetime, str, str]]
Key = TypeVar("Key", int, tuple[int, int])


@dataclass(frozen=True)
class Standing:
    """Who is where and when: by candidate, and by examiner and evening."""

    candidates: dict[int, Times]
    examiners: dict[tuple[int, int], Times]


def standing_of(cohort: Cohort) -> Standing:
    candidates: dict[int, set[tuple[datetime, str, str]]] = defaultdict(set)
    examiners: dict[tuple[int, int], set[tuple[datetime, str, str]]]
    examiners = defaultdict(set)
    slots = Slot.objects.filter(lane__day__cohort=cohort)
    for slot in with_examiners(slots):
        turn = (slot.starts_at, str(slot.lane.day.venue), slot.lane.room)
        candidates[slot.practical_station.practical_id].add(turn)
        for user in examiners_at(slot):
            examiners[user.pk, slot.lane.day_id].add(turn)
    return Standing(
        {pk: frozenset(times) for pk, times in candidates.items()},
        {key: frozenset(times) for key, times in examiners.items()},
    )


def tell_of_plan(
    cohort: Cohort, *, before: Standing, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Only those for whom something is different; an examiner of each evening by itself."""
    after = standing_of(cohort)
    why = {"reason": reason} if reason else {}
    changed = _changed(before.candidates, after.candidates, at=at)
    practicals = Practical.objects.filter(pk__in=changed)
    for practical in practicals.select_related("enrollment__person"):
        enrollment = practical.enrollment
        notify(
            enrollment.person,
            kind="practical_planned",
            context=_words(cohort, changed[practical.pk], at=at)
            | {"is_changed": practical.pk in before.candidates, **why},
            link=reverse("assessment:day", args=[enrollment.code]),
            by=by,
            at=at,
            sms=True,
        )
    to_tell = _changed(before.examiners, after.examiners, at=at)
    users = User.objects.filter(is_active=True).in_bulk([pk for pk, _day in to_tell])
    for (pk, day), times in to_tell.items():
        if pk == by.pk or pk not in users:
            continue
        was = before.examiners.get((pk, day))
        words = _words(cohort, times, at=at) | {"count": len(times), **why}
        if was and not times:
            words["day"] = timezone.localdate(min(was)[0])
        notify_colleague(
            users[pk],
            kind="examining_planned",
            context=words | {"is_changed": was is not None},
            link=reverse("assessment:my_markings"),
            by=by,
            at=at,
            sms=True,
        )


def _changed(
    before: dict[Key, Times], after: dict[Key, Times], *, at: datetime
) -> dict[Key, Times]:
    """What is now of each whose times to come are others; empty where nothing is left."""
    none: Times = frozenset()
    found = {}
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key, none), after.get(key, none)
        if any(starts_at > at for starts_at, _venue, _room in was ^ now):
            found[key] = now
    return found


def _words(cohort: Cohort, times: Times, *, at: datetime) -> dict[str, Any]:
    """The first turn that is still to come, else that there is none any more."""
    words: dict[str, Any] = {"cohort": cohort.name, "is_put_off": not times}
    if times:
        coming = [turn for turn in times if turn[0] > at] or times
        starts_at, venue, room = min(coming)
        words |= {
            "starts_at": timezone.localtime(starts_at),
            "venue": f"{venue} {room}",
        }
    return words
