"""Certificates, ours and others', as the desk's search finds them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from school.certificates.models import Certificate, ExternalCertificate
from school.ui.finding import Found, Kind, anywhere


def _ours(query: str) -> QuerySet[Certificate]:
    """By number, or by its holder."""
    asked = anywhere(query, "number", "enrollment__person__name")
    found = Certificate.objects.filter(asked)
    return found.select_related("enrollment__person", "enrollment__cohort").order_by(
        "-issued_on", "-pk"
    )


def _certificate(one: Certificate) -> Found:
    about = (
        one.enrollment.person.name,
        one.enrollment.cohort.name,
        one.get_status_display(),
    )
    href = reverse("certificate:inspect", args=[one.pk])
    return Found(one.number, " · ".join(about), href)


def _external(one: ExternalCertificate) -> Found:
    about = (one.person.name, one.title, one.get_status_display())
    href = reverse("externalcertificate:inspect", args=[one.pk])
    return Found(one.number, " · ".join(about), href)


KINDS = [
    Kind(
        "certificates.view_certificate",
        _("Certificates"),
        _ours,
        _certificate,
        "certificate:index",
    ),
    Kind(
        "certificates.view_externalcertificate",
        _("Certificates of other bodies"),
        lambda query: (
            ExternalCertificate.objects.filter(
                anywhere(query, "number", "person__name")
            )
            .select_related("person")
            .order_by("-recorded_at", "-pk")
        ),
        _external,
        "externalcertificate:index",
    ),
]
