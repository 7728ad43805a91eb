"""What a judge does on a sheet: marks are appended, the latest of a step counts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.contest.access import can_judge
from school.assessment.contest.models import (
    JudgeCriticalMark,
    JudgeItemMark,
    JudgeSheet,
)
from school.courses.models import CriticalFail, Item
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def judge_item(
    sheet: JudgeSheet,
    *,
    item: Item,
    points: int,
    by: Actor,
    at: datetime | None = None,
) -> JudgeItemMark:
    """Append the points given for a step.

    Not journalled: the ledger of marks itself says who, what and when.
    """
    sheet = _open_sheet(sheet, by=by)
    check_item(sheet, item, points)
    return JudgeItemMark.objects.create(
        sheet=sheet, item=item, points=points, at=at or timezone.now()
    )


@transaction.atomic
def judge_critical(
    sheet: JudgeSheet,
    *,
    critical_fail: CriticalFail,
    is_observed: bool,
    by: Actor,
    at: datetime | None = None,
) -> JudgeCriticalMark:
    """Append that a critical fail was seen, or that it is taken back."""
    sheet = _open_sheet(sheet, by=by)
    if critical_fail.station_id != sheet.station_id:
        raise refusals.NotOnThisSheet
    return JudgeCriticalMark.objects.create(
        sheet=sheet,
        critical_fail=critical_fail,
        is_observed=is_observed,
        at=at or timezone.now(),
    )


@transaction.atomic
def start_clock(
    sheet: JudgeSheet, *, by: Actor, at: datetime | None = None
) -> JudgeSheet:
    """The contestant begins. Pressed twice, the first counts."""
    sheet = _open_sheet(sheet, by=by)
    if sheet.began_at is None:
        sheet.began_at = at or timezone.now()
        sheet.save(update_fields=["began_at"])
    return sheet


@transaction.atomic
def stop_clock(
    sheet: JudgeSheet, *, by: Actor, at: datetime | None = None
) -> JudgeSheet:
    """She is done. A clock that does not run is not stopped, nor one stopped before."""
    sheet = _open_sheet(sheet, by=by)
    if sheet.began_at is not None and sheet.ended_at is None:
        sheet.ended_at = at or timezone.now()
        sheet.save(update_fields=["ended_at"])
    return sheet


@transaction.atomic
def submit_judging(
    sheet: JudgeSheet,
    *,
    by: Actor,
    rest_not_done: bool = False,
    at: datetime | None = None,
) -> JudgeSheet:
    """Hand the sheet in; with `rest_not_done` the steps without a mark get none.

    A clock that still runs stops with it: ties are broken by time.
    """
    now = at or timezone.now()
    sheet = _open_sheet(sheet, by=by)
    marked = set(sheet.item_marks.values_list("item_id", flat=True))
    unmarked = [item for item in sheet.station.items.all() if item.pk not in marked]
    if unmarked and not rest_not_done:
        raise refusals.ItemsUnmarked(count=len(unmarked))
    JudgeItemMark.objects.bulk_create(
        JudgeItemMark(sheet=sheet, item=item, points=0, at=now) for item in unmarked
    )
    sheet.status = JudgeSheet.Status.SUBMITTED
    sheet.submitted_at = now
    if sheet.began_at is not None and sheet.ended_at is None:
        sheet.ended_at = now
    sheet.save(update_fields=["status", "submitted_at", "ended_at"])
    journal.record(
        by=by,
        verb="assessment.submit_judging",
        on=sheet.place.contestant.contest,
        data={
            "station": sheet.station.code,
            "contestant": sheet.place.contestant.code,
        },
        at=now,
    )
    return sheet


def check_item(sheet: JudgeSheet, item: Item, points: int) -> None:
    if item.station_id != sheet.station_id:
        raise refusals.NotOnThisSheet
    if not 0 <= points <= item.points:
        raise refusals.PointsOutOfRange(most=item.points)


def _open_sheet(sheet: JudgeSheet, *, by: Actor) -> JudgeSheet:
    """The sheet, held, if `by` may still write on it."""
    sheet = (
        JudgeSheet.objects.select_for_update(of=("self",))
        .select_related("station", "place__contestant__contest")
        .get(pk=sheet.pk)
    )
    if not can_judge(by, sheet):
        raise NotPermitted
    if not sheet.is_writable:
        raise refusals.SheetHandedIn
    return sheet
