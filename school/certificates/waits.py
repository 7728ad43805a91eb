"""What waits at the desk of certificates."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Result
from school.certificates.approval.models import ApprovalRequest
from school.certificates.models import Certificate, ExternalCertificate
from school.enrollment.models import Enrollment
from school.people.models import User
from school.ui.waits import WAITING, Kind, Source, Wait, counted

CHECK = "certificates.check_externalcertificate"


def to_issue() -> QuerySet[Enrollment]:
    """Who has passed and was never given a certificate for it."""
    passed = Result.objects.current().filter(enrollment=OuterRef("pk"), has_passed=True)
    given = Certificate.objects.filter(enrollment=OuterRef("pk"))
    roll = Enrollment.objects.on_roll().trainees()
    return roll.filter(
        Exists(passed), ~Exists(given), status=Enrollment.Status.COMPLETED
    )


def requests_for(user: User) -> QuerySet[ApprovalRequest]:
    """What others asked for and this person may confirm."""
    waiting = ApprovalRequest.objects.filter(status=ApprovalRequest.Status.WAITING)
    kinds = [
        kind
        for kind in ApprovalRequest.Kind
        if user.has_perm(ApprovalRequest(kind=kind).permission)
    ]
    return waiting.filter(kind__in=kinds).exclude(asked_by=user)


TO_CHECK = Kind(
    _("Certificates of other bodies to check"),
    lambda rows, user: (
        rows.filter(status=ExternalCertificate.Status.WAITING)
        .exclude(recorded_by=user)
        .exclude(person__user=user)
    ),
)
EXTERNAL = {"check": TO_CHECK}


def _issue(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("certificates_desk:cohorts") + f"?{WAITING}=1"
    yield counted(to_issue(), _("Certificates to issue"), href, since="ended_at")
    stopped = Certificate.objects.filter(status=Certificate.Status.STOPPED)
    href = reverse("certificate:index") + "?status=stopped"
    label = _("Certificates that could not be printed")
    yield counted(stopped, label, href, since="issued_on")


def _requests(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("certificates_desk:requests")
    label = _("Requests about certificates for you to confirm")
    yield counted(requests_for(user), label, href, since="asked_at")


def _external(user: User, at: datetime) -> Iterator[Wait]:
    rows: QuerySet[Any] = TO_CHECK.narrow(ExternalCertificate.objects.all(), user)
    href = reverse("externalcertificate:index") + f"?{WAITING}=check"
    yield counted(rows, TO_CHECK.label, href, since="recorded_at")


WAITS = [
    Source("certificates.view_certificate", _issue),
    Source("certificates.view_certificate", _requests),
    Source(CHECK, _external),
]
