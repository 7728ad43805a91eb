from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from school.people.models import User


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: "User") -> "CallQuerySet":
        return self if user.has_perm("wages.view_followup") else self.none()


class Call(models.Model):
    """A call about a follow-up that brought no answer. Appended, never edited."""

    class Outcome(models.TextChoices):
        NOT_REACHED = "not_reached", _("nobody answered")
        DECLINED = "declined", _("she would rather not say")

    follow_up = models.ForeignKey(
        "wages.FollowUp", models.PROTECT, related_name="calls"
    )
    outcome = models.CharField(_("outcome of the call"), max_length=11, choices=Outcome)
    note = models.CharField(_("how it was tried"), max_length=200, blank=True)
    # None: not called again.
    again_on = models.DateField(_("to be called again on"), null=True, blank=True)
    actor_label = models.CharField(_("called by"), max_length=120)
    at = models.DateTimeField(_("called at"))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call in vain")
        verbose_name_plural = _("calls in vain")
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.follow_up} {self.at:%Y-%m-%d}"
