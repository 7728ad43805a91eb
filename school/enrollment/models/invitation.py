from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.courses.models import Cohort
from school.enrollment.models.enrollment import Enrollment
from school.lib.fields import CodeField, labelled
from school.lib.masking import mask_name, mask_phone
from school.people.models import Company, Person

if TYPE_CHECKING:
    from school.people.models import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: "User") -> "InvitationQuerySet":
        """What one has asked for oneself; all of them with the permission to view."""
        if user.has_perm("enrollment.view_invitation"):
            return self
        return self.filter(asked_by=user.pk)

    def waiting(self, *, at: datetime) -> "InvitationQuerySet":
        """By the time itself: whether the task that closes them has run is no matter."""
        return self.filter(status=Invitation.Status.WAITING, expires_at__gt=at)

    def run_out(self, *, at: datetime) -> "InvitationQuerySet":
        return self.filter(status=Invitation.Status.WAITING, expires_at__lte=at)

    def due(self, *, at: datetime) -> "InvitationQuerySet":
        """Whose SMS has not left yet and may."""
        return self.waiting(at=at).filter(sent_at=None, due_at__lte=at)


class Invitation(models.Model):
    """A person is asked to confirm an application that somebody else began for her.

    Nothing is applied for, no seat is held and nobody is looked up until she has typed,
    or had typed, the code that was sent to her own number.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("invitation", "waits for her answer")
        CONFIRMED = "confirmed", pgettext_lazy("invitation", "confirmed")
        DECLINED = "declined", pgettext_lazy("invitation", "declined")
        EXPIRED = "expired", pgettext_lazy("invitation", "run out")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "taken back")

    class Capacity(models.TextChoices):
        DESK = "desk", _("at a desk of the school")
        RELATIVE = "relative", _("for somebody close")
        COMPANY = "company", _("as contact of a company")

    class Relation(models.TextChoices):
        # Coarse on purpose: who is whose mother is not the school's business.
        FAMILY = "family", _("one of my family")
        NEIGHBOUR = "neighbour", _("a neighbour or friend")
        FELLOW = "fellow", _("somebody I work with")

    code = CodeField()
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="invitations", verbose_name=_("cohort")
    )
    phone = models.CharField(_("mobile number"), max_length=11)
    name = models.CharField(_("name as the asker wrote it"), max_length=50)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    capacity = models.CharField(_("asked how"), max_length=8, choices=Capacity)
    relation = models.CharField(
        _("who it is for"), max_length=9, choices=Relation, blank=True
    )
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of the company, whom its contact ticked; nobody else is looked up.
    worker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        pgettext_lazy("invitation", "answer"),
        max_length=9,
        choices=Status,
        default=Status.WAITING,
    )
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("good until"))
    ended_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    # The SMS: not before, how often tried, and when one was handed to the carrier.
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("SMS sent"), null=True, blank=True)
    enrollment = models.OneToOneField(
        Enrollment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("enrolment"),
    )
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("code typed by"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application on behalf")
        verbose_name_plural = _("applications on behalf")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["status", "expires_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "phone", "asked_by"],
                condition=models.Q(status="waiting"),
                name="enrollment_invitation_waits_once",
                violation_error_message=_("This number has been asked already."),
            ),
            models.CheckConstraint(
                name="enrollment_invitation_confirmed_has_enrollment",
                condition=models.Q(status="confirmed", enrollment__isnull=False)
                | (~models.Q(status="confirmed") & models.Q(enrollment=None)),
                violation_error_message=_("A confirmed one has become an enrolment."),
            ),
        ]
        permissions = [
            ("help_apply", "Can apply on behalf of others at a desk"),
        ]

    def __str__(self) -> str:
        # Goes into the journal, which many read and nobody can mend.
        return f"{self.cohort} · {mask_name(self.name)}"

    @property
    @labelled(_("Mobile number"))
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    def waits(self, *, at: datetime) -> bool:
        return self.status == self.Status.WAITING and self.expires_at > at

    def answer(self, *, at: datetime) -> "Invitation.Status":
        """What became of it, judged by the time and not by when a task ran."""
        if self.status == self.Status.WAITING and not self.waits(at=at):
            return self.Status.EXPIRED
        return self.Status(self.status)
