from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.assessment.models.picture import QuestionPicture
from school.courses.models import Edition, Lesson, Module, Standard
from school.lib.fields import Bilingual


class QuestionQuerySet(models.QuerySet["Question"]):
    """Who draws questions asks `for_exam` or `for_practice`, and nothing else."""

    def at(self, course: str, version: str, code: str) -> "QuestionQuerySet":
        """Under its place in addresses."""
        edition = {"edition__course__code": course, "edition__version": version}
        return self.filter(**edition, code=code)

    def approved(self) -> "QuestionQuerySet":
        return self.filter(status=Question.Status.APPROVED)

    def for_exam(self) -> "QuestionQuerySet":
        return self.approved().exclude(use=Question.Use.PRACTICE_ONLY)

    def for_practice(self) -> "QuestionQuerySet":
        return self.approved().exclude(use=Question.Use.EXAM_ONLY)


class Question(models.Model):
    """A theory question of an edition's bank."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        TRUE_FALSE = "true_false", _("true/false")
        PICTURE = "picture", _("choice of pictures")
        ORDERING = "ordering", _("putting in order")
        NUMERIC = "numeric", _("short number")

    class Difficulty(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("question", "draft")
        IN_REVIEW = "in_review", pgettext_lazy("question", "in review")
        APPROVED = "approved", pgettext_lazy("question", "approved")
        RETIRED = "retired", pgettext_lazy("question", "retired")

    class Use(models.TextChoices):
        BOTH = "both", _("exam and practice")
        EXAM_ONLY = "exam_only", _("exam only")
        PRACTICE_ONLY = "practice_only", _("practice only")

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
    code = models.CharField(_("Question code"), max_length=12)
    kind = models.CharField(_("Kind of question"), max_length=10, choices=Kind)
    difficulty = models.CharField(
        _("difficulty"), max_length=6, choices=Difficulty, blank=True
    )
    stem_zh = models.TextField(_("Chinese question"))
    stem_en = models.TextField(_("English question"))
    stem = Bilingual("stem")
    picture = models.ForeignKey(
        QuestionPicture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("picture in the question"),
    )
    # [{"key": "A", "zh": …, "en": …}]; in a choice of pictures also "picture": the
    # code of a QuestionPicture, which zh and en describe. Empty for a number.
    options = models.JSONField(_("options"), default=list, blank=True)
    # ["A", "C"]; for an order every key in the right order; for a number ["38.5"].
    answer = models.JSONField(_("answer"))
    tolerance = models.DecimalField(
        _("tolerance"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    unit_zh = models.CharField(_("Chinese unit"), max_length=20, blank=True)
    unit_en = models.CharField(_("English unit"), max_length=20, blank=True)
    unit = Bilingual("unit")
    explanation_zh = models.TextField(_("Chinese explanation"))
    explanation_en = models.TextField(_("English explanation"))
    explanation = Bilingual("explanation")
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.DRAFT
    )
    use = models.CharField(_("use"), max_length=13, choices=Use, default=Use.BOTH)
    # Whoever last changed what the trainee reads; nobody for the school's own files.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("new wording of"),
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["edition", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="assessment_question_once",
                violation_error_message=_("The bank has a question with this code."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=models.Q(status__in=["draft", "in_review", "approved"]),
                name="assessment_question_one_new_wording",
                violation_error_message=_("The question has a new wording already."),
            ),
            models.CheckConstraint(
                name="assessment_question_four_eyes",
                condition=models.Q(reviewed_by=None)
                | models.Q(written_by=None)
                | ~models.Q(reviewed_by=models.F("written_by")),
                violation_error_message=_(
                    "Whoever wrote a question does not review it."
                ),
            ),
            models.CheckConstraint(
                name="assessment_question_tolerance_not_negative",
                condition=models.Q(tolerance=None) | models.Q(tolerance__gte=0),
                violation_error_message=_("A tolerance is zero or more."),
            ),
        ]
        permissions = [("review_question", _("Can review questions of others"))]

    def __str__(self) -> str:
        return f"{self.code} {self.stem}"

    @property
    def place(self) -> tuple[str, str, str]:
        """What stands for it in addresses."""
        return self.edition.course.code, self.edition.version, self.code

    @property
    def keeps_its_words(self) -> bool:
        """It has been in a paper, or its key was corrected, which is said of these words."""
        said = self.corrections.exclude(status="rejected")
        return self.papers.exists() or said.exists()

    @property
    def options_line(self) -> str:
        """The options in one cell of a spreadsheet."""
        return "; ".join(
            f"{one['key']} {one['zh']} | {one['en']}" for one in self.options
        )
