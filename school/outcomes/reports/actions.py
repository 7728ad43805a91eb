"""Publishing results: what is told from then on is what stood on that day."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.outcomes.reports import refusals
from school.outcomes.reports.contents import Draft, draft, sha256, written
from school.outcomes.reports.models import FREEZE, Report
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules.periods import Period


@transaction.atomic
def freeze_report(
    period: Period,
    *,
    by: Actor,
    seen: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> Report:
    """Publish the results up to the end of a period; a second time, as a correction.

    Not after a later period is out: it would be the newest and turn the public page back.
    `seen`: the draft that was looked at; empty for the clockwork, which looks at none.
    """
    if not by.has_perm(FREEZE):
        raise NotPermitted
    at = at or timezone.now()
    today = timezone.localdate(at)
    if period.end >= today:
        raise refusals.NotOver
    found = draft(period, on=today)
    _check(found, seen=seen, reason=reason.strip())
    report = _keep(found, reason=reason.strip(), by=by, at=at)
    journal.record(
        by=by,
        verb="outcomes.freeze_report",
        on=report,
        reason=report.reason,
        data={"number": report.number, "sha256": report.sha256},
        at=at,
    )
    enqueue(print_report, report.pk)
    return report


def _check(found: Draft, *, seen: str, reason: str) -> None:
    if not found.classes:
        raise refusals.NothingToTell
    if Report.objects.is_outdone(found.period):
        raise refusals.LaterPublished
    if found.corrects and not reason:
        raise refusals.NoReason
    if seen and seen != found.seen:
        raise refusals.NotTheDraft


def _keep(found: Draft, *, reason: str, by: Actor, at: datetime) -> Report:
    reason = reason if found.corrects else ""
    contents = written(found, reason)
    try:
        with transaction.atomic():
            return Report.objects.create(
                number=found.told.number,
                span=found.period.span,
                starts_on=found.period.start,
                as_of=found.as_of,
                contents=contents,
                sha256=sha256(contents),
                supersedes=found.corrects,
                reason=reason,
                actor_label=str(by)[:120],
                frozen_at=at,
            )
    except IntegrityError as error:
        raise refusals.AlreadyPublished from error
