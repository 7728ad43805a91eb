from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.lib.fields import labelled
from school.notices.models.notice import Notice
from school.people.models import Person


class Channel(models.TextChoices):
    """A way out of the house; the inbox on the site is always there besides."""

    SMS = "sms", pgettext_lazy("channel", "SMS")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    PUSH = "push", pgettext_lazy("channel", "Web push")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def whole(self) -> "DeliveryQuerySet":
        """With everything that sending it asks for."""
        return self.select_related("notice__person__user", "notice__text")


class Delivery(models.Model):
    """The bringing of a notice by a channel outside the site."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", pgettext_lazy("delivery", "no longer needed")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(
        _("channel"), max_length=8, choices=Channel, default=Channel.SMS
    )
    # Which of several devices; a person has one number and one mailbox.
    target = models.CharField(max_length=32, blank=True, default="")
    address = models.CharField(_("to, masked"), max_length=60, blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    # Not before then: quiet hours, or the wait after an attempt.
    due_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=60, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["status", "due_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel", "target"],
                name="notices_delivery_once",
                violation_error_message=_("This notice is on its way already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.channel}"

    @property
    @labelled(_("Person"))
    def person(self) -> Person:
        return self.notice.person
