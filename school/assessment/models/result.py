from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.exam import Attempt
from school.assessment.models.practical import Practical
from school.enrollment.models import Enrollment

if TYPE_CHECKING:
    from school.people.models import User


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: "User") -> "ResultQuerySet":
        if user.has_perm("assessment.view_result"):
            return self
        return self.filter(enrollment__person__user_id=user.pk)

    def current(self) -> "ResultQuerySet":
        """The latest decision of each enrolment."""
        return self.filter(superseded_by=None)


class Result(models.Model):
    """The decision of the pass rule on an enrolment, with all it rests on. Appended.

    A later decision (after a retake) supersedes the former; neither is edited but for
    that pointer living on the later row.
    """

    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="results",
        verbose_name=_("trainee"),
    )
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("in place of"),
    )
    attempt = models.ForeignKey(
        Attempt, models.PROTECT, null=True, blank=True, related_name="+"
    )
    practical = models.ForeignKey(
        Practical, models.PROTECT, null=True, blank=True, related_name="+"
    )
    theory_points = models.DecimalField(
        _("theory points"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    practical_points = models.DecimalField(
        _("practical points"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    minutes_credited = models.PositiveIntegerField(_("minutes credited"))
    minutes_required = models.PositiveIntegerField(_("minutes required"))
    has_passed = models.BooleanField(_("passed"))
    # [{"code": "theory_low", "data": {…}}]: why not, in the order of the pass rule.
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # Station by station: points, points of each item, critical fails seen.
    breakdown = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    decided_at = models.DateTimeField(_("decided"))

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            # With the one-to-one `supersedes` this makes a chain: two releases at once
            # cannot both decide.
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=models.Q(supersedes=None),
                name="assessment_result_first_once",
                violation_error_message=_("This trainee's result is out already."),
            )
        ]

    def __str__(self) -> str:
        said = _("passed") if self.has_passed else _("not passed")
        return f"{self.enrollment}: {said}"

    @property
    def is_current(self) -> bool:
        """No later decision stands in its place."""
        return not hasattr(self, "superseded_by")

    @property
    def why_not(self) -> str:
        """The codes of its reasons, for a spreadsheet."""
        return ", ".join(reason["code"] for reason in self.reasons)
