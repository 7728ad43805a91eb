"""What was answered, as it came; and what counts of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.exam import Attempt, Paper


class AnswerEvent(models.Model):
    """One answer as it was given and as it came. Appended, never changed.

    `given_at` is what the phone says by the school's clock, held between the beginning
    of the sitting and the moment it came.
    """

    attempt = models.ForeignKey(
        Attempt, models.PROTECT, related_name="answer_events", verbose_name=_("sitting")
    )
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="events")
    # Named by the phone: an answer sent twice is kept once.
    uuid = models.UUIDField(unique=True)
    chosen = models.JSONField(_("chosen answer"))
    device = models.CharField(_("device"), max_length=16, blank=True)
    given_at = models.DateTimeField(_("given at"))
    received_at = models.DateTimeField(_("received at"))
    # Given in time, but the paper was handed in or the time was up when it came.
    is_late = models.BooleanField(_("came too late"), default=False)
    # Whoever wrote the answer down for the trainee.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )

    class Meta:
        verbose_name = _("answer as it came")
        verbose_name_plural = _("answers as they came")
        ordering = ["given_at", "pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.paper}: {self.chosen}"


class Answer(models.Model):
    """What counts for a question at present: the answer given last."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="answer")
    chosen = models.JSONField(default=list)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.paper}: {self.chosen}"


class LateDecision(models.Model):
    """Whether answers which came too late count, with the reason. Appended."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="late_decisions")
    counts = models.BooleanField(_("they count"), default=True)
    # The newest answer it decides on. Empty before this was kept: then by the clock.
    last_event = models.ForeignKey(
        AnswerEvent, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("decided at"))
    points_before = models.PositiveSmallIntegerField()
    points_after = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.attempt}: {self.points_before} → {self.points_after}"
