from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.lib.fields import labelled
from school.lib.format import yuan
from school.wages.rules import HOUR, MONTH


class MinimumWage(models.Model):
    """A minimum wage as an authority announced it. Appended; a later one for the day holds."""

    class Unit(models.TextChoices):
        MONTH = MONTH, pgettext_lazy("minimum wage", "a month, full time")
        HOUR = HOUR, pgettext_lazy("minimum wage", "an hour, part time")

    towns = models.CharField(_("towns"), max_length=300)
    unit = models.CharField(_("paid by"), max_length=5, choices=Unit)
    amount_fen = models.PositiveIntegerField(_("amount in fen"))
    begins_on = models.DateField(_("holds from"))
    source = models.CharField(_("where it was announced"), max_length=200)
    actor_label = models.CharField(_("noted by"), max_length=120)
    at = models.DateTimeField(_("noted at"))

    class Meta:
        verbose_name = _("minimum wage")
        verbose_name_plural = _("minimum wages")
        ordering = ["-begins_on", "-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return f"{self.sum_in_words} {self.get_unit_display()} {self.begins_on}"

    @property
    @labelled(_("How much"))
    def sum_in_words(self) -> str:
        return yuan(self.amount_fen)
