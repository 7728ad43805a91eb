from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.lib.fields import labelled
from school.wages.evidence.words import evidence


class Objection(models.Model):
    """That a worker says of a sum told by another that it is not so.

    The record stays as it is and counts in no figure while this stands.
    """

    record = models.OneToOneField(
        "wages.WageRecord", models.PROTECT, related_name="objection"
    )
    words = models.CharField(_("in her words"), max_length=300, blank=True)
    at = models.DateTimeField(_("objected on"))
    withdrawn_at = models.DateTimeField(_("taken back on"), null=True)

    class Meta:
        verbose_name = _("objection to a pay record")
        verbose_name_plural = _("objections to pay records")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.record)


class Evidenced:
    """A record of pay: how far it can be believed, and what its worker says against it."""

    source: str

    @property
    @labelled(_("How sure it is"))
    def evidence(self) -> str:
        return evidence(self.source)

    @property
    def objects_to(self) -> Objection | None:
        """What its worker says against it, as long as she does."""
        said: Objection | None = getattr(self, "objection", None)
        return said if said and said.withdrawn_at is None else None

    @property
    @labelled(_("Disputed by the worker"))
    def is_disputed(self) -> bool:
        return self.objects_to is not None

    @property
    def dispute(self) -> str:
        """In a list, where most are not."""
        return gettext("disputed") if self.is_disputed else ""

    @property
    @labelled(_("What the worker says against it"))
    def objection_words(self) -> str:
        return self.objects_to.words if self.objects_to else ""
