from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.picture import private_storage
from school.courses.models import Edition, Module
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class QuestionFileQuerySet(models.QuerySet["QuestionFile"]):
    def visible_to(self, user: "User") -> "QuestionFileQuerySet":
        """One's own: whoever sent a file in reads its preview and confirms it."""
        return self.filter(sent_by_id=user.pk)

    def waiting(self) -> "QuestionFileQuerySet":
        return self.filter(imported_at=None)


class QuestionFile(models.Model):
    """A file of questions that was sent in, kept until it is imported."""

    code = CodeField()
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="question_files")
    # For questions of a package that name no module of ours.
    module = models.ForeignKey(
        Module, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file = models.FileField(
        upload_to="question-files/", storage=private_storage, blank=True
    )
    name = models.CharField(max_length=120)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    objects = QuestionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name
