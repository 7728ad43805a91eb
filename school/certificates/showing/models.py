from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField, secret_code
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class ShowingQuerySet(models.QuerySet["Showing"]):
    def of(self, user: "User") -> "ShowingQuerySet":
        return self.filter(
            models.Q(certificate__enrollment__person__user_id=user.pk)
            | models.Q(person__user_id=user.pk)
        )

    def open(self, *, at: datetime) -> "ShowingQuerySet":
        return self.filter(until__gt=at, closed_at=None)


class Showing(models.Model):
    """What its holder lets others see for a time, by a link or a code to scan.

    A certificate with her full name, for a day; or her training record, for minutes.
    """

    # Whoever has it may look, so it cannot be guessed.
    code = CodeField(make=secret_code)
    certificate = models.ForeignKey(
        "certificates.Certificate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="showings",
    )
    # Whose training record it is, where no certificate is shown.
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="record_showings"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("link made at"))
    until = models.DateTimeField(_("link good until"))
    closed_at = models.DateTimeField(_("link closed at"), null=True, blank=True)

    objects = ShowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("link with the full name")
        verbose_name_plural = _("links with the full name")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(certificate=None, person__isnull=False)
                | models.Q(certificate__isnull=False, person=None),
                name="certificates_showing_of_one_thing",
                violation_error_message=_(
                    "A link shows a certificate or a training record."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate or self.person} · {self.made_at:%Y-%m-%d}"

    @property
    def holder(self) -> Person:
        """She alone made it, and she alone ends it."""
        if self.certificate is None:
            assert self.person
            return self.person
        return self.certificate.enrollment.person

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.until > timezone.now()


class Look(models.Model):
    """Somebody opened the link. Appended; who it was is not known."""

    showing = models.ForeignKey(Showing, models.PROTECT, related_name="looks")
    at = models.DateTimeField(_("looked at"))

    class Meta:
        verbose_name = _("look at a certificate")
        verbose_name_plural = _("looks at a certificate")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.showing} {self.at:%H:%M}"
