from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models import HandedIn


def private_storage() -> Storage:
    return storages["private"]


class Upload(HandedIn):
    """A table of events that somebody handed in at the desk, and how far it is taken in."""

    UNDER_WAY = (HandedIn.Status.CHECKED, HandedIn.Status.TAKING)

    platform = models.CharField(_("platform"), max_length=16)
    file = models.FileField(upload_to="service/", storage=private_storage, blank=True)

    class Meta:
        verbose_name = _("table of events")
        verbose_name_plural = _("tables of events")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        permissions = [("import_events", _("Can take in events of the platform"))]

    def __str__(self) -> str:
        return f"{self.platform} {self.at:%Y-%m-%d}"


class RefusedRow(models.Model):
    """A row that was not taken in: its number and why. Of what stood there nothing is kept."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="refused_rows")
    number = models.PositiveIntegerField(_("row"))
    external_id = models.CharField(_("number at the platform"), max_length=40)
    # By heading (or "" for the row as a whole) and code.
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["number", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "number"], name="service_refused_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload} {self.number}"
