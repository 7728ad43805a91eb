from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.courses.models import Duty
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User

# Who calls a trainee that is missed; the registrar calls anybody.
TEACHERS = [Duty.Kind.HEAD_TEACHER, Duty.Kind.INSTRUCTOR]


class AlertQuerySet(models.QuerySet["Alert"]):
    def standing(self) -> "AlertQuerySet":
        return self.filter(ended_at=None)

    def followed_by(self, user: "User") -> "AlertQuerySet":
        """Of the classes one teaches; of all for those who may call any roll."""
        if user.has_perm("attendance.call_roll"):
            return self
        duties = Duty.objects.filter(user_id=user.pk, kind__in=TEACHERS)
        return self.filter(enrollment__cohort__in=duties.values("cohort_id"))


class Alert(models.Model):
    """A trainee is about to miss too much. Told once; ended when it is so no more."""

    class Kind(models.TextChoices):
        ABSENT = "absent", _("absent twice running")
        TIGHT = "tight", _("one more evening may be missed")
        EVERY = "every", _("no further evening may be missed")
        IMPOSSIBLE = "impossible", _("hours cannot be reached any more")

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, related_name="alerts", verbose_name=_("trainee")
    )
    kind = models.CharField(_("kind of alert"), max_length=10, choices=Kind)
    # The first evening of a run of absences; empty where a kind comes once a course.
    key = models.CharField(max_length=20, blank=True)
    # Evenings that have to be attended, of those left.
    needed = models.PositiveSmallIntegerField(_("evenings needed"), default=0)
    left = models.PositiveSmallIntegerField(_("evenings left"), default=0)
    raised_at = models.DateTimeField(_("alert raised"))
    ended_at = models.DateTimeField(_("alert ended"), null=True, blank=True)
    contacted_at = models.DateTimeField(_("contacted at"), null=True, blank=True)
    contacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contacted by"),
    )

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance alert")
        verbose_name_plural = _("attendance alerts")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "kind", "key"],
                name="attendance_alert_once",
                violation_error_message=_("This is told already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.get_kind_display()}"

    @property
    def in_words(self) -> str:
        """What is so, with its numbers, as staff read it."""
        if self.kind in (self.Kind.TIGHT, self.Kind.EVERY):
            return gettext("needs %(needed)s of the %(left)s evenings left") % {
                "needed": self.needed,
                "left": self.left,
            }
        return str(self.Kind(self.kind).label)
