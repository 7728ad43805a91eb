from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.people.models import Company

if TYPE_CHECKING:
    from school.people.models import User


class CompanyCheck(models.Model):
    """A company asked about a list of certificates. Appended; what it typed is not kept."""

    company = models.ForeignKey(
        Company,
        models.PROTECT,
        related_name="certificate_checks",
        verbose_name=_("company that asked"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("its contact"),
    )
    at = models.DateTimeField(_("list checked at"))
    rows = models.PositiveSmallIntegerField(_("rows asked about"))
    told = models.PositiveSmallIntegerField(_("rows answered"))

    class Meta:
        verbose_name = _("check of a list by a company")
        verbose_name_plural = _("checks of lists by companies")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(told__lte=models.F("rows")),
                name="certificates_told_of_rows",
                violation_error_message=_("No more is answered than was asked."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.at:%Y-%m-%d}"


class CompanyLookQuerySet(models.QuerySet["CompanyLook"]):
    def of(self, user: "User") -> "CompanyLookQuerySet":
        return self.filter(certificate__enrollment__person__user_id=user.pk)


class CompanyLook(models.Model):
    """A certificate that a company was told of. Appended; its holder reads it."""

    class Allowed(models.TextChoices):
        """By what its holder let the company know."""

        CONSENT = "consent", _("her consent to her company")
        LINK = "link", _("a link that she gave it")

    check_made = models.ForeignKey(CompanyCheck, models.PROTECT, related_name="looks")
    certificate = models.ForeignKey(
        "certificates.Certificate", models.PROTECT, related_name="company_looks"
    )
    allowed_by = models.CharField(max_length=7, choices=Allowed)

    objects = CompanyLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate that a company was told of")
        verbose_name_plural = _("certificates that companies were told of")
        ordering = ["-check_made__at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_made", "certificate"],
                name="certificates_told_once_a_check",
                violation_error_message=_("One list tells of a certificate once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate} · {self.check_made}"
