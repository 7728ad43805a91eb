"""Hearing an appeal: marks that rise are appended, and the result follows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import appeals
from school.assessment.access import can_hear
from school.assessment.actions.appeals import check_fit, close_appeal
from school.assessment.actions.results import decide_after_appeal
from school.assessment.evidence import StationState
from school.assessment.models import (
    Appeal,
    AppealOutcome,
    CriticalMark,
    ItemMark,
    Marking,
    Result,
)
from school.assessment.refusals import PointsOutOfRange
from school.assessment.refusals import appeals as refusals
from school.courses.models import CriticalFail, Item
from school.enrollment.models import Enrollment
from school.enrollment.places import held_with_lines
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import User


@dataclass(frozen=True, slots=True)
class Remarked:
    """What the hearing changes at a station: steps marked higher, fails that were none."""

    points: Mapping[Item, int] = field(default_factory=dict)
    lifted: Collection[CriticalFail] = ()


@transaction.atomic
def hear_appeal(
    appeal: Appeal,
    *,
    changes: Mapping[str, Remarked],
    words: str,
    by: User,
    at: datetime | None = None,
) -> AppealOutcome:
    """Append the outcome; where marks change, the result follows and the trainee is told.

    `changes` by the station's code; with none the marks stand.
    """
    now = at or timezone.now()
    if not can_hear(by, appeal):
        raise NotPermitted
    enrollment = appeal.result.enrollment
    held_with_lines(enrollment.cohort_id)
    close_appeal(appeal, Appeal.Status.HEARD, at=now, examiner=by)
    check_fit(appeal, by)
    result = _change(appeal, changes, by=by, at=now)
    outcome = AppealOutcome.objects.create(
        appeal=appeal,
        version=appeal.outcomes.count() + 1,
        kind=AppealOutcome.Kind.CHANGED if changes else AppealOutcome.Kind.UPHELD,
        words=words,
        decided_by=by,
        at=now,
        result=result,
    )
    told = {"outcome": str(outcome.kind), "version": outcome.version}
    journal.record(
        by=by,
        verb="assessment.hear_appeal",
        on=appeal,
        data={**told, "stations": sorted(changes)},
        at=now,
    )
    _tell(enrollment, by=by, at=now)
    return outcome


def _change(
    appeal: Appeal,
    changes: Mapping[str, Remarked],
    *,
    by: User,
    at: datetime,
) -> Result | None:
    """The sheets that raise something, and the result that follows, if one does."""
    stations = {one.station.code: one for one in appeals.stations_of(appeal)}
    if changes.keys() - stations.keys():
        raise refusals.NotAppealed
    for code, remarked in changes.items():
        _mark_anew(stations[code], remarked, by=by, at=at)
    enrollment = appeal.result.enrollment
    return decide_after_appeal(enrollment, by=SYSTEM, at=at) if changes else None


def _tell(enrollment: Enrollment, *, by: Actor, at: datetime) -> None:
    """The outcome itself is on the page that needs signing in."""
    notify(
        enrollment.person,
        kind="appeal_answered",
        context={"cohort": enrollment.cohort.name},
        link=reverse("assessment:result", args=[enrollment.code]),
        by=by,
        at=at,
        sms=True,
    )


def _mark_anew(
    state: StationState, remarked: Remarked, *, by: User, at: datetime
) -> None:
    """A sheet of its own, appended: only the steps that it marks higher are on it.

    Of the critical fails that counted it says of each whether it stands.
    """
    counted, lifted = _checked(state, remarked)
    sheet = Marking.objects.create(
        practical_station=state.place,
        examiner=by,
        role=Marking.Role.APPEAL,
        status=Marking.Status.SUBMITTED,
        submitted_at=at,
    )
    ItemMark.objects.bulk_create(
        ItemMark(marking=sheet, item=item, points=points, at=at)
        for item, points in remarked.points.items()
    )
    CriticalMark.objects.bulk_create(
        CriticalMark(
            marking=sheet, critical_fail_id=fail, is_observed=fail not in lifted, at=at
        )
        for fail in sorted(counted)
    )


def _checked(
    state: StationState, remarked: Remarked
) -> tuple[Collection[int], Collection[int]]:
    """The critical fails that counted, and those of them that are taken away."""
    outcome = state.outcome
    lifted = {fail.pk for fail in remarked.lifted}
    if outcome is None or not (remarked.points or lifted):
        raise refusals.NotAppealed
    has = outcome.items
    for item, points in remarked.points.items():
        if item.station_id != state.station.pk:
            raise refusals.NotAppealed
        if points > item.points:
            raise PointsOutOfRange(most=item.points)
        if points <= has.get(item.pk, 0):
            raise refusals.AppealLowers(has=has.get(item.pk, 0))
    if lifted - outcome.critical:
        raise refusals.NotAppealed
    return outcome.critical, lifted
