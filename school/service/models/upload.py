from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField


def private_storage() -> Storage:
    return storages["private"]


class Upload(models.Model):
    """A table of events that somebody handed in at the desk, and how far it is taken in."""

    class Status(models.TextChoices):
        CHECKED = "checked", _("checked, not taken in yet")
        TAKING = "taking", _("being taken in")
        DONE = "done", _("taken in")
        DROPPED = "dropped", _("not taken in")
        FAILED = "failed", _("broken off")

    UNDER_WAY = (Status.CHECKED, Status.TAKING)

    code = CodeField()
    platform = models.CharField(_("platform"), max_length=16)
    # Deleted once it is taken in or dropped.
    file = models.FileField(upload_to="service/", storage=private_storage, blank=True)
    status = models.CharField(
        _("state of the file"), max_length=8, choices=Status, default=Status.CHECKED
    )
    rows = models.PositiveIntegerField(_("rows"), default=0)
    # As they looked when the file was checked; those taken in as it turned out.
    fitting = models.PositiveIntegerField(_("rows to take in"), default=0)
    known = models.PositiveIntegerField(_("known before"), default=0)
    kept = models.PositiveIntegerField(_("taken in"), default=0)
    # Of the rows without a fault, in their order: where a new worker goes on.
    rows_done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    at = models.DateTimeField(_("handed in on"))
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished on"), null=True)

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
