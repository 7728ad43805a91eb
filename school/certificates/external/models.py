from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.certificates.external import rules
from school.certificates.rules import reminder_window
from school.lib.fields import CodeField, labelled
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class ExternalCertificateQuerySet(models.QuerySet["ExternalCertificate"]):
    def visible_to(self, user: "User") -> "ExternalCertificateQuerySet":
        if user.has_perm("certificates.view_externalcertificate"):
            return self
        return self.filter(person__user_id=user.pk)

    def evidence_for(self, user: "User") -> "ExternalCertificateQuerySet":
        """The picture shows more than the list: her own, or for those who check."""
        if user.has_perm("certificates.check_externalcertificate"):
            return self
        return self.filter(person__user_id=user.pk)

    def confirmed(self) -> "ExternalCertificateQuerySet":
        return self.filter(status=ExternalCertificate.Status.CONFIRMED)

    def refused_before(self, at: datetime) -> "ExternalCertificateQuerySet":
        refused = ExternalCertificate.Status.REFUSED
        return self.filter(status=refused, checked_at__lt=at)

    def ending(self, *, on: date) -> "ExternalCertificateQuerySet":
        """Those of which somebody may have to be reminded."""
        return self.confirmed().filter(valid_until__range=reminder_window(on))


class ExternalCertificate(models.Model):
    """A certificate that somebody else issued: recorded with its evidence, checked by a person.

    The school never prints one, and says of it no more than what was checked.
    """

    class Kind(models.TextChoices):
        SKILL_LEVEL = "skill_level", _("skill-level certificate")
        QUALIFICATION = "qualification", _("certificate of a qualification")
        TRAINING = "training", _("training certificate of another school")
        OTHER = "other", _("another certificate")

    class Level(models.TextChoices):
        FIVE = "5", _("level five / junior")
        FOUR = "4", _("level four / intermediate")
        THREE = "3", _("level three / senior")
        TWO = "2", _("level two / technician")
        ONE = "1", _("level one / senior technician")

    class Status(models.TextChoices):
        WAITING = "waiting", _("not checked yet")
        CONFIRMED = "confirmed", _("checked and confirmed")
        REFUSED = "refused", _("not confirmed")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="external_certificates",
        verbose_name=_("holder"),
    )
    kind = models.CharField(_("kind of certificate"), max_length=13, choices=Kind)
    title = models.CharField(_("occupation or course"), max_length=60)
    number = models.CharField(_("number on the certificate"), max_length=40)
    level = models.CharField(
        _("level on the certificate"), max_length=1, choices=Level, blank=True
    )
    body = models.CharField(_("issued by which body"), max_length=80)
    issued_on = models.DateField(_("issued on the day"))
    # None where the paper names no end.
    valid_until = models.DateField(_("counts through"), null=True, blank=True)
    evidence = models.FileField(
        _("picture of the certificate"), upload_to="external/", storage=private_storage
    )
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(_("SHA-256 of the picture"), max_length=64)
    status = models.CharField(
        _("state of the check"), max_length=9, choices=Status, default=Status.WAITING
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    reason = models.CharField(_("why it is not confirmed"), max_length=300, blank=True)
    # The last reminder of its end: so many days before.
    reminded = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = ExternalCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate of another body")
        verbose_name_plural = _("certificates of other bodies")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number"],
                condition=~models.Q(status="refused"),
                name="certificates_external_once",
                violation_error_message=_("This certificate is recorded already."),
            ),
            # A number belongs to one person.
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=models.Q(status="confirmed"),
                name="certificates_external_confirmed_once",
                violation_error_message=_(
                    "This number is confirmed for another person."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("issued_on")),
                name="certificates_external_ends_after_issue",
                violation_error_message=_("It ends before it was issued."),
            ),
        ]
        permissions = [
            ("record_externalcertificate", _("Can record others' certificates")),
            ("check_externalcertificate", _("Can check certificates of other bodies")),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"

    @property
    @labelled(_("state of the certificate"))
    def state(self) -> str:
        """As its holder and the list read it: an end that is past is said."""
        if self.status == self.Status.CONFIRMED and self.has_expired:
            return str(_("past its last day"))
        return str(self.get_status_display())

    @property
    def has_expired(self) -> bool:
        return rules.has_expired(self.valid_until, on=timezone.localdate())
