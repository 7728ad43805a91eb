"""What a course asks of those who come, and what speaks for or against a person."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course
from school.lib.fields import CodeField
from school.people.models import HealthCheck, Person

if TYPE_CHECKING:
    from school.people.models import User

# What the registrar can let pass, by the code of the refusal.
WAIVED = {
    "too_young": _("age"),
    "too_old": _("age"),
    "prerequisite_missing": _("course before"),
    "health_check_missing": _("health certificate"),
    "health_check_ends": _("health certificate"),
    "on_hold": _("hold on enrolment"),
    "session_clash": _("evenings elsewhere"),
    "shift_clash": _("working hours"),
}


class Demand(models.Model):
    """What a course asks of its applicants; a course without such a row asks nothing."""

    course = models.OneToOneField(
        Course, models.CASCADE, related_name="demand", verbose_name=_("course")
    )
    youngest = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True
    )
    oldest = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    prerequisite = models.ForeignKey(
        Course,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course to complete before"),
    )
    health_class = models.CharField(
        _("health certificate asked for"),
        max_length=8,
        choices=HealthCheck.Kind,
        blank=True,
    )

    class Meta:
        verbose_name = _("demand of a course")
        verbose_name_plural = _("demands of courses")
        ordering = ["course__code"]
        constraints = [
            models.CheckConstraint(
                name="enrollment_demand_ages_in_order",
                condition=models.Q(youngest=None)
                | models.Q(oldest=None)
                | models.Q(oldest__gte=models.F("youngest")),
                violation_error_message=_("The oldest age is below the youngest."),
            ),
            models.CheckConstraint(
                name="enrollment_demand_not_itself",
                condition=~models.Q(prerequisite=models.F("course")),
                violation_error_message=_("A course cannot ask for itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.course)


class PriorCertificate(models.Model):
    """A certificate from elsewhere that counts as having completed one of our courses."""

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="prior_certificates",
        verbose_name=_("person on file"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="+", verbose_name=_("counts as")
    )
    title = models.CharField(_("title of the certificate"), max_length=100)
    number = models.CharField(_("number of the certificate"), max_length=60)
    body = models.CharField(_("issued by"), max_length=100)
    recorded_at = models.DateTimeField(_("shown at the desk"))

    class Meta:
        verbose_name = _("certificate from elsewhere")
        verbose_name_plural = _("certificates from elsewhere")
        ordering = ["person", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "number"],
                name="enrollment_priorcertificate_once",
                violation_error_message=_("This certificate is on file already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> "HoldQuerySet":
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """Why somebody may not take a place at present, until it is lifted.

    Classes of `course` stay open to them: it is what they have to do first.
    """

    class Kind(models.TextChoices):
        RETRAINING = "retraining", _("retraining to be done first")
        OTHER = "other", _("another reason")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="holds",
        verbose_name=_("person on file"),
    )
    kind = models.CharField(_("kind of hold"), max_length=10, choices=Kind)
    course = models.ForeignKey(
        Course,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course that stays open"),
    )
    reason = models.CharField(_("reason that the person reads"), max_length=200)
    placed_at = models.DateTimeField(_("placed"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold on enrolment")
        verbose_name_plural = _("holds on enrolment")
        ordering = ["-placed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, user: "User") -> "ShiftQuerySet":
        """One's own: when somebody works is nobody else's business."""
        return self.filter(person__user_id=user.pk)


class Shift(models.Model):
    """Hours somebody works every week; one that ends before it begins ends the next day."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="shifts",
        verbose_name=_("person on file"),
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    begins = models.TimeField(_("work begins"))
    ends = models.TimeField(_("work ends"))

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly shift")
        verbose_name_plural = _("weekly shifts")
        ordering = ["weekday", "begins"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "weekday", "begins"],
                name="enrollment_shift_once",
                violation_error_message=_("A shift begins at this time already."),
            ),
            models.CheckConstraint(
                name="enrollment_shift_weekday",
                condition=models.Q(weekday__lte=6),
                violation_error_message=_("A week has seven days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.begins:%H:%M}–{self.ends:%H:%M}"
