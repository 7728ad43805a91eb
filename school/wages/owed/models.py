from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.lib.fields import CodeField, labelled
from school.lib.format import yuan
from school.people.models import Person
from school.wages.owed import rules

if TYPE_CHECKING:
    from school.people.models import User


class OwedPayQuerySet(models.QuerySet["OwedPay"]):
    def visible_to(self, user: "User") -> "OwedPayQuerySet":
        if user.has_perm("wages.view_owedpay"):
            return self
        return self.filter(person__user_id=user.pk)


class OwedPay(models.Model):
    """Pay that a worker says she did not get. Her word: it accuses nobody and is in no figure.

    Nobody speaks to the company before she has asked for it.
    """

    class Status(models.TextChoices):
        TOLD = rules.TOLD, pgettext_lazy("owed", "told; the company was not asked")
        ASKED = rules.ASKED, pgettext_lazy("owed", "asked the school to help")
        TALKING = rules.TALKING, pgettext_lazy("owed", "the school talks to them")
        SETTLED = rules.SETTLED, pgettext_lazy("owed", "agreed, not paid yet")
        PAID = rules.PAID, pgettext_lazy("owed", "paid")
        NOT_SETTLED = rules.NOT_SETTLED, pgettext_lazy("owed", "no agreement")
        REFERRED = rules.REFERRED, pgettext_lazy("owed", "with the authority")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("owed", "taken back")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="owed_pay", verbose_name=_("worker")
    )
    employer = models.CharField(_("who owes it"), max_length=100)
    since = models.DateField(_("owed since"))
    # None: she does not know it to the yuan.
    amount_fen = models.PositiveIntegerField(_("amount in fen"), null=True, blank=True)
    words = models.TextField(_("in her own words"), blank=True)
    status = models.CharField(
        _("status"), max_length=11, choices=Status, default=Status.TOLD
    )
    told_at = models.DateTimeField(_("told at"))
    # When the desk looks again; None where it has nothing to do.
    look_on = models.DateField(_("next look"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = OwedPayQuerySet.as_manager()

    class Meta:
        verbose_name = _("owed pay")
        verbose_name_plural = _("owed pay")
        ordering = ["-told_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("mediate_owedpay", _("Can speak to a company about owed pay"))]
        constraints = [
            models.CheckConstraint(
                name="wages_owedpay_looked_at_while_open",
                condition=models.Q(look_on=None)
                | models.Q(status__in=sorted(rules.IN_HAND)),
                violation_error_message=_("The desk looks at what is in its hands."),
            )
        ]

    def __str__(self) -> str:
        # Without sum and employer: the journal keeps it, for more readers than pay has.
        return f"{self.person} {self.told_at:%Y-%m-%d}"

    @property
    @labelled(_("How much"))
    def sum_in_words(self) -> str:
        return "" if self.amount_fen is None else yuan(self.amount_fen)

    @property
    def is_over(self) -> bool:
        return self.status in rules.OVER


class OwedStep(models.Model):
    """What was done about pay that is owed. Appended, never edited."""

    class Kind(models.TextChoices):
        ASK = rules.ASK, pgettext_lazy("owed", "the school was asked to speak to them")
        ASK_COMPANY = rules.ASK_COMPANY, pgettext_lazy("owed", "the company was asked")
        ANSWERED = rules.ANSWERED, pgettext_lazy("owed", "the company answered")
        MEET = rules.MEET, pgettext_lazy("owed", "both sides met")
        SETTLE = rules.SETTLE, pgettext_lazy("owed", "an agreement was reached")
        PAY = rules.PAY, pgettext_lazy("owed", "the pay has arrived")
        FAIL = rules.FAIL, pgettext_lazy("owed", "no agreement was reached")
        REFER = rules.REFER, pgettext_lazy("owed", "handed on to the authority")
        WITHDRAW = rules.WITHDRAW, pgettext_lazy("owed", "request taken back")
        NOT_COME = rules.NOT_COME, pgettext_lazy("owed", "the pay did not arrive")

    owed = models.ForeignKey(OwedPay, models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=11, choices=Kind)
    on = models.DateField(_("on which day"))
    words = models.TextField(_("what came of it"), blank=True)
    actor_label = models.CharField(_("noted by"), max_length=120)
    at = models.DateTimeField(_("noted at"))

    class Meta:
        verbose_name = _("step about owed pay")
        verbose_name_plural = _("steps about owed pay")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.get_kind_display())
