"""Certificates, for pages of the layers below: a result does not know what was issued on it."""

from django import template

from school.certificates.actions.again import is_lost
from school.certificates.history import Line, history
from school.certificates.models import Certificate
from school.enrollment.models import Enrollment

register = template.Library()


@register.simple_tag
def certificate_of(enrollment: Enrollment) -> Certificate | None:
    """The certificate that stands for this course, else the one last revoked; None before issue."""
    issued = enrollment.certificates.with_renewals().exclude(
        status=Certificate.Status.SUPERSEDED
    )
    return min(
        issued.order_by("-issued_on", "-pk"),
        key=lambda one: one.status == Certificate.Status.REVOKED,
        default=None,
    )


@register.simple_tag
def history_of(certificate: Certificate) -> list[Line]:
    return history(certificate)


@register.filter
def has_lost_file(certificate: Certificate) -> bool:
    return certificate.is_printed and is_lost(certificate)
