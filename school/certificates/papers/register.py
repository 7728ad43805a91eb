"""证书编号册: the numbers that were given in a class, with what has become of each."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from school.attendance.papers.documents import class_facts, fact_columns, issuer
from school.certificates.models import Certificate
from school.courses.models import Cohort
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.ui.templatetags.ui import full_date


def register(cohort: Cohort, certificates: Sequence[Certificate]) -> Paper:
    """Whatever stands on it was frozen when it was issued; no ID number does."""
    rows: list[list[Value]] = [
        [
            number,
            one.number,
            one.claims["name"],
            full_date(one.issued_on),
            one.state,
            one.pdf_sha256,
            "",
        ]
        for number, one in enumerate(certificates, start=1)
    ]
    return Paper(
        title=_("Register of certificates"),
        subject=cohort.name,
        issuer=issuer(),
        facts=[*class_facts(cohort), (_("Certificates issued"), len(rows))],
        fact_columns=fact_columns(),
        tables=[Table(_columns(), rows)],
        notes=[cohort.edition.disclaimer],
        signatures=[_("In charge"), _("Date of signing")],
        is_landscape=True,
    )


def _columns() -> list[Column]:
    return [
        Column(_("No."), 10, "number"),
        Column(_("Number of the certificate"), 56),
        Column(_("Name of the trainee"), 38, "name"),
        Column(_("Day of issue"), 30, "number"),
        Column(_("State of the certificate"), 20, "number"),
        Column(_("SHA-256 of the certificate's PDF"), 0, "code"),
        Column(_("Received: signature and day"), 34, "blank"),
    ]
