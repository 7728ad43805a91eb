from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.attendance import rules
from school.attendance.papers.models import PaperTrail as PaperTrail
from school.attendance.papers.models import Scan as Scan
from school.attendance.papers.models import Sheet as Sheet
from school.attendance.papers.models import SheetRow as SheetRow
from school.attendance.warnings.models import Alert as Alert
from school.courses.models import Session
from school.enrollment.models import Enrollment


class Event(models.Model):
    """Something observed about a trainee's presence on an evening. Appended, never edited.

    They are read in the order of `noted_at`, whenever they reached the school; a
    correction is a later event with a reason.
    """

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("arrived")
        LEFT = "left", _("left")
        ABSENT = "absent", _("absent")
        EXCUSED = "excused", _("excused")
        NOT_SELF = "not_self", _("code shown by somebody else")

    class Method(models.TextChoices):
        ROLL = "roll", _("roll call")
        CODE = "code", _("scanned code")
        ROOM = "room", _("room code")
        PAPER = "paper", _("paper roster")

    PRESENCE = (Kind.ARRIVED, Kind.LEFT, Kind.ABSENT, Kind.EXCUSED)
    SCANS = (Method.CODE, Method.ROOM)

    class Level(models.IntegerChoices):
        STRONG = rules.STRONG, _("code and face compared")
        FAIR = rules.FAIR, _("seen by one side")
        WEAK = rules.WEAK, _("on paper or afterwards")

    session = models.ForeignKey(Session, models.PROTECT, related_name="events")
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    # What it stands for, kept within the evening.
    at = models.DateTimeField(_("at"))
    method = models.CharField(_("how"), max_length=8, choices=Method)
    level = models.PositiveSmallIntegerField(
        _("evidence"), choices=Level, default=Level.WEAK
    )
    # When it was observed, by our clock; recorded_at is when the school was told.
    noted_at = models.DateTimeField(_("observed"), default=timezone.now)
    # As the clock of the phone had it that observed it without the school.
    device_at = models.DateTimeField(_("by the phone's clock"), null=True)
    # Given by that phone: what is sent again is kept once.
    uuid = models.UUIDField(null=True, unique=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance events")
        ordering = ["noted_at", "pk"]
        indexes = [
            models.Index(fields=["session", "enrollment"]),
            # What reached the school lately, of whichever evening.
            models.Index(fields=["recorded_at"], name="attendance_event_recorded"),
        ]
        permissions = [("call_roll", _("Can call the roll of any cohort"))]

    def __str__(self) -> str:
        return f"{self.enrollment} {self.kind}"

    @property
    def place(self) -> tuple[datetime, str, int]:
        """Where it stands among the others, whichever reached the school first."""
        return self.noted_at, str(self.uuid or ""), self.pk or 0

    @property
    def seen(self) -> rules.Seen:
        is_scan = self.method in self.SCANS
        is_tap = self.uuid is not None and not is_scan
        return rules.Seen(self.kind, self.at, is_scan=is_scan, is_tap=is_tap)


class RefusedScan(models.Model):
    """A scan that was sent in and not taken, with the reason. Appended, never edited."""

    uuid = models.UUIDField(unique=True)
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="refused_scans", verbose_name=_("session")
    )
    # Whose code it claimed to be.
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        null=True,
        related_name="refused_scans",
        verbose_name=_("claimed to be"),
    )
    code = models.CharField(_("why refused"), max_length=40)
    noted_at = models.DateTimeField(_("observed"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("refused scan")
        verbose_name_plural = _("refused scans")
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session} {self.code}"


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
