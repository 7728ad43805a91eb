from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.assessment.contest.models.contest import RoundPlace
from school.courses.models import CriticalFail, Item, Station
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class JudgeSheetQuerySet(models.QuerySet["JudgeSheet"]):
    def visible_to(self, user: "User") -> "JudgeSheetQuerySet":
        """One's own sheets: judges do not see each other's."""
        return self.filter(judge_id=user.pk).exclude(status=JudgeSheet.Status.DROPPED)

    def standing(self) -> "JudgeSheetQuerySet":
        """Those that count: not given to another judge, and of nobody who has gone."""
        return self.exclude(status=JudgeSheet.Status.DROPPED).filter(
            place__contestant__withdrawn_at=None
        )


class JudgeSheet(models.Model):
    """One judge's sheet for one contestant at one station."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("sheet", "open")
        SUBMITTED = "submitted", pgettext_lazy("sheet", "handed in")
        DROPPED = "dropped", pgettext_lazy("sheet", "given to another judge")

    code = CodeField()
    place = models.ForeignKey(RoundPlace, models.PROTECT, related_name="sheets")
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="judge_sheets"
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN
    )
    # The judge's own clock: only a clock that was stopped counts; handing in stops it.
    began_at = models.DateTimeField(_("begun"), null=True, blank=True)
    ended_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)

    objects = JudgeSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("judge's sheet")
        verbose_name_plural = _("judges' sheets")
        ordering = ["station__number", "place__contestant__start_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "station", "judge"],
                name="assessment_judgesheet_once",
                violation_error_message=_("This judge has a sheet already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.station} · {self.judge}"

    @property
    def is_writable(self) -> bool:
        has_gone = self.place.contestant.withdrawn_at is not None
        return self.status == self.Status.OPEN and not has_gone

    @property
    def seconds(self) -> int | None:
        if self.began_at is None or self.ended_at is None:
            return None
        return int((self.ended_at - self.began_at).total_seconds())


class JudgeItemMark(models.Model):
    """Points given for a step. Appended: the latest of a sheet's marks for a step counts."""

    sheet = models.ForeignKey(JudgeSheet, models.PROTECT, related_name="item_marks")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sheet", "item"])]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.points}"


class JudgeCriticalMark(models.Model):
    """That a critical fail was seen, or taken back. Appended: the latest counts."""

    sheet = models.ForeignKey(JudgeSheet, models.PROTECT, related_name="critical_marks")
    critical_fail = models.ForeignKey(CriticalFail, models.PROTECT, related_name="+")
    is_observed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sheet", "critical_fail"])]

    def __str__(self) -> str:
        return f"{self.critical_fail_id}: {self.is_observed}"
