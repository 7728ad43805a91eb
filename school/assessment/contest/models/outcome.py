from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.contest.models.contest import Contest, Contestant
from school.courses.models import Station
from school.lib.fields import CodeField


class Publication(models.Model):
    """One version of the published results, frozen. Appended: the latest is shown."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField(_("version"))
    # Names stand nowhere in it: they are looked up when it is shown.
    standings = models.JSONField(_("frozen results"))
    # Why there is a version after the first.
    reason = models.CharField(_("why it was corrected"), max_length=200, blank=True)
    at = models.DateTimeField(_("results published on"))

    class Meta:
        verbose_name = _("published results")
        verbose_name_plural = _("published results")
        ordering = ["contest", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "version"],
                name="assessment_publication_once",
                violation_error_message=_("This version is published already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contest} v{self.version}"


class AwardQuerySet(models.QuerySet["Award"]):
    def standing(self) -> "AwardQuerySet":
        return self.filter(withdrawn_at=None)

    def told(self) -> "AwardQuerySet":
        """Those of contests whose results are out."""
        return self.standing().filter(contest__in=Contest.objects.published())


class Award(models.Model):
    """A prize that was won. One that a correction takes away stays, withdrawn."""

    class Prize(models.IntegerChoices):
        FIRST = 1, _("first prize")
        SECOND = 2, _("second prize")
        THIRD = 3, _("third prize")

    code = CodeField()
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="awards")
    contestant = models.ForeignKey(Contestant, models.PROTECT, related_name="awards")
    # A prize of the ranking, or the best at a station.
    prize = models.PositiveSmallIntegerField(
        _("prize"), choices=Prize, null=True, blank=True
    )
    station = models.ForeignKey(
        Station, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(_("prize given on"))
    withdrawn_at = models.DateTimeField(_("prize taken away on"), null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("prize of a contest")
        verbose_name_plural = _("prizes of a contest")
        ordering = ["contest", "prize", "station__number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(prize=None) ^ models.Q(station=None),
                name="assessment_award_prize_or_station",
                violation_error_message=_("A prize of the ranking or of a station."),
            ),
            models.UniqueConstraint(
                fields=["contestant"],
                condition=models.Q(station=None, withdrawn_at=None),
                name="assessment_award_prize_once",
                violation_error_message=_("She has a prize of the ranking already."),
            ),
            models.UniqueConstraint(
                fields=["contestant", "station"],
                condition=models.Q(prize=None, withdrawn_at=None),
                name="assessment_award_station_once",
                violation_error_message=_("She has the prize of this station already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contestant} · {self.words}"

    @property
    def words(self) -> str:
        if self.station:
            return str(_("best at “%(station)s”")) % {"station": self.station}
        return str(self.get_prize_display())
