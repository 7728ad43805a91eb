"""The training record on paper, for an employer or the office that issues the card."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from school.certificates.documents import photo_uri
from school.certificates.models import HomeServiceCard
from school.certificates.record.facts import Health, Record
from school.certificates.refusals import PhotoMissing
from school.lib import paper, qr
from school.lib.fields import in_language
from school.lib.masking import mask_name
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.ui.templatetags.ui import full_date


def training_record(
    record: Record,
    *,
    health: list[Health],
    card: HomeServiceCard | None,
    on: date,
    is_whole: bool,
) -> bytes:
    """`is_whole`: with the whole name, which an office has to compare."""
    name = record.person.name if is_whole else mask_name(record.person.name)
    return paper.as_pdf(
        Paper(
            title=_("Training record on file"),
            subject=name,
            issuer=in_language(settings.SCHOOL_NAME),
            facts=_facts(record, health, card, on),
            tables=_tables(record),
            notes=[
                _("This is no home-service card: the authority issues that."),
                _(
                    "The school vouches for its own courses. Certificates of other "
                    "bodies it has compared with the paper, nothing more."
                ),
            ],
            mark_uri=_mark(record),
            mark_text=_("Scan to check the newest certificate"),
            photo_uri=_photo(record),
        )
    )


def _facts(
    record: Record, health: list[Health], card: HomeServiceCard | None, on: date
) -> list[tuple[str, Value]]:
    facts: list[tuple[str, Value]] = [(_("As of the day"), full_date(on))]
    if record.good_through:
        facts.append(
            (_("Training"), _standing(record.good_through, is_good=record.is_in_date))
        )
    for one in health:
        standing = _standing(one.check.expires_on, is_good=one.is_good)
        facts.append((one.check.get_kind_display(), standing))
    if card:
        facts.append(
            (_("Home-service card, as she told us (not checked)"), card.number),
        )
        if card.review_on:
            facts.append((_("Next annual review"), full_date(card.review_on)))
    return facts


def _standing(through: date, *, is_good: bool) -> str:
    said = _("in date, through %(day)s") if is_good else _("ran out %(day)s")
    return said % {"day": full_date(through)}


def _tables(record: Record) -> list[Table]:
    tables = [_trainings(record), _skills(record), _externals(record)]
    return [table for table in tables if table.rows]


def _trainings(record: Record) -> Table:
    columns = [
        Column(_("Course passed")),
        Column(_("Course ended"), 30),
        Column(_("Newest training"), 30),
        Column(_("Number of the certificate"), 56),
    ]
    rows: list[list[Value]] = [
        [
            one.course,
            full_date(one.ended_on),
            full_date(one.trained_on),
            one.certificate.number,
        ]
        for one in record.trainings
    ]
    return Table(columns, rows, title=_("Training completed"))


def _skills(record: Record) -> Table:
    columns = [Column(_("Skill of the course")), Column(_("Day it was shown"), 40)]
    rows: list[list[Value]] = [
        [skill.title, full_date(skill.on)]
        for one in record.trainings
        for skill in one.skills
    ]
    return Table(columns, rows, title=_("Shown at the assessment"))


def _externals(record: Record) -> Table:
    columns = [
        Column(_("Certificate of another body")),
        Column(_("Issued by which body")),
        Column(_("Day on the paper"), 40),
    ]
    rows: list[list[Value]] = [
        [
            paper.joined([one.title, one.get_level_display() if one.level else ""]),
            one.body,
            full_date(one.issued_on),
        ]
        for one in record.externals
    ]
    return Table(columns, rows, title=_("Certificates of other bodies"))


def _mark(record: Record) -> str:
    """Of the newest certificate; a record is shown by its holder alone, and not for long."""
    if not record.trainings:
        return ""
    code = record.trainings[0].certificate.code
    return qr.png_uri(settings.SITE_URL + reverse("certificates:verify", args=[code]))


def _photo(record: Record) -> str:
    try:
        return photo_uri(record.person) or ""
    except PhotoMissing:
        return ""
