from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models.person import Person


class HealthCheck(models.Model):
    """That somebody showed a health certificate: its class and its last day, nothing medical."""

    class Kind(models.TextChoices):
        BASIC = "basic", _("health certificate for service work")
        INFANT = "infant", _("health certificate for work with mothers and infants")

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="health_checks",
        verbose_name=_("person on file"),
    )
    kind = models.CharField(_("class of the certificate"), max_length=8, choices=Kind)
    expires_on = models.DateField(_("valid through"))
    recorded_at = models.DateTimeField(_("shown at the desk"))

    class Meta:
        verbose_name = _("health certificate")
        verbose_name_plural = _("health certificates")
        ordering = ["person", "-expires_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "expires_on"],
                name="people_healthcheck_once",
                violation_error_message=_("This certificate is on file already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
