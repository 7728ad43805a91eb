"""What a certificate is called today: its status, and whether a refresher is due."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from school.certificates.renewal import rules
from school.certificates.renewal.models import Renewal
from school.certificates.rules import VALID

if TYPE_CHECKING:
    from school.certificates.models import Certificate


@dataclass(frozen=True, slots=True)
class Currency:
    """`until` is the day that is suggested now, `renewals` what carried it there."""

    state: str
    label: str
    until: date | None = None
    renewals: tuple[Renewal, ...] = ()

    @property
    def is_current(self) -> bool:
        return self.state in {VALID, rules.RENEWED}

    @property
    def has_expired(self) -> bool:
        return self.state == rules.EXPIRED


def currency_of(certificate: "Certificate", *, on: date | None = None) -> Currency:
    """Lists ask for `with_renewals`."""
    status = str(certificate.get_status_display())
    if certificate.refresher_by is None:
        return Currency(certificate.status, status)
    renewals = tuple(
        one
        for one in certificate.enrollment.renewals.all()
        if not hasattr(one, "withdrawal")
    )
    until = rules.due(certificate.refresher_by, [one.until for one in renewals])
    state = rules.state(
        certificate.status,
        until=until,
        is_renewed=bool(renewals),
        on=on or timezone.localdate(),
    )
    label = {
        rules.EXPIRED: _("past the day suggested for a refresher"),
        rules.RENEWED: _renewed(renewals),
    }.get(state, status)
    return Currency(state, label, until, renewals)


def _renewed(renewals: tuple[Renewal, ...]) -> str:
    if renewals and renewals[-1].kind == Renewal.Kind.REVIEW:
        return _("valid, reviewed")
    return _("valid, refreshed")
