from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.journal.words import kind_words
from school.looks.roles import roles_in_words
from school.people.models import Person

# As long as the law has the school keep what proves how it handled personal data.
KEPT = timedelta(days=3 * 365)


class LookQuerySet(models.QuerySet["Look"]):
    def outlived(self, *, at: datetime) -> "LookQuerySet":
        return self.filter(at__lt=at - KEPT)


class Look(models.Model):
    """That somebody of the school opened what is a person's own, or took it out. Appended.

    She reads it. The database refuses to change a row, and to delete one before its time.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", pgettext_lazy("seen", "Your whole mobile number")
        ID_NUMBER = "id_number", pgettext_lazy("seen", "Your whole ID number")
        PAYSLIP = "payslip", pgettext_lazy("seen", "The picture of a payslip of yours")
        PAPER = "paper", pgettext_lazy("seen", "A certificate that you handed in")
        PROOF = "proof", pgettext_lazy("seen", "Photo or recording of your exam")
        CASE = "case", pgettext_lazy("seen", "What was handed in about a deduction")
        LISTING = (
            "listing",
            pgettext_lazy("seen", "The copy of an authority’s decision"),
        )
        SCAN = "scan", pgettext_lazy("seen", "A signed sheet with your signature")
        COPY = "copy", pgettext_lazy("seen", "The copy of all your data")
        DOSSIER = "dossier", pgettext_lazy("seen", "The subsidy papers of your class")
        WHOLE_DOSSIER = (
            "whole_dossier",
            pgettext_lazy("seen", "The subsidy papers of your class, with ID numbers"),
        )
        CLASS_FILE = "class_file", pgettext_lazy("seen", "A file about your class")
        LIST = "list", pgettext_lazy("seen", "A list of the desk, as a file")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="looks", verbose_name=_("whose data")
    )
    kind = models.CharField(_("what was seen"), max_length=20, choices=Kind)
    # Which of them: a class by its name, a list by its model.
    thing = models.CharField(_("which one"), max_length=200, blank=True)
    reason = models.CharField(_("what for"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("look", "by"),
    )
    # As they were then; she is told these and no name.
    roles = models.CharField(_("who it was"), max_length=200, blank=True)
    company = models.CharField(_("company"), max_length=200, blank=True)
    # By the right that opens what is masked; the reason is her colleague's own words.
    is_emergency = models.BooleanField(_("in an emergency"), default=False)
    at = models.DateTimeField(_("seen on"))

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at personal data")
        verbose_name_plural = _("who saw your data")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["person", "-at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d}"

    def get_thing_display(self) -> str:
        return kind_words(self.thing) if self.thing else ""

    def get_roles_display(self) -> str:
        return roles_in_words(self.roles)

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    def why(self) -> str:
        """What was said; else what such a thing is opened for."""
        return self.reason or str(PURPOSES[self.Kind(self.kind)])


Kind = Look.Kind
PURPOSES = {
    Kind.PHONE: _("to call you"),
    Kind.ID_NUMBER: _("to say for certain who you are"),
    Kind.PAYSLIP: _("to compare your pay with it"),
    Kind.PAPER: _("to check it"),
    Kind.PROOF: _("to mark you, or to look at a mark again"),
    Kind.CASE: _("to decide the deduction"),
    Kind.LISTING: _("to check it"),
    Kind.SCAN: _("to count your hours"),
    Kind.COPY: _("to hand it to you"),
    Kind.DOSSIER: _("for the authority that pays the subsidy"),
    Kind.WHOLE_DOSSIER: _("for the authority that pays the subsidy"),
    Kind.CLASS_FILE: _("to run the class and keep its papers"),
    Kind.LIST: _("for the daily work of the school"),
}
