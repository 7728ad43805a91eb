from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Result
from school.certificates.approval.models import ApprovalRequest as ApprovalRequest
from school.certificates.badges.models import Badge as Badge
from school.certificates.batch_check.models import CompanyCheck as CompanyCheck
from school.certificates.batch_check.models import CompanyLook as CompanyLook
from school.certificates.designs.models import Design as Design
from school.certificates.designs.models import DesignChoice as DesignChoice
from school.certificates.designs.models import DesignPicture as DesignPicture
from school.certificates.designs.models import DesignVersion as DesignVersion
from school.certificates.external.models import (
    ExternalCertificate as ExternalCertificate,
)
from school.certificates.guessing.models import CheckCount as CheckCount
from school.certificates.record.models import HomeServiceCard as HomeServiceCard
from school.certificates.renewal.currency import Currency, currency_of
from school.certificates.renewal.models import RefresherReminder as RefresherReminder
from school.certificates.renewal.models import RefresherRule as RefresherRule
from school.certificates.renewal.models import Renewal as Renewal
from school.certificates.renewal.models import RenewalWithdrawal as RenewalWithdrawal
from school.certificates.renewal.models import due_by
from school.certificates.showing.models import Look as Look
from school.certificates.showing.models import Showing as Showing
from school.courses.models import Cohort, Course
from school.enrollment.models import Enrollment
from school.lib.diploma import looks
from school.lib.fields import CodeField, in_language, labelled, secret_code

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class Register(models.Model):
    """The last serial given in a course and year. Numbers have no gaps and are never reused."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_serial = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "year"],
                name="certificates_register_once",
                violation_error_message=_("This register exists."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.year}"


class Batch(models.Model):
    """One press of "issue": certificates of a cohort that the worker prints together."""

    code = CodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="batches")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # How often a worker has begun it.
    tries = models.PositiveSmallIntegerField(default=0)
    # What the last try could not go on for: a refusal's code and data.
    waits_because = models.JSONField(null=True, blank=True)
    # Signed as PAdES B-T, all or some, where the school wants B-LT.
    lacks_evidence = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.requested_at:%Y-%m-%d}"


RENEWALS = "enrollment__renewals__withdrawal"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: "User") -> "CertificateQuerySet":
        if user.has_perm("certificates.view_certificate"):
            return self
        return self.held_by(user)

    def held_by(self, user: "User") -> "CertificateQuerySet":
        return self.printed().filter(enrollment__person__user_id=user.pk)

    def with_renewals(self) -> "CertificateQuerySet":
        """What `currency` reads, for as many rows as there are."""
        return self.prefetch_related(RENEWALS)

    def with_refresher_due(
        self, *, until: date, since: date = date.min
    ) -> "CertificateQuerySet":
        """Valid ones whose day, moved by what has renewed them, lies between."""
        rows = self.filter(status=Certificate.Status.VALID).annotate(due=due_by())
        return rows.filter(due__range=(since, until))

    def untold(self) -> "CertificateQuerySet":
        """Valid ones of which nobody was told yet that they are issued."""
        return self.filter(status=Certificate.Status.VALID, told_at=None)

    def printed(self) -> "CertificateQuerySet":
        return self.exclude(
            status__in=[Certificate.Status.QUEUED, Certificate.Status.STOPPED]
        )


class Certificate(models.Model):
    """A training completion certificate: frozen claims, the PDF made from them, its hash.

    Nothing is deleted. `status` is where the history of `StatusChange` has led to.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting to be printed")
        STOPPED = "stopped", _("could not be printed")
        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    class Reissue(models.TextChoices):
        """Why it takes the place of another."""

        NAME = "name", _("the name is corrected")
        LOST = "lost", _("the paper is lost or damaged")
        MARKS = "marks", _("the marks changed after an appeal")

    # In the QR code: cannot be guessed from the number.
    code = CodeField(make=secret_code)
    number = models.CharField(_("number"), max_length=40, unique=True)
    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, related_name="certificates"
    )
    result = models.ForeignKey(Result, models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="certificates")
    # What it looks like; none on what was issued before there were templates.
    design_version = models.ForeignKey(
        DesignVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
        verbose_name=_("version of the template"),
    )
    # The one that this one was issued in the place of, and why.
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("takes the place of"),
    )
    reissued_for = models.CharField(
        _("reissued because"), max_length=5, choices=Reissue, blank=True
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.QUEUED
    )
    # Why printing stopped: a refusal's code and data.
    stopped_because = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    claims = models.JSONField(encoder=DjangoJSONEncoder)
    claims_sha256 = models.CharField(max_length=64)
    pdf = models.FileField(
        upload_to="certificates/", storage=private_storage, blank=True
    )
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    # The fingerprint of the key; none on what was printed before there were any.
    signed_by = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(_("issued"))
    # None: the training is taken as current whatever the day.
    refresher_by = models.DateField(
        _("refresher suggested by"), null=True, blank=True, db_index=True
    )
    printed_at = models.DateTimeField(_("printed"), null=True, blank=True)
    # When its holder was told of it and it began to count, once.
    told_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "number"]
        indexes = [
            models.Index(
                fields=["batch"],
                condition=models.Q(status="valid", told_at=None),
                name="certificates_untold",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=~models.Q(status__in=["superseded", "revoked"]),
                name="certificates_one_standing",
                violation_error_message=_("A certificate for this stands already."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaces=None, reissued_for="")
                | models.Q(
                    replaces__isnull=False, reissued_for__in=["name", "lost", "marks"]
                ),
                name="certificates_reissued_for_a_reason",
                violation_error_message=_("Say why it takes another's place."),
            ),
        ]
        permissions = [
            ("issue_certificate", _("Can issue certificates")),
            ("revoke_certificate", _("Can suspend, reinstate and revoke")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def successor(self) -> "Certificate | None":
        """The one that was issued in its place; None while it stands for itself."""
        found: Certificate | None = getattr(self, "replaced_by", None)
        return found

    @property
    def course_title(self) -> str:
        """As the course was called when it was issued."""
        claims = self.claims
        return in_language(
            {"zh": claims["course_title_zh"], "en": claims["course_title_en"]}
        )

    @property
    def currency(self) -> Currency:
        return currency_of(self)

    @property
    @labelled(_("status"))
    def state(self) -> str:
        """As pages and lists say it: a refresher that is due is said, too."""
        return self.currency.label

    @property
    @labelled(_("Holder and class"))
    def holder(self) -> str:
        return str(self.enrollment)

    @property
    def is_printed(self) -> bool:
        return self.status not in {self.Status.QUEUED, self.Status.STOPPED}

    @property
    def is_card(self) -> bool:
        design: dict[str, Any] = self.claims.get("design", {})
        return design.get("layout") == looks.CARD

    @property
    def since(self) -> datetime | None:
        """When it became what it is now; lists prefetch `status_changes`."""
        changes = list(self.status_changes.all())
        return changes[-1].at if changes else None


class StatusChange(models.Model):
    """A line of a certificate's history. Appended."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="status_changes"
    )
    status = models.CharField(_("status"), max_length=10, choices=Certificate.Status)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status history")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.certificate} {self.status}"
