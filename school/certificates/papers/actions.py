"""Handing out what a class was certified with. Each time is in the journal."""

from io import BytesIO
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.certificates import refusals
from school.certificates.models import Batch, Certificate
from school.certificates.papers import bundle
from school.certificates.papers.register import register
from school.courses.models import Cohort
from school.journal import actions as journal
from school.lib import paper
from school.lib.diploma import looks
from school.lib.errors import NotPermitted
from school.looks.book import enter
from school.looks.models import Look
from school.people.models import Person, User

ZIP, SHEETS = "certificates.zip", "certificates.pdf"
REGISTER_PDF, REGISTER_XLSX = "register.pdf", "register.xlsx"
CARDS = "cards.pdf"
WHAT = (ZIP, SHEETS, CARDS, REGISTER_PDF, REGISTER_XLSX)
# A class has fifty; so many files are open at once while their pages are put together.
MOST = 300


@transaction.atomic
def hand_out(
    cohort: Cohort, *, by: User, what: str, batch: Batch | None = None
) -> BinaryIO:
    """The certificates of a class, or of one batch of it, in one file.

    The register names all that were given; what is printed or kept is only what counts.
    """
    if not by.has_perm("certificates.view_certificate"):
        raise NotPermitted
    found = in_order_of_the_roll(cohort, batch)
    if what in {ZIP, SHEETS, CARDS}:
        found = found.filter(status=Certificate.Status.VALID)
    if what == CARDS:
        found = found.filter(claims__design__layout=looks.CARD)
    certificates = list(found[: MOST + 1])
    if not certificates:
        raise refusals.NothingPrinted
    if len(certificates) > MOST:
        raise refusals.TooManyAtOnce(most=MOST)
    made = _made(what, cohort, certificates)
    data: dict[str, Any] = {"file": what, "certificates": len(certificates)}
    if batch:
        data["batch"] = batch.code
    journal.record(by=by, verb="certificates.hand_out", on=cohort, data=data)
    enter(
        Person.objects.filter(enrollments__certificates__in=certificates),
        by=by,
        kind=Look.Kind.CLASS_FILE,
        thing=cohort.name,
        at=timezone.now(),
    )
    return made


def in_order_of_the_roll(
    cohort: Cohort, batch: Batch | None = None
) -> QuerySet[Certificate]:
    found = Certificate.objects.printed().filter(enrollment__cohort=cohort)
    if batch:
        found = found.filter(batch=batch)
    return found.with_renewals().order_by(
        "enrollment__applied_at", "enrollment_id", "number"
    )


def _made(what: str, cohort: Cohort, certificates: list[Certificate]) -> BinaryIO:
    if what == ZIP:
        return bundle.zipped(certificates)
    if what == SHEETS:
        return bundle.sheets(certificates)
    if what == CARDS:
        return bundle.cards(certificates)
    by_number = sorted(certificates, key=lambda one: one.number)
    sheet = register(cohort, by_number)
    if what == REGISTER_XLSX:
        return BytesIO(paper.as_workbook(sheet))
    return BytesIO(paper.as_pdf(sheet))
