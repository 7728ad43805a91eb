from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.course import Edition
from school.lib.fields import Bilingual


class Module(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="modules")
    code = models.CharField(_("code"), max_length=12)
    number = models.PositiveSmallIntegerField(_("module number"))
    title_zh = models.CharField(_("module title (Chinese)"), max_length=80)
    title_en = models.CharField(_("module title (English)"), max_length=160)
    title = Bilingual("title")
    theory_minutes = models.PositiveIntegerField(_("minutes of theory"))
    practical_minutes = models.PositiveIntegerField(_("minutes of practice"))
    topics = models.JSONField(_("topics"), default=list)
    # None: as many as its minutes make of the paper.
    exam_questions = models.PositiveSmallIntegerField(
        _("questions of this module in a paper"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="courses_module_once",
                violation_error_message=_("The edition has a module with this code."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class Evening(models.Model):
    """One evening of the edition's plan; a cohort's `Session` holds it on a date."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="evenings")
    module = models.ForeignKey(
        Module,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evenings",
        verbose_name=_("module"),
    )
    code = models.CharField(_("code"), max_length=12)
    number = models.PositiveSmallIntegerField(_("evening number"))
    title_zh = models.CharField(_("evening title (Chinese)"), max_length=80)
    title_en = models.CharField(_("evening title (English)"), max_length=160)
    title = Bilingual("title")
    theory_minutes = models.PositiveSmallIntegerField(_("minutes of theory"))
    practical_minutes = models.PositiveSmallIntegerField(_("minutes of practice"))
    assessment_minutes = models.PositiveSmallIntegerField(_("minutes of assessment"))
    room = models.CharField(_("room for the evening"), max_length=60)
    lead_role = models.CharField(_("who leads the evening"), max_length=30)

    class Meta:
        verbose_name = _("evening")
        verbose_name_plural = _("evenings")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                name="courses_evening_once",
                violation_error_message=_("The plan has an evening with this number."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def minutes(self) -> int:
        return self.theory_minutes + self.practical_minutes + self.assessment_minutes


class Standard(models.Model):
    """One of the twenty service standards; its words are a page, its facts are here."""

    code = models.CharField(max_length=8, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    phase = models.CharField(max_length=12)
    phase_zh = models.CharField(max_length=40)
    phase_en = models.CharField(max_length=80)
    phase_title = Bilingual("phase")
    title_zh = models.CharField(max_length=60)
    title_en = models.CharField(max_length=120)
    title = Bilingual("title")
    requirement_zh = models.TextField()
    requirement_en = models.TextField()
    requirement = Bilingual("requirement")
    # [{"id": …, "zh": …, "en": …}]
    checks = models.JSONField(default=list)
    red_line = models.BooleanField(default=False)
    # Code of the points rule a breach maps to; the rule lives higher up.
    breach_rule = models.CharField(max_length=4, blank=True)

    class Meta:
        verbose_name = _("service standard")
        verbose_name_plural = _("service standards")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Lesson(models.Model):
    """A lesson of a module. Its words are a page; progress and questions refer to this."""

    module = models.ForeignKey(
        Module, models.CASCADE, related_name="lessons", verbose_name=_("module")
    )
    code = models.CharField(_("code"), max_length=16)
    number = models.PositiveSmallIntegerField(_("lesson number"))
    title_zh = models.CharField(_("lesson title (Chinese)"), max_length=80)
    title_en = models.CharField(_("lesson title (English)"), max_length=160)
    title = Bilingual("title")
    reading_minutes = models.PositiveSmallIntegerField(_("minutes to read"))
    standards = models.ManyToManyField(
        Standard,
        related_name="lessons",
        blank=True,
        verbose_name=_("service standards"),
    )

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["module__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "code"],
                name="courses_lesson_once",
                violation_error_message=_("The module has a lesson with this code."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
