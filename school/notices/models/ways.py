"""How a person wants to be told: what they chose, and the addresses they gave for it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib import push
from school.lib.fields import CodeField, SealedTextField
from school.lib.masking import mask_email
from school.notices.groups import GROUPS
from school.notices.models.delivery import Channel
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class Preference(models.Model):
    """Whether a person wants a channel. Nothing said means yes, once there is an address for it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences")
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    is_on = models.BooleanField(_("wanted"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        verbose_name = _("way to be told")
        verbose_name_plural = _("ways to be told")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel"],
                name="notices_preference_once",
                violation_error_message=_("There is a choice for this channel."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.channel}"


class Muted(models.Model):
    """A group of notices that a person wants in the inbox alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="muted")
    group = models.CharField(
        _("notices about"), max_length=8, choices=[*GROUPS.items()]
    )
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        verbose_name = _("notices in the inbox alone")
        verbose_name_plural = _("notices in the inbox alone")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                name="notices_muted_once",
                violation_error_message=_("That has been chosen already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.group}"


class Mailbox(models.Model):
    """A person's e-mail address; used once they have typed the code that was sent to it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mailbox")
    address = models.EmailField(_("e-mail address"))
    asked_at = models.DateTimeField(_("code sent"))
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        return mask_email(self.address)


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def visible_to(self, user: "User") -> "PushSubscriptionQuerySet":
        return self.filter(person__user_id=user.pk)


class PushSubscription(models.Model):
    """A device whose owner has agreed to messages on its screen; deleting it takes that back."""

    code = CodeField()
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="push_subscriptions"
    )
    # Whoever knows these can send to the device.
    endpoint = SealedTextField()
    endpoint_hash = models.CharField(max_length=64, unique=True, editable=False)
    p256dh = SealedTextField()
    auth = SealedTextField()
    device = models.CharField(_("device"), max_length=40)
    agreed_at = models.DateTimeField(_("messages allowed"))

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("device with messages")
        verbose_name_plural = _("devices with messages")
        ordering = ["-agreed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.device}"

    @property
    def push_address(self) -> push.Address:
        return push.Address(self.endpoint, self.p256dh, self.auth)
