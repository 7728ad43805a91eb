from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models import Person


class ExpiryWarning(models.Model):
    """That a person was told what expires until a day: no point is told of twice."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="expiry_warnings", db_index=False
    )
    until = models.DateField(_("told until"))
    points = models.PositiveIntegerField(_("points that end"))
    at = models.DateTimeField(_("told of it on"))

    class Meta:
        verbose_name = _("warning of points that end")
        verbose_name_plural = _("warnings of points that end")
        ordering = ["-until"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "until"],
                name="points_expiry_warning_once",
                violation_error_message=_("This person has been told."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.until}"
