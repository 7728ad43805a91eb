from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.attendance.papers.models import PaperTrail as PaperTrail
from school.attendance.papers.models import Scan as Scan
from school.attendance.papers.models import Sheet as Sheet
from school.attendance.papers.models import SheetRow as SheetRow
from school.attendance.warnings.models import Alert as Alert
from school.courses.models import Session
from school.enrollment.models import Enrollment


class Event(models.Model):
    """Something observed about a trainee's presence on an evening. Appended, never edited.

    The latest event of each kind by `recorded_at` counts; a correction is a later
    event with a reason.
    """

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("arrived")
        LEFT = "left", _("left")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")

    class Method(models.TextChoices):
        ROLL = "roll", _("roll call")
        CODE = "code", _("scanned code")
        PAPER = "paper", _("paper roster")

    session = models.ForeignKey(Session, models.PROTECT, related_name="events")
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    # When it happened; recorded_at is when the school was told.
    at = models.DateTimeField(_("at"))
    method = models.CharField(_("how"), max_length=8, choices=Method)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance events")
        ordering = ["recorded_at", "pk"]
        indexes = [models.Index(fields=["session", "enrollment"])]
        permissions = [("call_roll", _("Can call the roll of any cohort"))]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.kind}"


class MinuteEntry(models.Model):
    """A line of the minutes ledger: what an event added to or took from a trainee's minutes.

    The credited minutes of a session, or of a course, are the sum of its lines.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="minute_entries")
    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, related_name="minute_entries"
    )
    minutes = models.IntegerField(_("minutes"))
    event = models.ForeignKey(Event, models.PROTECT, related_name="minute_entries")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("minutes entry")
        verbose_name_plural = _("minutes ledger")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.minutes:+d}"
