from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.lib.fields import CodeField


class ApprovalRequest(models.Model):
    """One asks for certificates to be issued, replaced or revoked; another confirms or refuses.

    `plan` is what will happen, line by line, as it was when it was asked.
    """

    class Kind(models.TextChoices):
        ISSUE = "issue", _("issue certificates")
        REISSUE = "reissue", _("reissue a certificate")
        REVOKE = "revoke", _("revoke a certificate")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting for a second person")
        CONFIRMED = "confirmed", _("confirmed and carried out")
        REFUSED = "refused", _("refused by the second person")
        WITHDRAWN = "withdrawn", _("taken back by the asker")

    code = CodeField()
    kind = models.CharField(_("what is asked for"), max_length=7, choices=Kind)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="certificate_requests"
    )
    certificate = models.ForeignKey(
        "certificates.Certificate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
    )
    # Why it is reissued.
    because = models.CharField(max_length=5, blank=True)
    # The day that stands on what is issued.
    issued_on = models.DateField(null=True, blank=True)
    plan = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    reason = models.CharField(_("why it is asked for"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"))
    status = models.CharField(
        _("state of the request"), max_length=9, choices=Status, default=Status.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer = models.CharField(_("why it is refused"), max_length=300, blank=True)
    # What was printed of it.
    batch = models.OneToOneField(
        "certificates.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="request",
    )

    class Meta:
        verbose_name = _("request for a second person")
        verbose_name_plural = _("requests for a second person")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=models.Q(status="waiting"),
                name="certificates_one_request_waits",
                violation_error_message=_("A request for this certificate waits."),
            ),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=models.Q(status="waiting", kind="issue"),
                name="certificates_one_request_a_class_waits",
                violation_error_message=_("A request for this class waits."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="issue", certificate=None)
                | models.Q(kind__in=["reissue", "revoke"], certificate__isnull=False),
                name="certificates_request_names_its_certificate",
                violation_error_message=_("It names the certificate it is about."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="waiting", decided_by=None, decided_at=None)
                | models.Q(status="withdrawn", decided_by=models.F("asked_by"))
                | (
                    models.Q(
                        status__in=["confirmed", "refused"], decided_by__isnull=False
                    )
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
                name="certificates_request_takes_two",
                violation_error_message=_("Nobody answers a request of her own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.certificate or self.cohort}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def permission(self) -> str:
        """What who confirms needs, as who would do it alone."""
        verb = "revoke" if self.kind == self.Kind.REVOKE else "issue"
        return f"certificates.{verb}_certificate"
