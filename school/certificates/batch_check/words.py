"""What a company reads of a row."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from school.certificates.batch_check.actions import Answer
from school.certificates.batch_check.rules import LONGEST_NAME, Fault
from school.certificates.models import Certificate
from school.lib.spreadsheet import Sheet
from school.ui.templatetags.ui import full_date

Status = Certificate.Status
# As `components/status.html` draws them.
KINDS = {Status.VALID: "done", Status.REVOKED: "refused"}


def outcome(answer: Answer) -> str:
    if answer.row.fault:
        return _("not checked")
    if answer.certificate is None:
        return _("nothing to tell")
    return answer.certificate.state


def kind(answer: Answer) -> str:
    if answer.certificate is None:
        return "neutral"
    if answer.certificate.currency.has_expired:
        return "attention"
    return KINDS.get(Status(answer.certificate.status), "attention")


def note(answer: Answer) -> str:
    """What is behind it, or what is to do."""
    if answer.row.fault:
        return _faults()[answer.row.fault]
    one = answer.certificate
    if one is None:
        return _(
            "The number is unknown, the name is another, or the holder has not agreed: "
            "which of them is not told."
        )
    if one.status == Status.VALID:
        return _("issued on %(day)s") % {"day": full_date(one.issued_on)}
    newer = one.successor
    if newer and newer.is_printed:
        return _("replaced by %(number)s") % {"number": newer.number}
    return _("since %(day)s") % {"day": full_date(one.since)}


def course(answer: Answer) -> str:
    return answer.certificate.course_title if answer.certificate else ""


def table(answers: Sequence[Answer]) -> list[list[str]]:
    """A row for each: line, number, name, outcome, course, note."""
    return [
        [
            str(one.row.line),
            one.row.number,
            one.row.name,
            outcome(one),
            course(one),
            note(one),
        ]
        for one in answers
    ]


def sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    columns = [
        _("Row in the list"),
        _("Number of the certificate"),
        _("Name as typed"),
        _("Answer"),
        _("Course of the certificate"),
        _("What is behind it"),
    ]
    return Sheet(_("Certificates checked"), columns, rows)


def _faults() -> dict[Fault, str]:
    return {
        Fault.NUMBER_MISSING: _("The number is missing."),
        Fault.NOT_OURS: _(
            "This is not a number of ours: a character is wrong or missing."
        ),
        Fault.NAME_MISSING: _("The name is missing."),
        Fault.NAME_TOO_LONG: _("A name has %(most)s characters at most.")
        % {"most": LONGEST_NAME},
        Fault.TWICE: _("This number stands further up already."),
    }
