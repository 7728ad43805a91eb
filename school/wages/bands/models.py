from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.courses.models import Course
from school.people.models.person import TOWN_LENGTH
from school.wages.bands.rules import MIDDLE_FROM
from school.wages.rules import DAYS_26, HOUR, MONTH


class BandPublicationQuerySet(models.QuerySet["BandPublication"]):
    def newest(self) -> "BandPublication | None":
        return self.order_by("-number").first()


class BandPublication(models.Model):
    """Bands of pay as they were published on a day. Appended, never changed."""

    number = models.PositiveIntegerField(_("issue number"), unique=True)
    first_day = models.DateField(_("period from"))
    last_day = models.DateField(_("period to"))
    reason = models.CharField(_("reason"), max_length=200)
    actor_label = models.CharField(_("published by"), max_length=120)
    at = models.DateTimeField(_("published at"))

    objects = BandPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication of pay bands")
        verbose_name_plural = _("publications of pay bands")
        ordering = ["-number"]
        default_permissions = ("view",)
        permissions = [("publish_bands", _("Can publish pay bands"))]
        constraints = [
            models.UniqueConstraint(
                fields=["last_day"],
                name="wages_bands_once_a_month",
                violation_error_message=_("These months are published already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.last_day:%Y-%m})"

    @property
    def period(self) -> tuple[date, date]:
        return self.first_day, self.last_day


class PayBand(models.Model):
    """What so many holders of a course's certificate earn, in a town or the whole county.

    Only what is told is kept: rounded sums, and no row of whom they come from.
    """

    class Kind(models.TextChoices):
        MONTH = MONTH, pgettext_lazy("pay band", "a month")
        DAYS_26 = DAYS_26, pgettext_lazy("pay band", "26 days")
        HOUR = HOUR, pgettext_lazy("pay band", "an hour")

    class Basis(models.TextChoices):
        NET = "net", _("in hand")
        GROSS = "gross", _("before deductions")

    publication = models.ForeignKey(
        BandPublication, models.PROTECT, related_name="bands"
    )
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    # Empty: the whole county.
    town = models.CharField(_("town"), max_length=TOWN_LENGTH, blank=True)
    kind = models.CharField(_("paid by"), max_length=8, choices=Kind)
    basis = models.CharField(max_length=5, choices=Basis)
    people = models.PositiveIntegerField(_("number of people"))
    middle_fen = models.PositiveIntegerField(_("middle in fen"))
    low_fen = models.PositiveIntegerField(_("from, in fen"), null=True)
    high_fen = models.PositiveIntegerField(_("to, in fen"), null=True)

    class Meta:
        verbose_name = _("pay band")
        verbose_name_plural = _("pay bands")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "course", "town", "kind", "basis"],
                name="wages_band_once",
                violation_error_message=_("This band is in the publication already."),
            ),
            models.CheckConstraint(
                condition=models.Q(people__gte=MIDDLE_FROM),
                name="wages_band_of_enough_people",
                violation_error_message=_("It would tell of too few people."),
            ),
            models.CheckConstraint(
                condition=models.Q(low_fen=None, high_fen=None)
                | models.Q(
                    low_fen__isnull=False,
                    high_fen__isnull=False,
                    high_fen__gte=models.F("low_fen"),
                ),
                name="wages_band_range_in_order",
                violation_error_message=_("The range ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.town} {self.kind}"

    @property
    def has_range(self) -> bool:
        return self.low_fen is not None
