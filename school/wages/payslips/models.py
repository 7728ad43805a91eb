from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class PayslipQuerySet(models.QuerySet["Payslip"]):
    def visible_to(self, user: "User") -> "PayslipQuerySet":
        """One's own, or all for who reads them; the picture shows more than a sum."""
        if user.has_perm("wages.add_wagerecord"):
            return self
        return self.filter(person__user_id=user.pk)

    def waiting(self) -> "PayslipQuerySet":
        return self.filter(status=Payslip.Status.WAITING)


class Payslip(models.Model):
    """A picture of a payslip, handed in by its worker: what it says is entered by who reads it.

    Only then is it a record of pay; her own word about the month stands beside it.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("not read yet")
        READ = "read", _("read and noted")
        REFUSED = "refused", _("cannot be used")
        WITHDRAWN = "withdrawn", _("taken back by the worker")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="payslips", verbose_name=_("worker")
    )
    month = models.DateField(_("month, by its first day"))
    file = models.FileField(
        _("picture of the payslip"),
        upload_to="payslips/",
        storage=private_storage,
        blank=True,
    )
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(
        _("state of the payslip"), max_length=9, choices=Status, default=Status.WAITING
    )
    handed_in_at = models.DateTimeField(_("handed in on"))
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
    )
    ended_at = models.DateTimeField(_("read or taken back"), null=True, blank=True)
    reason = models.CharField(_("why it cannot be used"), max_length=200, blank=True)
    record = models.OneToOneField(
        "wages.WageRecord", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PayslipQuerySet.as_manager()

    class Meta:
        verbose_name = _("payslip")
        verbose_name_plural = _("payslips")
        ordering = ["handed_in_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "sha256"],
                condition=Q(status__in=["waiting", "read"]),
                name="wages_payslip_once",
                violation_error_message=_("This payslip was handed in before."),
            ),
            models.CheckConstraint(
                condition=Q(status="read", record__isnull=False)
                | (~Q(status="read") & Q(record=None)),
                name="wages_payslip_read_has_record",
                violation_error_message=_("What was read of a payslip is a record."),
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(reason=""),
                name="wages_payslip_refused_with_a_reason",
                violation_error_message=_("Say why it cannot be used."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month:%Y-%m}"

    @property
    def kind(self) -> str:
        return {"waiting": "attention", "read": "done", "refused": "refused"}.get(
            self.status, "neutral"
        )
