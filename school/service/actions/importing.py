"""A table of events at the desk: checked first, then taken in batch by batch, and deleted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.lib.tables import Line
from school.people.actions import handed_in
from school.people.models import User
from school.people.refusals import NothingFits
from school.service import tasks
from school.service.actions.keeping import (
    IMPORT,
    KEPT,
    KNOWN,
    REFUSED,
    Answer,
    expected,
    keep,
)
from school.service.models import RefusedRow, Upload
from school.service.taking import Numbered, read

A_BATCH = 500
Status = Upload.Status


def check_upload(*, platform: str, data: bytes, by: User) -> Upload:
    """Look at every row and keep nothing but what is wrong with it; the file waits for a press."""
    if not by.has_perm(IMPORT):
        raise NotPermitted
    now = timezone.now()
    good, bad = read(data, platform=platform)
    answers = expected([one.told for one in good], at=now)
    counts = Counter(answer.status for answer in answers)
    upload = Upload(
        platform=platform,
        rows=len(good) + len(bad),
        fitting=counts[KEPT],
        known=counts[KNOWN],
        by=by,
        at=now,
    )
    with handed_in.filed(upload, data), transaction.atomic():
        upload.save(force_insert=True)
        RefusedRow.objects.bulk_create(
            [*_unread(upload, bad), *_refused(upload, good, answers)],
            batch_size=500,
        )
        journal.record(
            by=by,
            verb="service.check_upload",
            on=upload,
            data={"rows": upload.rows, "fitting": upload.fitting},
            at=now,
        )
    return upload


@transaction.atomic
def take_upload(upload: Upload, *, by: User) -> Upload:
    """Have the worker take it in."""
    upload = _to_decide(upload, by=by)
    if not upload.fitting:
        raise NothingFits
    handed_in.begin(upload)
    journal.record(by=by, verb="service.take_upload", on=upload, at=upload.begun_at)
    enqueue(tasks.take_upload, upload.pk)
    return upload


@transaction.atomic
def drop_upload(upload: Upload, *, by: Actor) -> Upload:
    """Nothing of it is taken in, and the file goes."""
    upload = _to_decide(upload, by=by)
    handed_in.end(upload, Status.DROPPED)
    journal.record(by=by, verb="service.drop_upload", on=upload, at=upload.finished_at)
    return upload


def _to_decide(upload: Upload, *, by: Actor) -> Upload:
    if not by.has_perm(IMPORT):
        raise NotPermitted
    return handed_in.to_decide(upload)


def carry_on(upload: Upload, *, by: Actor = SYSTEM) -> Upload:
    """Take in what is left of it, a batch a transaction: whoever is killed loses one batch."""
    if by is not SYSTEM:
        raise NotPermitted

    def take(data: bytes) -> None:
        good, _bad = read(data, platform=upload.platform)
        while _take_batch(upload, good):
            pass

    handed_in.carry_on(upload, take=take, close=partial(_close, upload))
    return upload


@transaction.atomic
def _take_batch(upload: Upload, good: Sequence[Numbered]) -> bool:
    """Whether there was one left. Under the lock: a task that came twice does nothing twice."""
    held = handed_in.being_taken(upload)
    batch = good[held.rows_done : held.rows_done + A_BATCH] if held else []
    if held is None or not batch:
        return False
    answers = keep([one.told for one in batch], by=SYSTEM)
    counts = Counter(answer.status for answer in answers)
    handed_in.count_done(held, rows=len(batch), kept=counts[KEPT])
    # What was in the way when it was checked may not be any more.
    held.refused_rows.filter(number__in=[row.number for row in batch]).delete()
    RefusedRow.objects.bulk_create(_refused(held, batch, answers), batch_size=500)
    return True


@transaction.atomic
def _close(upload: Upload, status: str) -> None:
    held = handed_in.being_taken(upload)
    if held is None:
        return
    handed_in.end(held, status)
    journal.record(
        by=SYSTEM,
        verb="service.end_upload",
        on=held,
        data={"kept": held.kept, "rows": held.rows},
        at=held.finished_at,
    )


def _unread(upload: Upload, bad: Iterable[Line]) -> Iterator[RefusedRow]:
    for line in bad:
        yield RefusedRow(
            upload=upload,
            number=line.number,
            external_id=line.texts.get("external_id", "")[:40],
            reasons=[[reason.title, reason.code] for reason in line.reasons],
        )


def _refused(
    upload: Upload, rows: Iterable[Numbered], answers: Iterable[Answer]
) -> Iterator[RefusedRow]:
    for row, answer in zip(rows, answers, strict=True):
        if answer.status == REFUSED:
            yield RefusedRow(
                upload=upload,
                number=row.number,
                external_id=answer.external_id[:40],
                reasons=[["", answer.code]],
            )
