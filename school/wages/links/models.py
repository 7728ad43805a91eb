from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerLink(models.Model):
    """The link in a message that opens one follow-up without signing in.

    Good for one answer and for some days. Of its key only the fingerprint is kept.
    """

    follow_up = models.ForeignKey(
        "wages.FollowUp", models.PROTECT, related_name="links"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("link made at"))
    until = models.DateTimeField(_("link good until"))
    used_at = models.DateTimeField(_("answered by the link at"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to a follow-up")
        verbose_name_plural = _("links to follow-ups")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.follow_up} {self.made_at:%Y-%m-%d}"

    def is_over(self, *, at: datetime) -> bool:
        return self.until <= at
