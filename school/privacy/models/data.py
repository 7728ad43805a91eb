from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.lib.fields import CodeField
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User

EXPORT = "privacy.export_person"
# Long enough to save it on a telephone over a weekend; it can be made again.
KEPT = timedelta(days=3)
ERASE = "privacy.erase_person"
# In which the school answers who asks to be erased.
ANSWERED_WITHIN = timedelta(days=15)


def private_storage() -> Storage:
    return storages["private"]


class PersonalExportQuerySet(models.QuerySet["PersonalExport"]):
    def visible_to(self, user: "User") -> "PersonalExportQuerySet":
        """One's own; and those that one has asked for at the desk, while one may."""
        hers = models.Q(person__user_id=user.pk)
        if user.has_perm(EXPORT):
            return self.filter(hers | models.Q(asked_by_id=user.pk))
        return self.filter(hers)

    def being_made(self) -> "PersonalExportQuerySet":
        return self.filter(finished_at=None)

    def outlived(self, *, at: datetime) -> "PersonalExportQuerySet":
        return self.exclude(file="").filter(finished_at__lt=at - KEPT)


class PersonalExport(models.Model):
    """A copy of what the school holds about a person: made, handed out, and soon deleted."""

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="data_exports",
        verbose_name=_("whose data"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    reason = models.CharField(_("what for"), max_length=200, blank=True)
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(_("asked for on"))
    finished_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    has_failed = models.BooleanField(default=False)
    file = models.FileField(upload_to="exports/", storage=private_storage, blank=True)
    byte_size = models.PositiveBigIntegerField(default=0)
    taken_at = models.DateTimeField(_("last taken on"), null=True, blank=True)

    objects = PersonalExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of personal data")
        verbose_name_plural = _("copies of personal data")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        permissions = [("export_person", _("Can hand out all data of a person"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(finished_at=None),
                name="privacy_personalexport_one_at_a_time",
                violation_error_message=_("A copy is being made already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.asked_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return bool(self.file)

    @property
    def is_being_made(self) -> bool:
        return self.finished_at is None

    @property
    def kept_until(self) -> datetime | None:
        return self.finished_at + KEPT if self.finished_at else None


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def waiting(self) -> "ErasureQuerySet":
        return self.filter(status=Erasure.Status.WAITING)


class Erasure(models.Model):
    """That a person wants to be erased, and what the school did about it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for the school")
        DONE = "done", pgettext_lazy("erasure", "erased")
        REFUSED = "refused", pgettext_lazy("erasure", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("erasure", "taken back")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="erasures",
        verbose_name=_("who asks to be erased"),
    )
    status = models.CharField(
        _("state of the request"),
        max_length=9,
        choices=Status,
        default=Status.WAITING,
    )
    asked_at = models.DateTimeField(_("asked on"))
    due_on = models.DateField(_("to be answered by"))
    decided_at = models.DateTimeField(_("answer given on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answer = models.CharField(_("why it was refused"), max_length=300, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be erased")
        verbose_name_plural = _("requests to be erased")
        ordering = ["due_on", "pk"]
        default_permissions = ()
        permissions = [("erase_person", _("Can erase a person"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status="waiting"),
                name="privacy_erasure_one_waits",
                violation_error_message=_("You have asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.asked_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
