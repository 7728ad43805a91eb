from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment import rules
from school.people.models import Company


class Quota(models.Model):
    """Seats of a class kept for one kind of applicant through `until`; then they are everybody's."""

    class Kind(models.TextChoices):
        POINTS = "points", _("points redeemers")
        PARTNER = "partner", _("partner companies")
        RETRAINING = "retraining", _("retraining orders")
        HARDSHIP = "hardship", _("hardship")

    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="quotas", verbose_name=_("cohort")
    )
    kind = models.CharField(_("reserved for"), max_length=10, choices=Kind)
    seats = models.PositiveSmallIntegerField(_("reserved seats"))
    until = models.DateField(_("reserved until"))

    class Meta:
        verbose_name = _("reserved quota")
        verbose_name_plural = _("reserved quotas")
        ordering = ["cohort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "kind"],
                name="enrollment_quota_once",
                violation_error_message=_("This class has such a quota already."),
            ),
            models.CheckConstraint(
                name="enrollment_quota_has_seats",
                condition=models.Q(seats__gte=1),
                violation_error_message=_("A quota holds at least one seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.get_kind_display()}"

    def as_reserve(self, *, on: date) -> rules.Reserve:
        return rules.Reserve(self.kind, self.seats, rules.is_open(self.until, on=on))


class PriorityRule(models.Model):
    """One criterion by which the waiting list of a class is ordered, in its position."""

    class Criterion(models.TextChoices):
        RETRAINING = "retraining", _("a retraining order to fulfil")
        FIRST_COURSE = "first_course", _("a first course before a second")
        LOCAL = "local", _("lives in a town of the county")
        PARTNER = "partner", _("works for a partner company")

    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="priority_rules", verbose_name=_("cohort")
    )
    criterion = models.CharField(_("criterion"), max_length=14, choices=Criterion)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("priority rule")
        verbose_name_plural = _("priority rules")
        ordering = ["cohort", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "criterion"],
                name="enrollment_priority_criterion_once",
                violation_error_message=_("This criterion is in the list already."),
            ),
            models.UniqueConstraint(
                fields=["cohort", "position"],
                name="enrollment_priority_position_once",
                violation_error_message=_("Two criteria have the same position."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.position}. {self.get_criterion_display()}"


class PlaceTerms(models.Model):
    """What else a class says about its places; a class without such a row has the defaults."""

    cohort = models.OneToOneField(
        Cohort, models.CASCADE, related_name="place_terms", verbose_name=_("cohort")
    )
    freeze_hours = models.PositiveSmallIntegerField(
        _("no automatic offers so many hours before the first evening"),
        null=True,
        blank=True,
    )
    home_towns = models.CharField(_("towns of the county"), max_length=400, blank=True)
    partners = models.ManyToManyField(
        Company, blank=True, related_name="+", verbose_name=_("partner companies")
    )

    class Meta:
        verbose_name = _("terms of places")
        verbose_name_plural = _("terms of places")

    def __str__(self) -> str:
        return str(self.cohort)
