from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.people.models import Person
from school.points.models.ledger import Posting
from school.points.models.rule import Rule

if TYPE_CHECKING:
    from school.people.models import User

REFUSED, GIVEN = "refused", "given"


def private_storage() -> Storage:
    return storages["private"]


class DeedQuerySet(models.QuerySet["Deed"]):
    def visible_to(self, user: "User", *, roles: list[str]) -> "DeedQuerySet":
        """All by right; else what she entered or her role confirms. Nobody what is about herself."""
        others = self.exclude(person__user=user)
        if user.has_perm("points.view_deed"):
            return others
        return others.filter(
            Q(entered_by=user) | Q(rule__source__confirm_role__in=roles)
        )


class Deed(models.Model):
    """Something a worker did, entered at the desk with evidence, for which a rule gives points."""

    class Status(models.TextChoices):
        OPEN = "open", _("the evidence is missing yet")
        WAITING = "waiting", _("waiting for somebody else to confirm")
        GIVEN = GIVEN, _("confirmed, points entered")
        REFUSED = REFUSED, _("refused, no points")

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        PDF = "pdf", _("PDF file")
        VOICE = "voice", _("voice note")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="deeds", verbose_name=_("worker")
    )
    rule = models.ForeignKey(
        Rule, models.PROTECT, related_name="deeds", verbose_name=_("points rule")
    )
    # The rule's own code: a new version of it gives nothing a second time.
    rule_code = models.CharField(max_length=4, editable=False)
    occurred_on = models.DateField(_("when it happened"))
    reference = models.CharField(_("what can be looked up about it"), max_length=60)
    facts = models.CharField(_("what happened"), max_length=200)
    kind = models.CharField(
        _("kind of evidence"), max_length=5, choices=Kind, blank=True
    )
    file = models.FileField(upload_to="deeds/", storage=private_storage, blank=True)
    media_type = models.CharField(max_length=20, blank=True)
    # Of the file as it is kept: written anew, without where it was taken.
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    status = models.CharField(
        _("state of the entry"), max_length=7, choices=Status, default=Status.OPEN
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered on"))
    # None where who entered it might give the points alone.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    answer = models.CharField(_("why it is refused"), max_length=200, blank=True)
    posting = models.OneToOneField(
        Posting, models.PROTECT, null=True, related_name="deed"
    )

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed with evidence")
        verbose_name_plural = _("deeds with evidence")
        ordering = ["-entered_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("enter_deed", _("Can enter deeds with evidence"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule_code", "occurred_on", "reference"],
                condition=~Q(status=REFUSED),
                name="points_deed_once",
                violation_error_message=_("This is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(status=GIVEN, posting__isnull=False)
                | (~Q(status=GIVEN) & Q(posting=None)),
                name="points_deed_given_is_posted",
                violation_error_message=_("Points that are given are in the ledger."),
            ),
            models.CheckConstraint(
                condition=~Q(status=GIVEN)
                | Q(decided_by=None)
                | ~Q(decided_by=F("entered_by")),
                name="points_deed_second_is_another",
                violation_error_message=_("Nobody confirms an entry of her own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.rule}"
