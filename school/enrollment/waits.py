"""What waits at the desk of places: applications, offers, those in line, reserved places asked for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, Quota
from school.people.models import User
from school.ui.waits import WAITING, Kind, Source, Wait, counted

Status = Enrollment.Status


def _open(rows: QuerySet[Any], status: str) -> QuerySet[Any]:
    return rows.filter(cohort__in=Cohort.objects.unfinished(), status=status)


def _claiming(kind: str) -> Kind:
    return Kind(
        # Lazy, as the reader's language is not known yet.
        Quota.Kind(kind).label,
        lambda rows, _user: _open(rows, Status.WAITLISTED).filter(quota_claim=kind),
    )


APPLIED = Kind(
    gettext_lazy("Applications to settle"),
    lambda rows, _user: _open(rows, Status.APPLIED),
)
OFFERED = Kind(
    gettext_lazy("Offers without an answer"),
    lambda rows, _user: _open(rows, Status.OFFERED),
)
IN_LINE = Kind(
    gettext_lazy("People on waiting lists"),
    lambda rows, _user: _open(rows, Status.WAITLISTED),
)
KINDS = {
    "applied": APPLIED,
    "offered": OFFERED,
    "line": IN_LINE,
    **{kind: _claiming(kind) for kind in Quota.Kind.values},
}


def _places(user: User, at: datetime) -> Iterator[Wait]:
    rows, href = Enrollment.objects.all(), reverse("desk_enrollment:index")
    for key, moment in (
        ("applied", {"since": "applied_at"}),
        ("offered", {"until": "offer_until"}),
        ("line", {"since": "applied_at"}),
    ):
        kind, link = KINDS[key], f"{href}?{WAITING}={key}"
        yield counted(kind.narrow(rows, user), kind.label, link, **moment)
    yield from _claims(href)


def _claims(href: str) -> Iterator[Wait]:
    asked = _open(Enrollment.objects.order_by("quota_claim"), Status.WAITLISTED)
    found = asked.exclude(quota_claim="").values_list("quota_claim")
    for kind, count, since in found.annotate(Count("pk"), Min("applied_at")):
        label = _("Reserved places asked for: %(kind)s") % {
            "kind": Quota.Kind(kind).label
        }
        yield Wait(count, label, f"{href}?{WAITING}={kind}", since=since)


WAITS = [Source("enrollment.admit_enrollment", _places)]
