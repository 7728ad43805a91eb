"""Printing sign-in sheets, keeping their scans, and noting what was signed on them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from school.attendance import actions as roll
from school.attendance.access import can_call_roll, trainees_of
from school.attendance.models import Event
from school.attendance.papers import refusals, rules
from school.attendance.papers.models import PaperTrail, Scan, Sheet, SheetRow
from school.courses.models import Session
from school.journal import actions as journal
from school.lib import barcodes, photos
from school.lib.errors import NotPermitted, Refusal
from school.lib.fields import secret_code
from school.people.models import User


@dataclass(frozen=True, slots=True)
class Signed:
    """What a row of a sheet says: when she came and went, or that she did not come."""

    arrived: datetime | None = None
    left: datetime | None = None
    is_absent: bool = False


@transaction.atomic
def print_sheet(session: Session, *, by: User) -> Sheet:
    """The sheet to print for an evening: the latest one while the class is the same."""
    if not can_call_roll(by, session):
        raise NotPermitted
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    roll_now = list(
        trainees_of(session.cohort_id)
        .order_by("applied_at", "pk")
        .values_list("pk", flat=True)
    )
    if not roll_now:
        raise refusals.NobodyOnRoll
    latest = session.sheets.first()
    if latest and list(latest.rows.values_list("enrollment_id", flat=True)) == roll_now:
        return latest
    now = timezone.now()
    sheet = Sheet.objects.create(session=session, made_by=by, made_at=now)
    SheetRow.objects.bulk_create(
        SheetRow(sheet=sheet, number=number, enrollment_id=pk)
        for number, pk in enumerate(roll_now, start=1)
    )
    journal.record(
        by=by,
        verb="attendance.print_sheet",
        on=session,
        data={"sheet": sheet.code, "rows": len(roll_now)},
        at=now,
    )
    return sheet


def keep_scan(file: IO[bytes], *, by: User, typed_code: str = "") -> Scan:
    """Keep a picture of a signed sheet with the sheet that its code, or `by`, names."""
    # Outside the transaction: unpacking and reading a large picture takes a second.
    picture = photos.document(file)
    found = rules.sheet_in(barcodes.read(picture))
    code, page = found or (typed_code.strip().lower(), 1)
    sheet = Sheet.objects.filter(code=code).select_related("session").first()
    if sheet is None or not can_call_roll(by, sheet.session):
        raise refusals.SheetNotRecognised
    # A code can be drawn by anybody, with any number.
    last = rules.pages(sheet.rows.count(), Sheet.ROWS_A_PAGE)
    page = max(1, min(page, last))
    return _keep(picture, sheet=sheet, page=page, is_recognised=bool(found), by=by)


@transaction.atomic
def _keep(
    picture: bytes, *, sheet: Sheet, page: int, is_recognised: bool, by: User
) -> Scan:
    now = timezone.now()
    # Sent twice it is kept once.
    Session.objects.select_for_update(of=("self",)).get(pk=sheet.session_id)
    sha256 = hashlib.sha256(picture).hexdigest()
    if kept := sheet.scans.filter(sha256=sha256).first():
        return kept
    scan = Scan(
        sheet=sheet,
        page=page,
        sha256=sha256,
        is_recognised=is_recognised,
        sent_by=by,
        sent_at=now,
    )
    name = f"{sheet.session.starts_at:%Y}/{secret_code()}.jpg"
    scan.picture.save(name, ContentFile(picture), save=False)
    storage, kept_as = scan.picture.storage, str(scan.picture.name)
    try:
        scan.save(force_insert=True)
        journal.record(
            by=by,
            verb="attendance.keep_scan",
            on=sheet.session,
            data={"sheet": sheet.code, "page": page, "sha256": sha256},
            at=now,
        )
    except BaseException:
        storage.delete(kept_as)
        raise
    return scan


@transaction.atomic
def note_sheet(
    sheet: Sheet, *, by: User, rows: Mapping[int, Signed], scan: Scan | None = None
) -> int:
    """Note what was signed, row by row: all of it, or nothing while a row is wrong.

    How many events that made; what was noted before is not noted again.
    """
    if not can_call_roll(by, sheet.session):
        raise NotPermitted
    by_number = {
        row.number: row for row in sheet.rows.select_related("enrollment__person")
    }
    if strange := sorted(rows.keys() - by_number.keys()):
        raise refusals.NoSuchRow(row=strange[0])
    wrong: dict[int, str] = {}
    made = 0
    for number in sorted(rows):
        try:
            with transaction.atomic():
                made += _note_row(by_number[number], rows[number], by=by, scan=scan)
        except Refusal as refusal:
            wrong[number] = str(refusal)
    if wrong:
        raise refusals.RowsRefused(rows=wrong)
    journal.record(
        by=by,
        verb="attendance.note_sheet",
        on=sheet.session,
        data={"sheet": sheet.code, "events": made, "scan": scan.code if scan else ""},
    )
    return made


def _note_row(row: SheetRow, signed: Signed, *, by: User, scan: Scan | None) -> int:
    """Note one row, and which paper each new event rests on."""
    session = row.sheet.session
    # Its own sentence, as whatever is noted after the evening has to say why.
    why = _("sign-in sheet %(sheet)s, row %(row)s") % {
        "sheet": row.sheet.code,
        "row": row.number,
    }
    for kind, at in _observations(signed, session):
        roll.note(
            session,
            enrollment=row.enrollment,
            kind=kind,
            by=by,
            at=at,
            reason=why,
            method=Event.Method.PAPER,
        )
    new = Event.objects.filter(
        session=session,
        enrollment=row.enrollment,
        method=Event.Method.PAPER,
        paper=None,
    )
    trails = [PaperTrail(event=event, row=row, scan=scan) for event in new]
    return len(PaperTrail.objects.bulk_create(trails))


def _observations(
    signed: Signed, session: Session
) -> Iterable[tuple[Event.Kind, datetime]]:
    if signed.is_absent:
        yield Event.Kind.ABSENT, session.starts_at
        return
    if signed.arrived:
        yield Event.Kind.ARRIVED, signed.arrived
    if signed.left:
        yield Event.Kind.LEFT, signed.left
