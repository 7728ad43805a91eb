from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Lesson


class LessonLook(models.Model):
    """The course's team has looked at a lesson after complaints, and says what came of it. Appended."""

    lesson = models.ForeignKey(
        Lesson, models.PROTECT, related_name="looks", verbose_name=_("lesson")
    )
    words = models.CharField(_("what comes of it"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    at = models.DateTimeField(_("looked at on"))

    class Meta:
        verbose_name = _("look at a lesson")
        verbose_name_plural = _("looks at lessons")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [("look_at_lesson", _("Can note that a lesson was looked at"))]

    def __str__(self) -> str:
        return f"{self.lesson} · {self.words}"
