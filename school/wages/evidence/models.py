from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.lib.fields import labelled
from school.wages.evidence.words import evidence

if TYPE_CHECKING:
    from school.wages.models import WageRecord


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def waiting(self) -> Self:
        """Nobody of the desk has answered, and no newer sum stands in the place of this one."""
        return self.filter(
            answered_at=None, withdrawn_at=None, record__superseded_by=None
        )


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
    answer = models.CharField(_("what the desk answered"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection to a pay record")
        verbose_name_plural = _("objections to pay records")
        default_permissions = ()
        permissions = [("answer_objection", _("Can answer an objection to a sum"))]

    def __str__(self) -> str:
        return str(self.record)

    def carried_to(self, record: "WageRecord") -> "Objection":
        """The same said of the newer sum in its place; not saved."""
        return Objection(
            record=record,
            words=self.words,
            at=self.at,
            answer=self.answer,
            answered_at=self.answered_at,
        )


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

    @property
    @labelled(_("What the desk answered"))
    def objection_answer(self) -> str:
        return self.objects_to.answer if self.objects_to else ""
