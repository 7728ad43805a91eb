from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.assessment.rules import ranking
from school.courses.models import Edition, Station
from school.lib.fields import CodeField
from school.lib.masking import mask_name
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class ContestQuerySet(models.QuerySet["Contest"]):
    def published(self) -> "ContestQuerySet":
        return self.filter(status=Contest.Status.PUBLISHED)


class Contest(models.Model):
    """The stations of an edition as a contest among teams."""

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("contest", "being prepared")
        OPEN = "open", pgettext_lazy("contest", "open for entries")
        RUNNING = "running", pgettext_lazy("contest", "under way")
        CLOSED = "closed", pgettext_lazy("contest", "over, not published")
        PUBLISHED = "published", pgettext_lazy("contest", "published")

    class Level(models.TextChoices):
        COUNTY = "county", _("county contest")
        CITY = "city", _("city contest")
        PROVINCE = "province", _("provincial contest")

    class Tie(models.TextChoices):
        CRITICALS = ranking.CRITICALS, _("fewer critical fails")
        STATION = ranking.STATION, _("more points at the deciding station")
        SECONDS = ranking.SECONDS, _("less time")

    # Before these nothing of a result is shown to anybody.
    OVER = (Status.CLOSED, Status.PUBLISHED)

    code = CodeField()
    name = models.CharField(_("name of the contest"), max_length=80)
    level = models.CharField(_("level of the contest"), max_length=8, choices=Level)
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.DRAFT
    )
    # The published rule.
    ties = models.JSONField(_("what breaks a tie, in this order"), default=list)
    deciding_station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deciding station"),
    )
    drops_extremes = models.BooleanField(
        _("of three judges or more the highest and the lowest are left out"),
        default=True,
    )
    team_best = models.PositiveSmallIntegerField(
        _("best members that count for a team"), default=3
    )
    first_prizes = models.PositiveSmallIntegerField(_("first prizes"), default=1)
    second_prizes = models.PositiveSmallIntegerField(_("second prizes"), default=2)
    third_prizes = models.PositiveSmallIntegerField(_("third prizes"), default=3)
    has_station_prizes = models.BooleanField(
        _("a prize for the best of each station"), default=True
    )

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = _("skills contest")
        verbose_name_plural = _("skills contests")
        ordering = ["-pk"]
        permissions = [("run_contest", "Can run a skills contest")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        return self.status in self.OVER

    @property
    def prize_counts(self) -> tuple[int, int, int]:
        return self.first_prizes, self.second_prizes, self.third_prizes

    @property
    def tie_words(self) -> list[str]:
        return [str(self.Tie(tie).label) for tie in self.ties]


class Round(models.Model):
    """The stations that are shown on one occasion."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("round", "not begun")
        RUNNING = "running", pgettext_lazy("round", "under way")
        CLOSED = "closed", pgettext_lazy("round", "all judged")

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    begins_at = models.DateTimeField(_("round begins at"))
    place = models.CharField(_("place of the round"), max_length=80)
    stations = models.ManyToManyField(Station, related_name="+")
    # None: the last round.
    going_on = models.PositiveSmallIntegerField(
        _("how many go on"), null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=7, choices=Status, default=Status.WAITING
    )

    class Meta:
        verbose_name = _("round of a contest")
        verbose_name_plural = _("rounds of a contest")
        ordering = ["contest", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "number"],
                name="assessment_round_once",
                violation_error_message=_("The contest has this round already."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Round %(number)d")) % {"number": self.number}


class Judge(models.Model):
    """Who judges a station in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="judges")
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="judging"
    )

    class Meta:
        verbose_name = _("judge")
        verbose_name_plural = _("judges")
        ordering = ["round", "station__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "station", "user"],
                name="assessment_judge_once",
                violation_error_message=_("This judge has the station already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.station} · {self.user}"


class Team(models.Model):
    """The contestants of a county."""

    code = CodeField()
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="teams")
    county = models.CharField(_("county"), max_length=40)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["contest", "county"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "county"],
                name="assessment_team_once",
                violation_error_message=_("This county has a team already."),
            )
        ]

    def __str__(self) -> str:
        return self.county


class ContestantQuerySet(models.QuerySet["Contestant"]):
    def visible_to(self, user: "User") -> "ContestantQuerySet":
        return self.filter(person__user_id=user.pk)

    def standing(self) -> "ContestantQuerySet":
        return self.filter(withdrawn_at=None)


class Contestant(models.Model):
    """A person on file, or a guest who is known by name only."""

    code = CodeField()
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="contestants")
    team = models.ForeignKey(Team, models.PROTECT, related_name="contestants")
    start_number = models.PositiveSmallIntegerField(_("start number"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="contests"
    )
    guest_name = models.CharField(_("name of the guest"), max_length=50, blank=True)
    # She has signed that the school keeps her name and marks for this contest.
    consented_at = models.DateTimeField(_("consent given"))
    is_named = models.BooleanField(
        _("the published results may show the name"), default=False
    )
    withdrawn_at = models.DateTimeField(_("withdrew on"), null=True, blank=True)

    objects = ContestantQuerySet.as_manager()

    class Meta:
        verbose_name = _("contestant")
        verbose_name_plural = _("contestants")
        ordering = ["contest", "start_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "start_number"],
                name="assessment_start_number_once",
                violation_error_message=_("This start number is taken."),
            ),
            models.UniqueConstraint(
                fields=["contest", "person"],
                name="assessment_contestant_once",
                violation_error_message=_("This person is in the contest already."),
            ),
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(guest_name=""),
                name="assessment_contestant_person_or_guest",
                violation_error_message=_("Either somebody on file or a guest."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start_number} {self.name}"

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.guest_name

    @property
    def account(self) -> int | None:
        return self.person.user_id if self.person else None

    @property
    def public_name(self) -> str:
        return self.name if self.is_named else mask_name(self.name)


class RoundPlace(models.Model):
    """That a contestant takes part in a round: from the first on, or because she went on."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="places")
    contestant = models.ForeignKey(Contestant, models.PROTECT, related_name="places")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "contestant"],
                name="assessment_roundplace_once",
                violation_error_message=_("She is in this round already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.contestant}"
