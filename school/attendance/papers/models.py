from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class Sheet(models.Model):
    """A sign-in sheet as it was printed: which trainee stands in which row. Appended.

    Who joins the class later stands on a later sheet, so a row means the same person
    for ever.
    """

    ROWS_A_PAGE = 16

    code = CodeField()
    session = models.ForeignKey(Session, models.PROTECT, related_name="sheets")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made out at"))

    class Meta:
        verbose_name = _("sign-in sheet")
        verbose_name_plural = _("sign-in sheets")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.session} · {self.code}"


class SheetRow(models.Model):
    """A row of a sign-in sheet. Appended."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="rows")
    number = models.PositiveSmallIntegerField(_("number of the row"))
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("row of a sheet")
        verbose_name_plural = _("rows of sheets")
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="attendance_sheet_row_once",
                violation_error_message=_("The sheet has a row with this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}"


class ScanQuerySet(models.QuerySet["Scan"]):
    def visible_to(self, user: "User") -> "ScanQuerySet":
        """Of the classes one works in; all with the permission to view."""
        if user.has_perm("attendance.view_event"):
            return self
        mine = Session.objects.visible_to(user)
        return self.filter(sheet__session__in=mine)


class Scan(models.Model):
    """A picture of a page of a sheet that was signed. Appended; the file is private."""

    code = CodeField()
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scans")
    page = models.PositiveSmallIntegerField(_("page of the sheet"))
    picture = models.FileField(
        _("picture of the sheet"), upload_to="attendance/", storage=private_storage
    )
    sha256 = models.CharField(max_length=64)
    # By the code on the picture; else by what was typed.
    is_recognised = models.BooleanField(_("recognised by its code"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent in at"))

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("scan of a sheet")
        verbose_name_plural = _("scans of sheets")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "sha256"],
                name="attendance_scan_once",
                violation_error_message=_("This picture is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} · {self.page}"


class PaperTrail(models.Model):
    """Which row, and which scan of it, an event was read from. Appended."""

    event = models.OneToOneField(
        "attendance.Event", models.PROTECT, related_name="paper"
    )
    row = models.ForeignKey(SheetRow, models.PROTECT, related_name="trails")
    scan = models.ForeignKey(
        Scan, models.PROTECT, null=True, blank=True, related_name="trails"
    )

    class Meta:
        verbose_name = _("paper behind an event")
        verbose_name_plural = _("papers behind events")

    def __str__(self) -> str:
        return f"{self.row} → {self.event_id}"
