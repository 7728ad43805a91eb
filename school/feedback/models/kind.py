from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Standard
from school.lib.fields import Bilingual


class ComplaintKind(models.Model):
    """What households complain of, the standard that answers it, and what to do next time."""

    # As the order platform calls it, and `Case.complaint_kind` keeps it.
    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    title_zh = models.CharField(_("complaint (Chinese)"), max_length=40)
    title_en = models.CharField(_("complaint (English)"), max_length=80)
    title = Bilingual("title")
    standard = models.ForeignKey(
        Standard,
        models.PROTECT,
        related_name="complaint_kinds",
        verbose_name=_("service standard"),
    )
    advice_zh = models.TextField(_("what to do next time (Chinese)"), max_length=600)
    advice_en = models.TextField(_("what to do next time (English)"), max_length=900)
    advice = Bilingual("advice")
    # Of a lesson in whichever edition; none: those that teach the standard.
    lesson_codes = models.JSONField(_("lessons chosen"), default=list, blank=True)
    # The points rule whose cases are of this kind where nobody says which.
    rule_code = models.CharField(_("points rule"), max_length=4, blank=True)

    class Meta:
        verbose_name = _("kind of complaint")
        verbose_name_plural = _("kinds of complaints")
        ordering = ["position", "code"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_code"],
                condition=~models.Q(rule_code=""),
                name="feedback_kind_once_a_rule",
                violation_error_message=_("Another kind stands for this points rule."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)
