from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course, Module
from school.enrollment.models import Enrollment, Hold
from school.lib.fields import CodeField
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class RetrainingQuerySet(models.QuerySet["Retraining"]):
    def visible_to(self, user: "User") -> "RetrainingQuerySet":
        if user.has_perm("standing.view_retraining"):
            return self
        return self.filter(person__user_id=user.pk)

    def to_do(self) -> "RetrainingQuerySet":
        return self.filter(status__in=Retraining.TO_DO)


class Retraining(models.Model):
    """An order to be trained again before the card can be green; it closes itself when passed."""

    class Cause(models.TextChoices):
        RULE = "rule", _("by the rules, with the red card")
        OFFICER = "officer", _("by an officer")

    class Status(models.TextChoices):
        OPEN = "open", _("without a place yet")
        BOOKED = "booked", _("place reserved")
        PASSED = "passed", _("retraining passed")
        CANCELLED = "cancelled", _("order withdrawn")

    TO_DO = (Status.OPEN, Status.BOOKED)

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="retrainings", verbose_name=_("worker")
    )
    course = models.ForeignKey(
        Course,
        models.PROTECT,
        related_name="+",
        verbose_name=_("course to be taken again"),
    )
    # What it is about above all, where that is known.
    module = models.ForeignKey(
        Module,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("module it is about"),
    )
    reason = models.CharField(_("why retraining is ordered"), max_length=200)
    # By the rules: the codes of the card's reasons, for the words of whoever reads them.
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    cause = models.CharField(_("ordered how"), max_length=7, choices=Cause)
    status = models.CharField(
        _("state of the order"), max_length=9, choices=Status, default=Status.OPEN
    )
    hold = models.OneToOneField(
        Hold, models.PROTECT, related_name="+", verbose_name=_("hold on enrolment")
    )
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retrainings",
        verbose_name=_("place in a class"),
    )
    ordered_by = models.CharField(_("ordered by"), max_length=120)
    ordered_at = models.DateTimeField(_("ordered on"))
    ended_at = models.DateTimeField(_("order ended on"), null=True, blank=True)

    objects = RetrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("retraining order")
        verbose_name_plural = _("orders for retraining")
        ordering = ["-ordered_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("order_retraining", _("Can order retraining"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"],
                condition=models.Q(status__in=["open", "booked"]),
                name="standing_retraining_once",
                violation_error_message=_("This retraining is ordered already."),
            ),
            models.CheckConstraint(
                name="standing_retraining_booked_has_place",
                condition=~models.Q(status="booked")
                | models.Q(enrollment__isnull=False),
                violation_error_message=_("A reserved place is one in a class."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.course}"

    @property
    def kind(self) -> str:
        return {"open": "attention", "booked": "info", "passed": "done"}.get(
            self.status, "neutral"
        )

    @property
    def is_to_do(self) -> bool:
        return self.status in self.TO_DO
