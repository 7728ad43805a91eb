"""Marking a station. Marks are appended; the latest of a sheet counts."""

import uuid as uuids
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_mark
from school.assessment.actions.practical import call_third
from school.assessment.choices import contradictions_of
from school.assessment.evidence import practical_states, sheet_of
from school.assessment.models import (
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    SheetNote,
)
from school.assessment.refusals.moderating import WordsMissing
from school.courses.models import CriticalFail, Item
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted

Kept = TypeVar("Kept", ItemMark, CriticalMark)


@transaction.atomic
def begin_marking(
    marking: Marking, *, by: Actor, at: datetime | None = None
) -> Marking:
    """Start the station's clock for this sheet; started twice, the first time stands."""
    now = at or timezone.now()
    marking = _open_sheet(marking, by=by)
    if Marking.objects.filter(pk=marking.pk, started_at=None).update(started_at=now):
        marking.started_at = now
        journal.record(by=by, verb="assessment.begin_marking", on=marking, at=now)
    return marking


@transaction.atomic
def mark_item(
    marking: Marking,
    *,
    item: Item,
    points: int | None,
    by: Actor,
    uuid: uuids.UUID | None = None,
    rubric: str = "",
    at: datetime | None = None,
) -> ItemMark:
    """Append the points given for a step, or None to take them back.

    The same `uuid` sent again is kept once.

    Not journalled: the ledger of marks itself says who, what and when.
    """
    marking = _open_sheet(marking, by=by)
    uuid = uuid or uuids.uuid4()
    if known := ItemMark.objects.filter(uuid=uuid).first():
        return _same_sheet(known, marking)
    if item.station_id != marking.practical_station.station_id:
        raise refusals.NotOnThisSheet
    if not 0 <= (points or 0) <= item.points:
        raise refusals.PointsOutOfRange(most=item.points)
    now = at or timezone.now()
    return ItemMark.objects.create(
        marking=marking,
        item=item,
        points=points,
        at=now,
        received_at=now,
        uuid=uuid,
        rubric=rubric,
    )


@transaction.atomic
def mark_critical(
    marking: Marking,
    *,
    critical_fail: CriticalFail,
    is_observed: bool,
    by: Actor,
    uuid: uuids.UUID | None = None,
    rubric: str = "",
    at: datetime | None = None,
) -> CriticalMark:
    """Append that a critical fail was seen, or that it is taken back."""
    marking = _open_sheet(marking, by=by)
    uuid = uuid or uuids.uuid4()
    if known := CriticalMark.objects.filter(uuid=uuid).first():
        return _same_sheet(known, marking)
    if critical_fail.station_id != marking.practical_station.station_id:
        raise refusals.NotOnThisSheet
    now = at or timezone.now()
    return CriticalMark.objects.create(
        marking=marking,
        critical_fail=critical_fail,
        is_observed=is_observed,
        at=now,
        received_at=now,
        uuid=uuid,
        rubric=rubric,
    )


@transaction.atomic
def write_note(
    marking: Marking, *, note: str, by: Actor, at: datetime | None = None
) -> Marking:
    """Keep the examiner's note in place of the one before, until the sheet is handed in."""
    now = at or timezone.now()
    marking = _open_sheet(marking, by=by)
    if note.strip() != marking.note:
        set_note(SheetNote(marking=marking, text=note.strip(), at=now, received_at=now))
    return marking


def set_note(note: SheetNote) -> None:
    """The note of its sheet from now on; those before stay in the ledger."""
    note.save()
    note.marking.note = note.text
    note.marking.save(update_fields=["note"])


@transaction.atomic
def submit_marking(
    marking: Marking,
    *,
    by: Actor,
    rest_not_done: bool = False,
    at: datetime | None = None,
) -> Marking:
    """Hand the sheet in; where two examiners differ, a third is called.

    With `rest_not_done` the steps without a mark get none: the time was up.
    """
    now = at or timezone.now()
    practical = Practical.objects.select_for_update(of=("self",)).get(
        practical_stations__markings=marking
    )
    marking = _open_sheet(marking, by=by)
    prefetch_related_objects([marking], "item_marks", "critical_marks")
    if to_choose := contradictions_of(marking):
        raise refusals.MarksDisagree(count=to_choose)
    if marking.role == Marking.Role.MODERATOR and not marking.note:
        raise WordsMissing
    _fill_or_refuse(marking, rest_not_done=rest_not_done, at=now)
    marking.status = Marking.Status.SUBMITTED
    marking.submitted_at = now
    marking.save(update_fields=["status", "submitted_at"])
    journal.record(
        by=by,
        verb="assessment.submit_marking",
        on=marking,
        data={"station": marking.practical_station.station.code},
        at=now,
    )
    _settle(practical, at=now)
    return marking


def _settle(practical: Practical, *, at: datetime) -> None:
    """Call a third examiner where one is needed; close the practical when all agree."""
    state = practical_states([practical])[0]
    for station in state.stations:
        if station.lacks_third:
            call_third(station.place, by=SYSTEM, at=at)
    if state.is_settled:
        Practical.objects.filter(pk=practical.pk, status=Practical.Status.OPEN).update(
            status=Practical.Status.MARKED
        )


def _fill_or_refuse(marking: Marking, *, rest_not_done: bool, at: datetime) -> None:
    marked = sheet_of(marking).points
    items = marking.practical_station.station.items.all()
    unmarked = [item for item in items if item.pk not in marked]
    if unmarked and not rest_not_done:
        raise refusals.ItemsUnmarked(count=len(unmarked))
    ItemMark.objects.bulk_create(
        ItemMark(marking=marking, item=item, points=0, at=at) for item in unmarked
    )


def _open_sheet(marking: Marking, *, by: Actor) -> Marking:
    """The sheet, held, if `by` may still write on it."""
    marking = (
        Marking.objects.select_for_update(of=("self",))
        .select_related("practical_station__station", "practical_station__practical")
        .get(pk=marking.pk)
    )
    if not can_mark(by, marking):
        raise NotPermitted
    if marking.status != Marking.Status.OPEN:
        raise refusals.SheetHandedIn
    if marking.practical_station.practical.status == Practical.Status.RELEASED:
        raise refusals.ResultIsOut
    return marking


def _same_sheet(known: Kept, marking: Marking) -> Kept:
    if known.marking_id != marking.pk:
        raise refusals.NotOnThisSheet
    return known
