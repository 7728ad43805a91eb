from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.people.models import Person
from school.points.models.ledger import Posting
from school.points.models.rule import Rule

if TYPE_CHECKING:
    from school.people.models import User

WAITING, WITHDRAWN = "waiting", "withdrawn"


class AwardRequestQuerySet(models.QuerySet["AwardRequest"]):
    def visible_to(self, user: "User") -> "AwardRequestQuerySet":
        """Whoever answers them or looks on sees all; who asks, her own. Nobody those about herself."""
        others = self.exclude(person__user=user)
        if user.has_perm("points.view_awardrequest"):
            return others
        return others.filter(asked_by=user)


class AwardRequest(models.Model):
    """An award by hand that one person does not give alone; nothing is in the ledger yet."""

    class Status(models.TextChoices):
        WAITING = WAITING, _("waiting for a second person")
        CONFIRMED = "confirmed", _("confirmed, points given")
        REFUSED = "refused", _("refused by the second person")
        WITHDRAWN = WITHDRAWN, _("taken back by the asker")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="award_requests", verbose_name=_("worker")
    )
    # As it was when it was asked for; another version is another request.
    rule = models.ForeignKey(
        Rule, models.PROTECT, related_name="requests", verbose_name=_("points rule")
    )
    rule_code = models.CharField(max_length=4, editable=False)
    source_type = models.CharField(max_length=40, choices=Posting.Source)
    source_id = models.CharField(_("what it is given for"), max_length=60)
    reason = models.CharField(_("why it is asked for"), max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"))
    status = models.CharField(
        _("state of the request"), max_length=9, choices=Status, default=Status.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("answered at"), null=True)
    answer = models.CharField(_("why it is refused"), max_length=200, blank=True)
    posting = models.OneToOneField(
        Posting, models.PROTECT, null=True, related_name="request"
    )

    objects = AwardRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("award waiting for a second person")
        verbose_name_plural = _("awards waiting for a second person")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("confirm_award", _("Can confirm an award as second person"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule_code", "source_type", "source_id"],
                condition=models.Q(status=WAITING),
                name="points_award_asked_once",
                violation_error_message=_("This award waits for a second person."),
            ),
            models.CheckConstraint(
                condition=models.Q(status=WAITING, decided_by=None, decided_at=None)
                | models.Q(status=WITHDRAWN, decided_by=models.F("asked_by"))
                | (
                    models.Q(status__in=["confirmed", "refused"])
                    & models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
                name="points_award_takes_two",
                violation_error_message=_("Nobody answers a request of her own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.rule}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING
