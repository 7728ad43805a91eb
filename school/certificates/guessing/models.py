from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckCount(models.Model):
    """How often on a day something was typed or guessed, and how it went. It names nobody."""

    class Kind(models.TextChoices):
        CODE = "code", _("the address behind a QR code")
        NUMBER = "number", _("number and name")
        NAME = "name", _("full name, to see it whole")
        TAIL = "tail", _("end of the ID number, to see the name")
        BATCH = "batch", _("a company's list, row by row")

    class Outcome(models.TextChoices):
        RIGHT = "right", _("did agree")
        WRONG = "wrong", _("did not agree")
        # Once for whoever or whatever was stopped, however often they go on.
        STOPPED = "stopped", _("stopped: too often")

    day = models.DateField(_("day of the attempts"))
    kind = models.CharField(_("what was typed"), max_length=6, choices=Kind)
    outcome = models.CharField(_("how it went"), max_length=7, choices=Outcome)
    # None where what was typed leads to none.
    certificate = models.ForeignKey(
        "certificates.Certificate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="check_counts",
        verbose_name=_("certificate"),
    )
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("attempts to check a certificate")
        verbose_name_plural = _("attempts to check certificates")
        ordering = ["-day", "-count", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "day", "kind", "outcome"],
                name="certificates_counted_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["day", "kind", "outcome"],
                condition=models.Q(certificate=None),
                name="certificates_unknown_counted_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.outcome}: {self.count}"
