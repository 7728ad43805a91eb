from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.assessment.models.practical import PracticalStation
from school.courses.models import Cohort, Station, Venue
from school.lib.fields import CodeField


class AssessmentDay(models.Model):
    """An evening on which a class takes its stations, by a plan."""

    code = CodeField()
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="assessment_days", verbose_name=_("cohort")
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="+", verbose_name=_("venue")
    )
    on = models.DateField(_("day of the assessment"))
    begins = models.TimeField(_("first turn at"))
    ends = models.TimeField(_("last turn over by"))
    change_minutes = models.PositiveSmallIntegerField(_("minutes between two turns"))
    break_begins = models.TimeField(_("break from"), null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(_("minutes of break"), default=0)
    planned_at = models.DateTimeField(_("planned at"))

    class Meta:
        verbose_name = _("assessment day")
        verbose_name_plural = _("assessment days")
        ordering = ["on", "begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "on"],
                name="assessment_day_once",
                violation_error_message=_("The class is assessed on this day already."),
            ),
            models.CheckConstraint(
                name="assessment_day_ends_after_it_begins",
                condition=models.Q(ends__gt=models.F("begins")),
                violation_error_message=_("The assessment ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.on}"

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.on, self.begins, timezone.get_current_timezone())

    def at(self, minutes: int) -> datetime:
        return self.begins_at + timedelta(minutes=minutes)

    def minute(self, moment: datetime | time) -> int:
        """Minutes from the beginning; of a time, on the same day."""
        if isinstance(moment, time):
            moment = datetime.combine(self.on, moment, timezone.get_current_timezone())
        return int((moment - self.begins_at).total_seconds() // 60)


class Lane(models.Model):
    """A station set up in a room, with those who examine at it."""

    day = models.ForeignKey(AssessmentDay, models.CASCADE, related_name="lanes")
    number = models.PositiveSmallIntegerField()
    room = models.CharField(_("assessment room"), max_length=40)
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    examiners = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "number"], name="assessment_lane_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.room} · {self.station}"


class Slot(models.Model):
    """When a candidate is at a station, and in which room."""

    lane = models.ForeignKey(Lane, models.CASCADE, related_name="slots")
    practical_station = models.OneToOneField(
        PracticalStation, models.CASCADE, related_name="slot"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "lane__number"]
        constraints = [
            models.CheckConstraint(
                name="assessment_slot_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practical_station} · {self.starts_at}"
