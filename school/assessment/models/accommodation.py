from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.exam import Attempt
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class Accommodation(models.Model):
    """What makes the theory exam fair for one trainee. It acts by itself while it stands.

    Why she needs it is nowhere kept: only that proof was seen or that it was talked over.
    """

    class Kind(models.TextChoices):
        MORE_TIME = "more_time", _("more time")
        LARGER_TYPE = "larger_type", _("larger type")
        READ_ALOUD = "read_aloud", _("questions read aloud by the phone")
        ORAL = "oral", _("oral exam with an invigilator")

    class Basis(models.TextChoices):
        PROOF_SEEN = "proof_seen", _("proof seen")
        SPOKEN_WITH = "spoken_with", _("talked over with the trainee")

    MOST_PERCENT = 100

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="accommodations",
        verbose_name=_("trainee"),
    )
    kind = models.CharField(_("help in the exam"), max_length=12, choices=Kind)
    # Of the exam's time, on top of it.
    percent = models.PositiveSmallIntegerField(
        _("more time, in percent"), null=True, blank=True
    )
    basis = models.CharField(_("granted on"), max_length=12, choices=Basis)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        ordering = ["enrollment", "granted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "kind"],
                condition=models.Q(revoked_at=None),
                name="assessment_accommodation_once",
                violation_error_message=_("The trainee has this help already."),
            ),
            models.CheckConstraint(
                name="assessment_accommodation_percent_is_time",
                condition=models.Q(kind="more_time", percent__gte=1, percent__lte=100)
                | (~models.Q(kind="more_time") & models.Q(percent=None)),
                violation_error_message=_("More time is 1 to 100 percent."),
            ),
        ]
        permissions = [
            ("grant_accommodation", _("Can grant help in the exam")),
            ("invigilate", _("Can take down an oral exam and give time in a class")),
        ]

    def __str__(self) -> str:
        word = self.get_kind_display()
        return f"{word} +{self.percent}%" if self.percent else word


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def open(self) -> "HelpRequestQuerySet":
        return self.filter(status=HelpRequest.Status.ASKED)

    def visible_to(self, user: "User") -> "HelpRequestQuerySet":
        if user.has_perm("assessment.view_accommodation"):
            return self
        return self.filter(enrollment__person__user_id=user.pk)


class HelpRequest(models.Model):
    """A trainee says what would help her in the exam; the registrar answers."""

    class Status(models.TextChoices):
        ASKED = "asked", _("waits for an answer")
        GRANTED = "granted", _("granted")
        DECLINED = "declined", _("declined")

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="help_requests",
        verbose_name=_("trainee"),
    )
    # ["more_time", "oral"]
    kinds = models.JSONField(_("what would help"))
    status = models.CharField(
        _("answer"), max_length=8, choices=Status, default=Status.ASKED
    )
    asked_at = models.DateTimeField(_("asked"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for help in the exam")
        verbose_name_plural = _("requests for help in the exam")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=models.Q(status="asked"),
                name="assessment_helprequest_one_at_a_time",
                violation_error_message=_("A request waits for its answer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrollment}: {', '.join(self.kind_words)}"

    @property
    def kind_words(self) -> list[str]:
        return [str(Accommodation.Kind(kind).label) for kind in self.kinds]


class OralSitting(models.Model):
    """Who reads the questions of a sitting aloud and takes its answers down. Appended."""

    attempt = models.OneToOneField(Attempt, models.PROTECT, related_name="oral")
    invigilator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("invigilator"),
    )
    begun_at = models.DateTimeField(_("begun"))

    class Meta:
        verbose_name = _("oral exam")
        verbose_name_plural = _("oral exams")

    def __str__(self) -> str:
        return f"{self.attempt} · {self.invigilator}"


class TimeGiven(models.Model):
    """Minutes put on top of a sitting while it ran: a power cut, a fire alarm. Appended."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="times_given")
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    reason = models.CharField(_("reason"), max_length=200)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(_("given on top at"))

    class Meta:
        verbose_name = _("time given")
        verbose_name_plural = _("times given")
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.attempt} +{self.minutes}"


class FurtherSitting(models.Model):
    """One sitting of the theory exam more than the edition gives. Appended."""

    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="further_sittings",
        verbose_name=_("trainee"),
    )
    reason = models.CharField(_("reason"), max_length=200)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    allowed_at = models.DateTimeField(_("allowed"))

    class Meta:
        verbose_name = _("further sitting")
        verbose_name_plural = _("further sittings")
        ordering = ["allowed_at", "pk"]

    def __str__(self) -> str:
        return str(self.enrollment)
