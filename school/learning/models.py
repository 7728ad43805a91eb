from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Lesson
from school.people.models import Person


class Progress(models.Model):
    """How far a person has come with a lesson."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="progress")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="progress")
    opened_at = models.DateTimeField(_("opened"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    # Self-checks right at the best try, of so many.
    checks_right = models.PositiveSmallIntegerField(default=0)
    checks_total = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "lesson"],
                name="learning_progress_once",
                violation_error_message=_("Progress with this lesson is on file."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.lesson}"
