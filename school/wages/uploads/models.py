from typing import TYPE_CHECKING

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models import Company, HandedIn

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class WageUploadQuerySet(models.QuerySet["WageUpload"]):
    def visible_to(self, user: "User") -> "WageUploadQuerySet":
        """All for the desk; for a company's contact that company's."""
        if user.has_perm("wages.report_pay"):
            return self
        return self.filter(company__contacts__user_id=user.pk)


class WageUpload(HandedIn):
    """A company's table of what it paid its workers, and how far it is taken in."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="+", verbose_name=_("company")
    )
    file = models.FileField(upload_to="wages/", storage=private_storage, blank=True)
    # Of the rows taken in: those in the place of a sum reported before.
    corrected = models.PositiveIntegerField(_("sums put right"), default=0)

    objects = WageUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("company's pay table")
        verbose_name_plural = _("companies' pay tables")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        permissions = [("report_pay", _("Can take in pay tables for companies"))]

    def __str__(self) -> str:
        return f"{self.company} {self.at:%Y-%m-%d}"


class UploadRow(models.Model):
    """What became of a row: the report that stays. The sum is in the record alone."""

    class Outcome(models.TextChoices):
        FITS = "fits", _("to be taken in")
        ASKED = "asked", _("to be looked at again")
        KNOWN = "known", _("reported before, the same")
        REFUSED = "refused", _("refused")
        LEFT = "left", _("left out, not confirmed")
        TAKEN = "taken", _("taken in")
        CORRECTED = "corrected", _("taken in, in place of a former sum")

    upload = models.ForeignKey(
        WageUpload, models.CASCADE, related_name="report", verbose_name=_("file")
    )
    number = models.PositiveIntegerField(_("row"))
    # Of one who agreed to it; whatever else stands in the column is not kept.
    worker = models.CharField(_("worker's code"), max_length=32)
    outcome = models.CharField(_("what became of it"), max_length=9, choices=Outcome)
    # By heading (or "" for the row as a whole) and code.
    reasons = models.JSONField(default=list)
    # Of what is asked, and of the first that fit: how it reads, until it is decided.
    reads = models.JSONField(default=dict)
    is_sure = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("row of a pay table")
        verbose_name_plural = _("rows of pay tables")
        ordering = ["number", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "number"], name="wages_upload_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload} {self.number}"


class CompanyReport(models.Model):
    """Which company told a record, by which table."""

    record = models.OneToOneField(
        "wages.WageRecord", models.PROTECT, related_name="company_report"
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    upload = models.ForeignKey(WageUpload, models.PROTECT, related_name="reports")

    class Meta:
        verbose_name = _("company's report of pay")
        verbose_name_plural = _("companies' reports of pay")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.company}: {self.record}"
