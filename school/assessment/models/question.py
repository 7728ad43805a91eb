from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition, Lesson, Module, Standard
from school.lib.fields import Bilingual


class Question(models.Model):
    """A theory question of an edition's bank."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        TRUE_FALSE = "true_false", _("true/false")

    class Difficulty(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    edition = models.ForeignKey(
        Edition,
        models.CASCADE,
        related_name="questions",
        verbose_name=_("edition"),
    )
    module = models.ForeignKey(
        Module, models.CASCADE, related_name="questions", verbose_name=_("module")
    )
    lesson = models.ForeignKey(
        Lesson,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("lesson"),
    )
    standard = models.ForeignKey(
        Standard,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("service standard"),
    )
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    difficulty = models.CharField(
        _("difficulty"), max_length=6, choices=Difficulty, blank=True
    )
    stem_zh = models.TextField(_("Chinese question"))
    stem_en = models.TextField(_("English question"))
    stem = Bilingual("stem")
    # [{"key": "A", "zh": …, "en": …}]
    options = models.JSONField(_("options"))
    # ["A", "C"]
    answer = models.JSONField(_("answer"))
    explanation_zh = models.TextField(_("Chinese explanation"))
    explanation_en = models.TextField(_("English explanation"))
    explanation = Bilingual("explanation")
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["edition", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="assessment_question_once",
                violation_error_message=_("The bank has a question with this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.stem}"

    @property
    def options_line(self) -> str:
        """The options in one cell of a spreadsheet."""
        return "; ".join(
            f"{one['key']} {one['zh']} | {one['en']}" for one in self.options
        )
