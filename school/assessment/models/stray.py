"""What a phone sent of a sheet that takes no marks any more."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.practical import Marking
from school.courses.models import CriticalFail, Item

if TYPE_CHECKING:
    from school.people.models import User


class StrayQuerySet(models.QuerySet["StrayMark"]):
    def open(self) -> "StrayQuerySet":
        """Those nobody at the desk has settled yet."""
        return self.filter(settled_at=None)

    def sent_by(self, user: "User") -> "StrayQuerySet":
        return self.filter(sender_id=user.pk)


class StrayMark(models.Model):
    """A mark or note that came too late. Kept for people to read, and never counted."""

    class Cause(models.TextChoices):
        HANDED_IN = "handed_in", _("the sheet was handed in already")
        GIVEN_AWAY = "given_away", _("another examiner has the sheet now")
        RELEASED = "released", _("the result is out")
        OTHER_NOTE = "other_note", _("another phone had written another note by then")

    marking = models.ForeignKey(Marking, models.PROTECT, related_name="stray_marks")
    cause = models.CharField(_("why it does not count"), max_length=10, choices=Cause)
    # What it says: points of an item, a critical fail, or a note.
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    critical_fail = models.ForeignKey(
        CriticalFail, models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(_("note"), blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    is_observed = models.BooleanField(null=True)
    uuid = models.UUIDField(unique=True)
    device = models.CharField(_("device"), max_length=36, blank=True)
    rubric = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("given at"))
    received_at = models.DateTimeField(_("received at"))
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Examiner"),
    )
    settled_at = models.DateTimeField(null=True)

    objects = StrayQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark that came too late")
        verbose_name_plural = _("marks that came too late")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.marking}: {self.get_cause_display()}"
