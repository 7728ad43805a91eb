import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import CriticalFail, Item, Station
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class PracticalQuerySet(models.QuerySet["Practical"]):
    def unreleased(self) -> "PracticalQuerySet":
        return self.exclude(status=Practical.Status.RELEASED)

    def latest_of_each(self) -> "PracticalQuerySet":
        """Each trainee's latest attempt: the one that counts."""
        later = Practical.objects.filter(
            enrollment=models.OuterRef("enrollment"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class Practical(models.Model):
    """One attempt at the practical assessment: the stations drawn for one trainee."""

    class Status(models.TextChoices):
        OPEN = "open", _("being marked")
        MARKED = "marked", _("all marks in")
        RELEASED = "released", _("released")

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="practicals",
        verbose_name=_("trainee"),
    )
    number = models.PositiveSmallIntegerField(_("attempt"))
    # What the examiner calls her by; kept from one attempt to the next.
    candidate_number = models.PositiveSmallIntegerField(_("candidate number"))
    status = models.CharField(
        _("status"), max_length=8, choices=Status, default=Status.OPEN
    )
    seed = models.BigIntegerField(_("seed of the draw"))
    opened_at = models.DateTimeField(_("opened on"))
    released_at = models.DateTimeField(_("released"), null=True, blank=True)

    objects = PracticalQuerySet.as_manager()

    class Meta:
        verbose_name = _("practical assessment")
        verbose_name_plural = _("practical assessments")
        ordering = ["enrollment", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "number"],
                name="assessment_practical_number_once",
                violation_error_message=_("This attempt exists already."),
            ),
        ]
        permissions = [
            ("mark_practical", _("Can mark stations one is assigned to")),
            ("release_practical", _("Can open and release practical assessments")),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} #{self.number}"


class PracticalStation(models.Model):
    """A station drawn for a practical."""

    practical = models.ForeignKey(
        Practical, models.CASCADE, related_name="practical_stations"
    )
    station = models.ForeignKey(
        Station, models.PROTECT, related_name="+", verbose_name=_("station")
    )
    number = models.PositiveSmallIntegerField()
    # Kept from a former practical: the station in which its marks were given. It has no
    # sheets of its own.
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["practical", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["practical", "station"],
                name="assessment_practicalstation_once",
                violation_error_message=_("The station is drawn already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practical} · {self.station}"


# With three or four examiners at a station the third is one of those who mark it anyway.
_CALLED = models.Q(role__in=["moderator", "appeal"]) | models.Q(
    role="third",
    practical_station__practical__enrollment__cohort__edition__examiners_per_station=2,
)


class MarkingQuerySet(models.QuerySet["Marking"]):
    def visible_to(self, user: "User") -> "MarkingQuerySet":
        """One's own sheets: examiners do not see each other's."""
        return self.kept_by_examiner().filter(examiner_id=user.pk)

    def kept_by_examiner(self) -> "MarkingQuerySet":
        """Without those that an examiner has declined and nobody else has yet."""
        return self.exclude(status=Marking.Status.DECLINED)

    def called(self) -> "MarkingQuerySet":
        """Of those who were called because others differ, or were appealed against."""
        return self.filter(_CALLED)

    def uncalled(self) -> "MarkingQuerySet":
        return self.exclude(_CALLED)

    def to_mark(self) -> "MarkingQuerySet":
        """Sheets of practicals whose result is not out, and that are still wanted.

        A third is not once a moderator decides.
        """
        return self.exclude(
            practical_station__practical__status=Practical.Status.RELEASED
        ).exclude(
            role=Marking.Role.THIRD,
            status=Marking.Status.OPEN,
            practical_station__markings__role=Marking.Role.MODERATOR,
        )


class Marking(models.Model):
    """One examiner's sheet for one drawn station."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("handed in")
        # She knows the candidate, and nobody else could be given it by itself.
        DECLINED = "declined", _("declined: waits for another examiner")

    class Role(models.TextChoices):
        FIRST = "first", _("first examiner")
        SECOND = "second", _("second examiner")
        THIRD = "third", _("third examiner")
        FOURTH = "fourth", _("fourth examiner")
        MODERATOR = "moderator", _("moderator")
        APPEAL = "appeal", _("hears the appeal")

    # Those who mark without seeing each other's sheets, in their order.
    BLIND = (Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH)

    code = CodeField()
    practical_station = models.ForeignKey(
        PracticalStation, models.CASCADE, related_name="markings"
    )
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="markings"
    )
    role = models.CharField(_("role at the station"), max_length=9, choices=Role)
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN
    )
    note = models.TextField(_("note"), blank=True)
    # The trainee began; the station's minutes run from here.
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)

    objects = MarkingQuerySet.as_manager()

    class Meta:
        verbose_name = _("marking sheet")
        verbose_name_plural = _("marking sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["practical_station", "examiner"],
                name="assessment_marking_once",
                violation_error_message=_("This examiner has a sheet already."),
            ),
            models.UniqueConstraint(
                fields=["practical_station", "role"],
                condition=~models.Q(role="appeal"),
                name="assessment_marking_role_once",
                violation_error_message=_("Somebody has this role there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practical_station} · {self.examiner}"

    def is_begun_or_done(self) -> bool:
        """Has marks or something pinned on it, or is handed in: it stays with its examiner."""
        return (
            self.status == Marking.Status.SUBMITTED
            or self.item_marks.exists()
            or self.critical_marks.exists()
            or self.proofs.standing().exists()
        )

    def may_become_moderators(self) -> bool:
        """Of a third who was called and has not begun."""
        return (
            self.role == Marking.Role.THIRD
            and self.is_called
            and not self.is_begun_or_done()
        )

    @property
    def is_called(self) -> bool:
        """As `MarkingQuerySet.called`."""
        if self.role == Marking.Role.THIRD:
            cohort = self.practical_station.practical.enrollment.cohort
            return cohort.edition.examiners_per_station == 2
        return self.role not in Marking.BLIND

    @property
    def ends_at(self) -> datetime | None:
        """When the trainee has to stop."""
        if self.started_at is None:
            return None
        return self.started_at + timedelta(
            minutes=self.practical_station.station.minutes
        )


class SheetMark(models.Model):
    """A line of a sheet, as it was given and as it came."""

    # When it was given, by the school's clock; and when the school had it.
    at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    # The client's own name of the mark: sent twice, it is kept once.
    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    # Empty where a form of the page marked, without a script.
    device = models.CharField(max_length=36, blank=True, default="")
    # The items that the examiner had before her: `rubrics.version_of`.
    rubric = models.CharField(max_length=64, blank=True, default="")
    # How many marks of the same step the phone knew of. None: of all.
    seen = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True


class SheetNote(SheetMark):
    """The note as it was written. Appended: `Marking.note` is the latest."""

    marking = models.ForeignKey(Marking, models.PROTECT, related_name="notes")
    text = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class ItemMark(SheetMark):
    """Points given for an item. Appended: the latest of a sheet's marks for an item counts."""

    marking = models.ForeignKey(Marking, models.PROTECT, related_name="item_marks")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    # None: taken back, so that the item has no mark.
    points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["marking", "item"])]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.points}"


class CriticalMark(SheetMark):
    """That a critical fail was seen, or taken back. Appended: the latest counts."""

    marking = models.ForeignKey(Marking, models.PROTECT, related_name="critical_marks")
    critical_fail = models.ForeignKey(CriticalFail, models.PROTECT, related_name="+")
    is_observed = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["marking", "critical_fail"])]

    def __str__(self) -> str:
        return f"{self.critical_fail_id}: {self.is_observed}"
