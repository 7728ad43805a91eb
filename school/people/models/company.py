from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField


class Company(models.Model):
    """A home-service company whose workers come to the school."""

    code = CodeField()
    name = models.CharField(_("name"), max_length=100, unique=True)
    town = models.CharField(_("town"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CompanyContact(models.Model):
    """Someone who may see and report for the company's own workers, by their consent."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="company_contacts"
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="contacts")

    class Meta:
        verbose_name = _("company contact")
        verbose_name_plural = _("company contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"],
                name="people_companycontact_once",
                violation_error_message=_("This account is already a contact there."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"
