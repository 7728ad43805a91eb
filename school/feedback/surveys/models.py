import secrets
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback.surveys.rules import MARKS, QUESTIONS
from school.lib.fields import CodeField


class ClassSurvey(models.Model):
    """The trainees of a class are asked once how content they were, when it is over."""

    code = CodeField()
    cohort = models.OneToOneField(
        Cohort, models.PROTECT, related_name="survey", verbose_name=_("cohort")
    )
    opened_on = models.DateField(_("asked from"))
    until = models.DateField(_("answered until"))

    class Meta:
        verbose_name = _("survey of a class")
        verbose_name_plural = _("surveys of classes")
        ordering = ["-opened_on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.cohort} {self.opened_on}"

    def is_over(self, *, on: date) -> bool:
        return self.until < on


class SurveyCall(models.Model):
    """Who is asked, and whether she answered; not when, and not what."""

    code = CodeField()
    survey = models.ForeignKey(ClassSurvey, models.PROTECT, related_name="calls")
    enrollment = models.OneToOneField(
        Enrollment, models.PROTECT, related_name="survey_call"
    )
    is_answered = models.BooleanField(_("answered"), default=False)
    times_told = models.PositiveSmallIntegerField(_("times reminded"), default=0)
    told_on = models.DateField(_("reminded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("question to a trainee")
        verbose_name_plural = _("questions to trainees")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.enrollment)


class SurveyLink(models.Model):
    """The link in a message; of its key only the fingerprint is kept."""

    call = models.ForeignKey(SurveyCall, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("link to a survey")
        verbose_name_plural = _("links to surveys")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.call)


def random_key() -> int:
    """A row's number that tells nothing of when it came."""
    return secrets.randbelow(2**62) + 1


def mark_field(words: str) -> "models.PositiveSmallIntegerField[int, int]":
    ends = [MinValueValidator(MARKS[0]), MaxValueValidator(MARKS[-1])]
    return models.PositiveSmallIntegerField(words, validators=ends)


class SurveyAnswer(models.Model):
    """What somebody of a class answered: without name, time or order.

    Hazard: nothing may be added that joins it with who answered. The key is random, and
    is what SQLite orders its rows by.
    """

    id = models.BigAutoField(primary_key=True, default=random_key, editable=False)
    # In place of a foreign key: the class's code, and the month in which it was asked.
    class_code = models.CharField(max_length=32, db_index=True)
    month = models.DateField()
    lessons = mark_field("lessons")
    teachers = mark_field("teachers")
    practice = mark_field("practice")
    times = mark_field("times")
    recommend = mark_field("recommend")
    words = models.TextField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("anonymous answer")
        verbose_name_plural = _("anonymous answers")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name=f"feedback_answer_{question}_on_the_scale",
                condition=models.Q(**{f"{question}__range": (MARKS[0], MARKS[-1])}),
                violation_error_message=_("A mark is one of the five."),
            )
            for question in QUESTIONS
        ]

    def __str__(self) -> str:
        return "?"
