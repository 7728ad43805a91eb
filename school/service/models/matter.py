from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.service.models.event import ServiceEvent

# What a case that it becomes rests on: the event's code.
CASE_SOURCE = "service_event"


class MatterQuerySet(models.QuerySet["Matter"]):
    def waiting(self) -> "MatterQuerySet":
        return self.filter(status=Matter.Status.WAITING)


class Matter(models.Model):
    """Something that the platform holds against a worker: a person looks whether it becomes a case."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("to be looked at")
        OPENED = "opened", _("a case was opened")
        DISMISSED = "dismissed", _("nothing comes of it")
        WITHDRAWN = "withdrawn", _("withdrawn by the platform")

    code = CodeField()
    event = models.OneToOneField(
        ServiceEvent, models.PROTECT, related_name="matter", verbose_name=_("event")
    )
    status = models.CharField(
        _("state"), max_length=9, choices=Status, default=Status.WAITING
    )
    case = models.OneToOneField(
        "points.Case", models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter from the platform")
        verbose_name_plural = _("matters from the platform")
        ordering = ["event__occurred_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status="opened", case__isnull=False)
                | (~Q(status="opened") & Q(case=None)),
                name="service_matter_opened_as_a_case",
                violation_error_message=_("Only a case opens it."),
            ),
            models.CheckConstraint(
                condition=~Q(status="dismissed") | ~Q(reason=""),
                name="service_matter_dismissed_with_a_reason",
                violation_error_message=_("Say why nothing comes of it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)
