from datetime import date

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.course import Edition
from school.lib.fields import Bilingual, CodeField
from school.people.models import User


class Venue(models.Model):
    class Kind(models.TextChoices):
        FIXED = "fixed", _("classroom")
        MOBILE = "mobile", _("mobile classroom")

    name = models.CharField(_("venue name"), max_length=80, unique=True)
    address = models.CharField(_("venue address"), max_length=200)
    kind = models.CharField(
        _("kind of venue"), max_length=8, choices=Kind, default=Kind.FIXED
    )
    capacity = models.PositiveSmallIntegerField(_("room for"))
    # In place of a map, which would need a map's supplier: "第二个路口右转，红色铁门".
    directions_zh = models.TextField(
        _("how to find it (Chinese)"), max_length=400, blank=True
    )
    directions_en = models.TextField(
        _("how to find it (English)"), max_length=400, blank=True
    )
    directions = Bilingual("directions")

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_mobile(self) -> bool:
        return self.kind == self.Kind.MOBILE


class CohortQuerySet(models.QuerySet["Cohort"]):
    def public(self) -> "CohortQuerySet":
        return self.exclude(status__in=[Cohort.Status.DRAFT, Cohort.Status.CANCELLED])

    def visible_to(self, user: User | AnonymousUser) -> "CohortQuerySet":
        """What is public; one's own classes; every class with the permission to view."""
        if user.has_perm("courses.view_cohort"):
            return self
        if not isinstance(user, User):
            return self.public()
        return self.public() | self.staffed_by(user)

    def open_for_enrollment(self) -> "CohortQuerySet":
        return self.filter(status=Cohort.Status.ENROLLING)

    def coming(self) -> "CohortQuerySet":
        """Announced or enrolling: what a visitor may still join."""
        return self.filter(
            status__in=[Cohort.Status.ANNOUNCED, Cohort.Status.ENROLLING]
        )

    def unfinished(self) -> "CohortQuerySet":
        return self.exclude(
            status__in=[Cohort.Status.COMPLETED, Cohort.Status.CANCELLED]
        )

    def staffed_by(self, user: User) -> "CohortQuerySet":
        """Cohorts in which `user` has a duty (instructor, assistant, examiner, head teacher)."""
        return self.filter(
            pk__in=Duty.objects.filter(user_id=user.pk).values("cohort_id")
        )


class Cohort(models.Model):
    """One run of an edition, evening by evening, for a class of trainees."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ANNOUNCED = "announced", _("announced")
        ENROLLING = "enrolling", _("open for enrolment")
        RUNNING = "running", _("running")
        ASSESSING = "assessing", _("under assessment")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")

    code = CodeField()
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="cohorts", verbose_name=_("edition")
    )
    name = models.CharField(_("class name"), max_length=60)
    status = models.CharField(
        _("stage"), max_length=10, choices=Status, default=Status.DRAFT
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="cohorts", verbose_name=_("venue")
    )
    starts_on = models.DateField(_("first evening"))
    ends_on = models.DateField(_("last evening"))
    enrol_until = models.DateField(_("enrol until"))
    fee_fen = models.PositiveIntegerField(_("fee in fen"), default=0)
    # Who pays instead, where somebody does.
    fee_note_zh = models.CharField(_("fee note (Chinese)"), max_length=100, blank=True)
    fee_note_en = models.CharField(_("fee note (English)"), max_length=200, blank=True)
    fee_note = Bilingual("fee_note")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                name="courses_cohort_has_seats",
                condition=models.Q(seats__gte=1),
                violation_error_message=_("A cohort needs at least one seat."),
            ),
            models.CheckConstraint(
                name="courses_cohort_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_(
                    "The last evening is before the first. Check both dates."
                ),
            ),
        ]
        permissions = [("open_cohort", _("Can open and close a cohort"))]

    def __str__(self) -> str:
        return self.name

    def takes_applications(self, *, on: date) -> bool:
        return self.status == self.Status.ENROLLING and on <= self.enrol_until


class Duty(models.Model):
    """Who does what in a cohort."""

    class Kind(models.TextChoices):
        HEAD_TEACHER = "head_teacher", _("head teacher")
        INSTRUCTOR = "instructor", _("instructor")
        ASSISTANT = "assistant", _("assistant")
        EXAMINER = "examiner", _("examiner")

    TEACHING = (Kind.HEAD_TEACHER, Kind.INSTRUCTOR, Kind.ASSISTANT)

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="duties")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="duties",
        verbose_name=_("account"),
    )
    kind = models.CharField(_("duty"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["cohort", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user", "kind"],
                name="courses_duty_once",
                violation_error_message=_("This person already has this duty here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
