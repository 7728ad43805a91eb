from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.exam import Attempt
from school.assessment.models.question import Question
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: "User") -> "CorrectionQuerySet":
        if user.has_perm("assessment.view_correction"):
            return self
        return self.none()

    def waiting_for(self, user: "User") -> "CorrectionQuerySet":
        """What others proposed and this person may decide."""
        if not user.has_perm("assessment.confirm_correction"):
            return self.none()
        waiting = self.filter(status=Correction.Status.PROPOSED)
        return waiting.exclude(proposed_by_id=user.pk)

    def in_force(self) -> "CorrectionQuerySet":
        """Confirmed, the latest last: that one counts."""
        return self.filter(status=Correction.Status.CONFIRMED).order_by(
            "confirmed_at", "pk"
        )


class Correction(models.Model):
    """A question proved wrong: how it is marked from now on, and in papers marked before."""

    class Kind(models.TextChoices):
        NEW_KEY = "new_key", _("another answer is right")
        ANY_ANSWER = "any_answer", _("any answer counts as right")
        NOT_COUNTED = "not_counted", _("everyone gets its points")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    code = CodeField()
    question = models.ForeignKey(
        Question,
        models.PROTECT,
        related_name="corrections",
        verbose_name=_("question"),
    )
    kind = models.CharField(_("how it is marked"), max_length=11, choices=Kind)
    # As in the question; only with a new key.
    answer = models.JSONField(_("right answer"), default=list, blank=True)
    tolerance = models.DecimalField(
        _("tolerance"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    reason = models.CharField(_("reason"), max_length=200)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    confirmed_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # When the last sitting that had the question was marked again.
    finished_at = models.DateTimeField(_("re-marked"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a question")
        verbose_name_plural = _("corrections of questions")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(status="proposed"),
                name="assessment_correction_one_at_a_time",
                violation_error_message=_(
                    "A correction of this question waits for a second person."
                ),
            ),
            models.CheckConstraint(
                name="assessment_correction_by_two_people",
                condition=~models.Q(confirmed_by=models.F("proposed_by"))
                | models.Q(confirmed_by=None),
                violation_error_message=_("A second person decides on a correction."),
            ),
        ]
        permissions = [
            ("propose_correction", _("Can propose the correction of a question")),
            ("confirm_correction", _("Can confirm the correction of a question")),
        ]

    def __str__(self) -> str:
        return f"{self.question.code}: {self.get_kind_display()}"


class Remark(models.Model):
    """The points of a sitting before and after a correction. Appended; never fewer."""

    attempt = models.ForeignKey(
        Attempt, models.PROTECT, related_name="remarks", verbose_name=_("theory exam")
    )
    correction = models.ForeignKey(
        Correction,
        models.PROTECT,
        related_name="remarks",
        verbose_name=_("correction of a question"),
    )
    points_before = models.PositiveSmallIntegerField(_("points before"))
    points_after = models.PositiveSmallIntegerField(_("points after"))
    at = models.DateTimeField(_("marked again"))

    class Meta:
        verbose_name = _("re-marking")
        verbose_name_plural = _("re-markings")
        ordering = ["attempt", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "correction"],
                name="assessment_remark_once",
                violation_error_message=_("This sitting is marked again already."),
            ),
            models.CheckConstraint(
                name="assessment_remark_never_lowers",
                condition=models.Q(points_after__gt=models.F("points_before")),
                violation_error_message=_("A correction never lowers a mark."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.points_before} → {self.points_after}"
