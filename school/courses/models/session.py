from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.courses.models.cohort import Cohort, Venue
from school.courses.models.syllabus import Evening
from school.lib.fields import CodeField
from school.people.models import User


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> "SessionQuerySet":
        """Those of the classes one works in; all with the permission to view."""
        if user.has_perm("courses.view_session"):
            return self
        return self.filter(cohort__in=Cohort.objects.staffed_by(user))

    def planned(self) -> "SessionQuerySet":
        return self.filter(status=Session.Status.PLANNED)

    def standing(self) -> "SessionQuerySet":
        """Those that take place: neither they nor their class are cancelled."""
        return self.planned().exclude(cohort__status=Cohort.Status.CANCELLED)

    def within(self, first: date, last: date) -> "SessionQuerySet":
        """Those that begin on one of the days from `first` to `last`."""
        zone = timezone.get_current_timezone()
        return self.filter(
            starts_at__gte=datetime.combine(first, time(), zone),
            starts_at__lt=datetime.combine(last + timedelta(days=1), time(), zone),
        )

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> "SessionQuerySet":
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Session(models.Model):
    """One evening of a cohort, with its date, room and teacher."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("cancelled")

    code = CodeField()
    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="sessions", verbose_name=_("cohort")
    )
    evening = models.ForeignKey(
        Evening, models.PROTECT, related_name="+", verbose_name=_("evening")
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="sessions", verbose_name=_("venue")
    )
    room = models.CharField(_("room"), max_length=60, blank=True)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_taught",
        verbose_name=_("teacher"),
    )
    status = models.CharField(
        _("stage"), max_length=10, choices=Status, default=Status.PLANNED
    )
    # The evening is held once more, for those who missed it: whoever comes to both is
    # credited once.
    makes_up = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="make_ups",
        verbose_name=_("makes up for"),
    )
    # Counted for calendars that have read it before: the higher number is the newer.
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "evening"],
                condition=models.Q(makes_up=None),
                name="courses_session_once",
                violation_error_message=_("The cohort already holds this evening."),
            ),
            models.CheckConstraint(
                name="courses_session_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("The evening ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.evening}"

    @property
    def takes_place(self) -> bool:
        """As `standing`, of one."""
        is_planned = self.status == Session.Status.PLANNED
        return is_planned and self.cohort.status != Cohort.Status.CANCELLED
