from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course
from school.lib.fields import CodeField
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User

WARNED_BEFORE = timedelta(days=30)


class LicenceQuerySet(models.QuerySet["Licence"]):
    def to_warn(self, *, on: date) -> "LicenceQuerySet":
        """Those that end soon, of which nobody was told yet."""
        return self.filter(
            valid_until__range=(on, on + WARNED_BEFORE), warned_at__isnull=True
        )


class Licence(models.Model):
    """That someone may examine: for which courses, until when, and how much at most.

    Once the school has entered one for a course, whoever marks it needs one.
    """

    code = CodeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="licences",
        verbose_name=_("examiner"),
    )
    number = models.CharField(_("number of the licence"), max_length=40)
    issued_by = models.CharField(_("issued by"), max_length=80)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid through"))
    courses = models.ManyToManyField(
        Course, related_name="+", verbose_name=_("courses she may mark")
    )
    sheets_a_class = models.PositiveSmallIntegerField(
        _("sheets in a class at most"), null=True, blank=True
    )
    sheets_a_day = models.PositiveSmallIntegerField(
        _("sheets on a day at most"), null=True, blank=True
    )
    warned_at = models.DateTimeField(null=True, editable=False)

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("examiner's licence")
        verbose_name_plural = _("examiners' licences")
        ordering = ["valid_until", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_licence_ends_after_it_begins",
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                violation_error_message=_(
                    "The licence ends before it begins. Check both days."
                ),
            ),
            models.UniqueConstraint(
                fields=["issued_by", "number"],
                name="assessment_licence_once",
                violation_error_message=_(
                    "A licence with this number is on file already."
                ),
            ),
        ]
        permissions = [("view_agreement", _("Can see how far examiners agree"))]

    def __str__(self) -> str:
        return f"{self.user} · {self.number}"


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def standing(self) -> "ConflictQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, user: "User") -> "ConflictQuerySet":
        if user.has_perm("assessment.view_conflict"):
            return self
        return self.filter(user_id=user.pk)


class Conflict(models.Model):
    """That an examiner and somebody who learns here are too close for the one to judge the other."""

    class Kind(models.TextChoices):
        RELATIVE = "relative", _("relative")
        OTHER = "other", _("knows the person otherwise")

    code = CodeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="conflicts",
        verbose_name=_("examiner"),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("trainee")
    )
    kind = models.CharField(_("conflict of interest"), max_length=8, choices=Kind)
    note = models.CharField(_("note"), max_length=200, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entered on file by"),
    )
    declared_at = models.DateTimeField(_("entered on file"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "person"],
                condition=models.Q(ended_at=None),
                name="assessment_conflict_once_standing",
                violation_error_message=_("This conflict is on file already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.person}"
