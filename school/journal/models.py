from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from school.journal.actors import Command, LinkHolder, System
from school.journal.words import kind_words, verb_words


class Entry(models.Model):
    """Who did what to which thing, when and why.

    Actor and object are named by type, id and label, without foreign keys: the
    journal outlives both. The database refuses to edit or delete entries.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    actor_type = models.CharField(max_length=60)
    actor_id = models.CharField(max_length=40)
    actor_label = models.CharField(_("who"), max_length=120)
    verb = models.CharField(_("did"), max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(_("to"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["object_type", "object_id", "at"])]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_actor_label_display()} {self.get_verb_display()} {self.object_label}"

    def get_verb_display(self) -> str:
        return verb_words(self.verb)

    def get_actor_type_display(self) -> str:
        if self.is_by_system:
            return pgettext("journal", "the school’s clockwork")
        if self.actor_type == Command.kind:
            return pgettext("journal", "a command on the server")
        if self.is_by_link:
            return pgettext("journal", "by the link sent to her")
        return kind_words(self.actor_type)

    def get_actor_label_display(self) -> str:
        if self.is_by_system or self.is_by_link:
            return self.get_actor_type_display()
        return self.actor_label

    def get_object_type_display(self) -> str:
        return kind_words(self.object_type)

    @property
    def is_by_system(self) -> bool:
        return self.actor_type == System.kind

    @property
    def is_by_link(self) -> bool:
        return self.actor_type == LinkHolder.kind


class Seal(models.Model):
    """That an entry was written as it stands, and after which others.

    Its digest is made of the entry and of the seal before (`chain/rules.py`). It names the
    entry by number alone: it has to outlive one that somebody removes.
    """

    number = models.PositiveBigIntegerField(unique=True)
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"
