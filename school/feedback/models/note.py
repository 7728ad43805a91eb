from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Lesson, Standard
from school.enrollment.models import Enrollment
from school.feedback.models.kind import ComplaintKind
from school.lib.fields import Bilingual, CodeField
from school.people.models import Person
from school.points.cases.models import Case

if TYPE_CHECKING:
    from school.people.models import User


class CoachingNoteQuerySet(models.QuerySet["CoachingNote"]):
    def visible_to(self, user: "User") -> "CoachingNoteQuerySet":
        if user.has_perm("feedback.view_coachingnote"):
            return self
        return self.filter(person__user_id=user.pk)

    def unread(self) -> "CoachingNoteQuerySet":
        return self.filter(read_at=None)


class CoachingNote(models.Model):
    """What somebody complained of, turned into help: the standard, the lesson, the next time.

    Neither points nor card depend on it.
    """

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="coaching_notes",
        verbose_name=_("worker"),
    )
    # None: written without a case.
    case = models.OneToOneField(
        Case,
        models.PROTECT,
        null=True,
        related_name="coaching_note",
        verbose_name=_("deduction case"),
    )
    kind = models.ForeignKey(
        ComplaintKind,
        models.PROTECT,
        related_name="notes",
        verbose_name=_("kind of complaint"),
    )
    # As the kind was mapped on the day; it may be mapped otherwise since.
    standard = models.ForeignKey(
        Standard,
        models.PROTECT,
        related_name="+",
        verbose_name=_("service standard"),
    )
    # The class in which she learnt it; none where she has been in no such class.
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        null=True,
        related_name="coaching_notes",
        verbose_name=_("enrolment"),
    )
    lessons = models.ManyToManyField(
        Lesson, related_name="+", verbose_name=_("lessons to read again")
    )
    occurred_on = models.DateField(_("when it happened"))
    # Written by an officer; a note that comes of itself says the kind alone, since the
    # facts of a case are somebody's words about a household.
    happened = models.TextField(_("what happened, in words"), blank=True)
    advice_zh = models.TextField(_("what to do next time (Chinese)"))
    advice_en = models.TextField(_("what to do next time (English)"), blank=True)
    advice = Bilingual("advice")
    # None: by the school's own clockwork.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("suggested by"),
    )
    written_at = models.DateTimeField(_("written on"))
    read_at = models.DateTimeField(_("read on"), null=True)
    practised_at = models.DateTimeField(_("practised on"), null=True)

    objects = CoachingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching note")
        verbose_name_plural = _("coaching notes")
        ordering = ["-written_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("write_coachingnote", _("Can write coaching notes"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practised_at=None) | ~models.Q(read_at=None),
                name="feedback_note_read_before_practised",
                violation_error_message=_("It is read before it is practised."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"

    @property
    def state(self) -> str:
        if self.practised_at:
            return str(_("practised"))
        return str(_("read already") if self.read_at else _("to be read"))

    @property
    def state_kind(self) -> str:
        if self.practised_at:
            return "done"
        return "info" if self.read_at else "attention"
