"""A company's pay table: checked first, then taken in batch by batch, and deleted.

The report of what became of each row stays; the sums are in the records alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.notices.actions import notify
from school.people.actions import handed_in
from school.people.models import Company, Person, User
from school.people.refusals import NothingFits
from school.wages.actions.records import unsaved
from school.wages.models import Objection, WageRecord
from school.wages.uploads import reporting, tasks
from school.wages.uploads.access import can_report, reportable
from school.wages.uploads.judging import Outcome, Verdict, hold, judge, read
from school.wages.uploads.models import CompanyReport, UploadRow, WageUpload
from school.wages.uploads.rules import Row

A_BATCH = 500
Status = WageUpload.Status


def check_upload(company: Company, *, data: bytes, by: User) -> WageUpload:
    """Look at every row and take nothing in; the file waits for a press."""
    if not can_report(company, by):
        raise NotPermitted
    now = timezone.now()
    rows, bad = read(data, employer=company.name, today=timezone.localdate(now))
    verdicts = judge(rows, company=company, by=by)
    counts = Counter(one.outcome for one in verdicts)
    codes = set(reportable(company).values_list("code", flat=True))
    upload = WageUpload(
        company=company,
        rows=len(rows) + len(bad),
        fitting=counts[Outcome.FITS],
        known=counts[Outcome.KNOWN],
        by=by,
        at=now,
    )
    with handed_in.filed(upload, data), transaction.atomic():
        upload.save(force_insert=True)
        UploadRow.objects.bulk_create(
            reporting.checked(upload, verdicts, bad, codes=codes), batch_size=500
        )
        journal.record(
            by=by,
            verb="wages.check_upload",
            on=upload,
            data={"rows": upload.rows, "fitting": upload.fitting},
            at=now,
        )
    return upload


@transaction.atomic
def take_upload(
    upload: WageUpload, *, by: User, sure: Collection[int] = ()
) -> WageUpload:
    """Have the worker take it in; of the rows asked about, those that are `sure`."""
    upload = _to_decide(upload, by=by)
    asked = upload.report.filter(outcome=Outcome.ASKED)
    confirmed = asked.filter(number__in=list(sure)).update(is_sure=True)
    if not upload.fitting and not confirmed:
        raise NothingFits
    asked.filter(is_sure=False).update(outcome=Outcome.LEFT)
    upload.report.exclude(reads={}).update(reads={})
    handed_in.begin(upload)
    journal.record(
        by=by,
        verb="wages.take_upload",
        on=upload,
        data={"confirmed": confirmed},
        at=upload.begun_at,
    )
    enqueue(tasks.take_upload, upload.pk)
    return upload


@transaction.atomic
def drop_upload(upload: WageUpload, *, by: Actor) -> WageUpload:
    """Nothing of it is taken in, and the file goes."""
    upload = _to_decide(upload, by=by)
    upload.report.exclude(reads={}).update(reads={})
    handed_in.end(upload, Status.DROPPED)
    journal.record(by=by, verb="wages.drop_upload", on=upload, at=upload.finished_at)
    return upload


def _to_decide(upload: WageUpload, *, by: Actor) -> WageUpload:
    if not can_report(upload.company, by):
        raise NotPermitted
    return handed_in.to_decide(upload)


def carry_on(upload: WageUpload, *, by: Actor = SYSTEM) -> WageUpload:
    """Take in what is left of it, a batch a transaction: whoever is killed loses one batch."""
    if by is not SYSTEM:
        raise NotPermitted

    def take(data: bytes) -> None:
        # As on the day it was checked: the rows keep their places.
        today = timezone.localdate(upload.at)
        rows, _bad = read(data, employer=upload.company.name, today=today)
        while _take_batch(upload, rows):
            pass

    handed_in.carry_on(upload, take=take, close=partial(_close, upload))
    return upload


@transaction.atomic
def _take_batch(upload: WageUpload, rows: Sequence[Row]) -> bool:
    """Whether there was one left. Under the company's lock: two of its tables take turns."""
    Company.objects.select_for_update(no_key=True).get(pk=upload.company_id)
    held = handed_in.being_taken(upload)
    batch = rows[held.rows_done : held.rows_done + A_BATCH] if held else []
    if held is None or not batch:
        return False
    now = timezone.now()
    waiting = held.report.filter(
        number__in=[row.number for row in batch],
        outcome__in=[Outcome.FITS, Outcome.ASKED],
    )
    wanted = dict(waiting.values_list("number", "is_sure"))
    hold(batch)
    verdicts = judge(
        [row for row in batch if row.number in wanted],
        company=held.company,
        by=held.by,
    )
    taken: list[Verdict] = []
    others: list[Verdict] = []
    for one in verdicts:
        is_sure = one.outcome == Outcome.ASKED and wanted[one.row.number]
        (taken if is_sure or one.outcome == Outcome.FITS else others).append(one)
    _write(held, taken, at=now)
    reporting.tell(held, taken, others)
    held.corrected += sum(one.replaces is not None for one in taken)
    held.save(update_fields=["corrected"])
    handed_in.count_done(held, rows=len(batch), kept=len(taken))
    return True


def _write(upload: WageUpload, taken: Sequence[Verdict], *, at: datetime) -> None:
    told_before = set(
        WageRecord.objects.filter(
            company_report__upload=upload,
            person__in=[one.person for one in taken if one.person],
        ).values_list("person_id", flat=True)
    )
    records = WageRecord.objects.bulk_create(
        list(_records(upload, taken, at=at)), batch_size=500
    )
    CompanyReport.objects.bulk_create(
        [
            CompanyReport(record=one, company=upload.company, upload=upload)
            for one in records
        ],
        batch_size=500,
    )
    Objection.objects.bulk_create(list(_objections(records)), batch_size=500)
    journal.record_each(by=upload.by, verb="wages.report", on=records, at=at)
    people: dict[int, Person] = {one.person_id: one.person for one in records}
    for pk, person in people.items():
        if pk not in told_before:
            notify(
                person,
                kind="pay_reported",
                context={"company": upload.company.name},
                link=reverse("wages:mine"),
                by=SYSTEM,
                at=at,
            )


def _records(
    upload: WageUpload, taken: Iterable[Verdict], *, at: datetime
) -> Iterator[WageRecord]:
    for one in taken:
        assert one.person and one.row.days
        yield unsaved(
            one.person,
            pay=one.row.pay,
            period=one.row.days,
            by=upload.by,
            source=WageRecord.Source.COMPANY,
            supersedes=one.replaces,
            at=at,
        )


def _objections(records: Iterable[WageRecord]) -> Iterator[Objection]:
    """What she said of the former sum: another sum is no answer to it until she says so."""
    for record in records:
        said = record.supersedes.objects_to if record.supersedes else None
        if said:
            yield said.carried_to(record)


@transaction.atomic
def _close(upload: WageUpload, status: str) -> None:
    held = handed_in.being_taken(upload)
    if held is None:
        return
    handed_in.end(held, status)
    journal.record(
        by=SYSTEM,
        verb="wages.end_upload",
        on=held,
        data={"kept": held.kept, "rows": held.rows},
        at=held.finished_at,
    )
