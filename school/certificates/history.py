"""What has happened to a certificate, from its printing to today, in order."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from school.certificates.models import (
    ApprovalRequest,
    Certificate,
    Renewal,
    StatusChange,
)
from school.people.models import User
from school.ui.templatetags.ui import full_date


@dataclass(frozen=True, slots=True)
class Line:
    """`renewal` on a line that can be withdrawn."""

    at: datetime
    what: str
    by: User | None
    reason: str = ""
    renewal: Renewal | None = None


def history(certificate: Certificate) -> list[Line]:
    """Renewals belong to the training: those from before a reissue stand here, too."""
    changes = list(certificate.status_changes.select_related("by"))
    lines = [
        Line(one.at, _in_word(one, before), one.by, one.reason)
        for before, one in zip([None, *changes], changes, strict=False)
    ]
    renewals = certificate.enrollment.renewals.select_related(
        "by", "refresher__cohort", "withdrawal__by"
    )
    for renewal in renewals:
        lines.extend(_of(renewal))
    about = Q(certificate=certificate) | Q(batch=certificate.batch_id)
    requests = ApprovalRequest.objects.filter(about).select_related(
        "asked_by", "decided_by"
    )
    for request in requests:
        lines.extend(_asked(request))
    return sorted(lines, key=lambda line: line.at)


def _in_word(change: StatusChange, before: StatusChange | None) -> str:
    """What is valid again was reinstated: that it is valid says too little of it."""
    is_again = before is not None and change.status == Certificate.Status.VALID
    return _("reinstated") if is_again else change.get_status_display()


def _asked(request: ApprovalRequest) -> list[Line]:
    words = _("asked for: %(what)s") % {"what": request.get_kind_display()}
    lines = [Line(request.asked_at, words, request.asked_by, request.reason)]
    if request.decided_at:
        words = request.get_status_display()
        lines.append(
            Line(request.decided_at, words, request.decided_by, request.answer)
        )
    return lines


def _of(renewal: Renewal) -> list[Line]:
    withdrawal = getattr(renewal, "withdrawal", None)
    words = _("renewed: %(kind)s of %(day)s, carries to %(until)s") % {
        "kind": renewal.get_kind_display(),
        "day": full_date(renewal.done_on),
        "until": full_date(renewal.until),
    }
    said = renewal.refresher.cohort.name if renewal.refresher else renewal.note
    lines = [Line(renewal.at, words, renewal.by, said, None if withdrawal else renewal)]
    if withdrawal:
        words = _("renewal of %(day)s withdrawn: %(cause)s") % {
            "day": full_date(renewal.done_on),
            "cause": withdrawal.get_cause_display(),
        }
        lines.append(Line(withdrawal.at, words, withdrawal.by, withdrawal.reason))
    return lines
