from datetime import date
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class Card(models.TextChoices):
    """In the words of the scheme; a colour never stands without them."""

    MODEL = "model", _("Green · model")
    GREEN = "green", _("Green card")
    WATCH = "watch", _("Watch period")
    RED = "red", _("Red · in correction")


# How a card's word is drawn: a shape and a colour besides.
KINDS = {
    Card.MODEL: "done",
    Card.GREEN: "done",
    Card.WATCH: "attention",
    Card.RED: "refused",
}


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, user: "User") -> "StandingQuerySet":
        """One's own; all for those who decide."""
        if user.has_perm("standing.view_standing"):
            return self
        return self.filter(person__user_id=user.pk)

    def settled(self) -> "StandingQuerySet":
        """Without red cards of which notice and time of appeal have not run."""
        private = models.Q(card=Card.RED, private_through__gte=timezone.localdate())
        return self.exclude(private)

    def cards_outside(self, *, on: date) -> dict[int, str]:
        """By person: what is told outside, until a private red card is, what stood before it."""
        told = self.annotate(told=_outside(on)).order_by()
        return dict(told.values_list("person_id", "told"))

    def not_green_outside(self, *, on: date) -> "StandingQuerySet":
        told = self.annotate(told=_outside(on))
        return told.filter(told__in=[Card.WATCH, Card.RED])


def _outside(on: date) -> models.Case:
    private = models.Q(card=Card.RED, private_through__gte=on)
    changes = StandingChange.objects.filter(
        person=models.OuterRef("person"), after=Card.RED
    )
    before = models.Subquery(changes.order_by("-at", "-pk").values("before")[:1])
    return models.Case(
        models.When(private, then=Coalesce(before, models.Value(Card.GREEN))),
        default=models.F("card"),
    )


class Standing(models.Model):
    """The card of one person, as the rules last gave it; whoever has no row has a green one."""

    person = models.OneToOneField(
        Person, models.PROTECT, related_name="standing", verbose_name=_("worker")
    )
    card = models.CharField(
        _("card"), max_length=5, choices=Card, default=Card.GREEN, db_index=True
    )
    since = models.DateTimeField(_("card since"))
    score = models.SmallIntegerField(_("integrity score"))
    # Each a code and what its words need.
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    private_through = models.DateField(_("private through"), null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, db_index=True)
    # When a person last lifted a red card: what was before it is answered for.
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["person__name", "person_id"]
        permissions = [("lift_red", _("Can lift red cards"))]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_card_display()}"

    @property
    def kind(self) -> str:
        return KINDS[Card(self.card)]

    def is_private(self, *, on: date) -> bool:
        """Red, and nobody outside knows of it yet."""
        through = self.private_through
        return self.card == Card.RED and through is not None and through >= on


class StandingChange(models.Model):
    """A line of the history of somebody's card. Appended."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="standing_changes",
        verbose_name=_("worker"),
    )
    before = models.CharField(_("card before"), max_length=5, choices=Card)
    after = models.CharField(_("card after"), max_length=5, choices=Card)
    score = models.SmallIntegerField(_("integrity score"))
    reasons = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # By a person who lifted a red card: their words, and the authority's decision if one was due.
    is_lifting = models.BooleanField(default=False)
    words = models.CharField(_("reason"), max_length=200, blank=True)
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    actor_label = models.CharField(_("changed by"), max_length=120)
    at = models.DateTimeField(_("changed on"))

    class Meta:
        verbose_name = _("change of a card")
        verbose_name_plural = _("changes of cards")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"])]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="standing_change_changes",
                condition=~models.Q(before=models.F("after")),
                violation_error_message=_("A change leads to another card."),
            ),
            models.CheckConstraint(
                name="standing_red_lifted_by_a_person",
                condition=~models.Q(before="red") | models.Q(is_lifting=True),
                violation_error_message=_("A red card is lifted by a person only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.before} → {self.after}"

    @property
    def kind(self) -> str:
        return KINDS[Card(self.after)]
