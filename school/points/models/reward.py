from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course
from school.lib.fields import Bilingual


class Reward(models.Model):
    """Something of the points shop's catalogue."""

    class Kind(models.TextChoices):
        TOOL = "tool", _("tool of the trade")
        TRAINING_SEAT = "training_seat", _("seat in a training")
        VOUCHER = "voucher", _("voucher")
        PRIORITY_ORDER = "priority_order", _("priority dispatch right")

    code = models.CharField(max_length=6, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=160)
    title = Bilingual("title")
    cost = models.PositiveIntegerField()
    source = models.JSONField(default=dict)
    # What the school says of it, and the scheme does not.
    is_offered = models.BooleanField(_("offered now"), default=True)
    photo = models.FileField(_("photo of the reward"), upload_to="rewards/", blank=True)
    words_zh = models.CharField(_("Chinese description"), max_length=300, blank=True)
    words_en = models.CharField(_("English description"), max_length=300, blank=True)
    words = Bilingual("words")
    collect_at = models.CharField(_("where to collect it"), max_length=120, blank=True)
    warn_below = models.PositiveSmallIntegerField(
        _("warn when fewer are left"), default=3
    )
    courses = models.ManyToManyField(
        Course,
        blank=True,
        related_name="+",
        verbose_name=_("courses it is good for (none: all)"),
    )

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.title)
