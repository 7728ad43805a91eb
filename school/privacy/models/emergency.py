from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.lib.fields import CodeField
from school.looks.models import Look
from school.looks.roles import roles_in_words
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User

OPEN = "privacy.open_in_emergency"
REVIEW = "privacy.review_emergency"
# Long enough to copy a number out or to dial it.
SHOWN = timedelta(minutes=10)
# Fewer signs say nothing that could be looked at again.
REASON_LEAST = 10


class EmergencyLookQuerySet(models.QuerySet["EmergencyLook"]):
    def to_review(self, user: "User") -> "EmergencyLookQuerySet":
        """Nobody reviews her own, nor what is about herself."""
        return (
            self.filter(review=None).exclude(by=user).exclude(person__user_id=user.pk)
        )


class EmergencyLook(models.Model):
    """What is masked was opened once, with a reason, for a short while. Appended."""

    class What(models.TextChoices):
        PHONE = "phone", _("whole mobile number")
        ID_NUMBER = "id_number", _("whole ID number")

    class Kind(models.TextChoices):
        HEALTH = "health", pgettext_lazy("emergency", "accident or illness")
        MISSING = "missing", pgettext_lazy("emergency", "missing, or in danger")
        AUTHORITY = (
            "authority",
            pgettext_lazy("emergency", "the police or an authority asks at once"),
        )
        OTHER = "other", pgettext_lazy("emergency", "something else that cannot wait")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="emergency_looks",
        verbose_name=_("whose data"),
    )
    what = models.CharField(_("what was opened"), max_length=10, choices=What)
    kind = models.CharField(_("what has happened"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    roles = models.CharField(_("who it was"), max_length=200, blank=True)
    at = models.DateTimeField(pgettext_lazy("emergency", "opened on"))

    objects = EmergencyLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency look")
        verbose_name_plural = _("emergency looks")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        permissions = [
            ("open_in_emergency", _("Can open masked data in an emergency")),
            ("review_emergency", _("Can review emergency looks")),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_what_display()} · {self.at:%Y-%m-%d}"

    def get_roles_display(self) -> str:
        return roles_in_words(self.roles)

    @property
    def shown_until(self) -> datetime:
        return self.at + SHOWN

    def is_shown(self, *, at: datetime) -> bool:
        return at < self.shown_until

    @property
    def value(self) -> str:
        """The one thing that was opened, and nothing besides."""
        is_phone = self.what == self.What.PHONE
        return self.person.phone if is_phone else self.person.id_number


class EmergencyReview(models.Model):
    """What a second person found: in order, or not and why. Appended, once."""

    look = models.OneToOneField(
        EmergencyLook,
        models.PROTECT,
        related_name="review",
        verbose_name=_("emergency look"),
    )
    is_in_order = models.BooleanField(_("in order"))
    words = models.CharField(_("what was found"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("emergency", "reviewed by"),
    )
    at = models.DateTimeField(_("reviewed on"))

    class Meta:
        verbose_name = _("review of an emergency look")
        verbose_name_plural = _("reviews of emergency looks")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="privacy_emergencyreview_objection_has_words",
                condition=models.Q(is_in_order=True) | ~models.Q(words=""),
                violation_error_message=_("An objection says why."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.look} · {self.at:%Y-%m-%d}"


LOOK_KINDS = {
    EmergencyLook.What.PHONE: Look.Kind.PHONE,
    EmergencyLook.What.ID_NUMBER: Look.Kind.ID_NUMBER,
}
