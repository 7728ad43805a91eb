from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.question import Question
from school.enrollment.models import Enrollment


class Practised(models.Model):
    """How one trainee gets on with one question outside the exam. Earns nothing."""

    enrollment = models.ForeignKey(
        Enrollment, models.CASCADE, related_name="practised", verbose_name=_("trainee")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="+", verbose_name=_("question")
    )
    tries = models.PositiveIntegerField(_("tries"), default=0)
    # Whether it was ever wrong, and how often right in a row since.
    was_wrong = models.BooleanField(_("was wrong"), default=False)
    streak = models.PositiveIntegerField(_("right in a row"), default=0)
    # What was chosen last, for the page that explains it.
    chosen = models.JSONField(default=list)
    last_at = models.DateTimeField(_("last tried"))

    class Meta:
        verbose_name = _("question practised")
        verbose_name_plural = _("questions practised")
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "question"],
                name="assessment_practised_once",
                violation_error_message=_("The trainee has tried this question."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}: {self.question.code}"
