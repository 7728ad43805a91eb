from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.question import Question
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User

# An answer on its way when the time ends is still taken.
GRACE = timedelta(seconds=5)


class ExamWindow(models.Model):
    """The registrar lets a cohort sit the exam outside its days of assessment."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="exam_window")
    opens_at = models.DateTimeField(_("open from"))
    closes_at = models.DateTimeField(_("open until"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("exam opening")
        verbose_name_plural = _("exam openings")
        constraints = [
            models.CheckConstraint(
                name="assessment_examwindow_closes_after_it_opens",
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message=_("The exam closes before it opens."),
            )
        ]
        permissions = [("open_exam", _("Can open the exam for a cohort"))]

    def __str__(self) -> str:
        return str(self.cohort)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: "User") -> "AttemptQuerySet":
        if user.has_perm("assessment.view_attempt"):
            return self
        return self.filter(enrollment__person__user_id=user.pk)

    def overdue(self, *, at: datetime) -> "AttemptQuerySet":
        return self.filter(status=Attempt.Status.STARTED, deadline_at__lt=at - GRACE)


class Attempt(models.Model):
    """One sitting of the theory exam. The clock is the server's."""

    class Status(models.TextChoices):
        STARTED = "started", _("in progress")
        MARKED = "marked", _("marked")

    # Stands for the school's device, on which an oral exam is taken down.
    ORAL_DEVICE = "oral"

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="exam_attempts",
        verbose_name=_("trainee"),
    )
    number = models.PositiveSmallIntegerField(_("sitting"))
    seed = models.BigIntegerField(_("seed of the draw"))
    # What it was drawn from: ids of questions by id of module. The bank goes on living.
    pool = models.JSONField(default=dict, editable=False)
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.STARTED
    )
    started_at = models.DateTimeField(_("begun"))
    deadline_at = models.DateTimeField(_("ends at the latest"))
    extra_minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    # Which browser she sits it on, and since when; empty until one has opened the paper.
    device = models.CharField(max_length=16, blank=True, editable=False)
    device_since = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("theory exam")
        verbose_name_plural = _("theory exams")
        permissions = [
            ("count_late_attempt", _("Can count answers that arrived too late"))
        ]
        ordering = ["enrollment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "number"],
                name="assessment_attempt_number_once",
                violation_error_message=_("This sitting has begun already."),
            ),
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=models.Q(status="started"),
                name="assessment_attempt_one_at_a_time",
                violation_error_message=_("A sitting is in progress."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} #{self.number}"

    @property
    def is_taken_down(self) -> bool:
        """Going on as an oral exam: the trainee's own devices take no answers."""
        return self.status == Attempt.Status.STARTED and self.device == self.ORAL_DEVICE

    def is_over(self, *, at: datetime) -> bool:
        return at > self.deadline_at + GRACE


class Paper(models.Model):
    """A question of a sitting, in the place and with the order of options it was drawn."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="papers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    # ["C", "A", "D", "B"]
    option_order = models.JSONField()

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question"],
                name="assessment_paper_question_once",
                violation_error_message=_("The question is in this paper already."),
            ),
            models.UniqueConstraint(
                fields=["attempt", "number"],
                name="assessment_paper_number_once",
                violation_error_message=_("The paper has a question in this place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} Q{self.number}"
