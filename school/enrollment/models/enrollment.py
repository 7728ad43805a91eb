from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort, Duty, Session
from school.enrollment.models.eligibility import WAIVED, Hold
from school.enrollment.models.places import Quota
from school.lib.fields import CodeField, labelled
from school.people.models import Consent, ConsentText, Person

if TYPE_CHECKING:
    from school.people.models import User


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def visible_to(self, user: "User") -> "EnrollmentQuerySet":
        """One's own, those of the cohorts one works in, all with the permission to view."""
        if user.has_perm("enrollment.view_enrollment"):
            return self
        return self.filter(
            models.Q(person__user_id=user.pk)
            | models.Q(cohort__in=Cohort.objects.staffed_by(user))
        )

    def seated(self) -> "EnrollmentQuerySet":
        """Those who take a seat, held offers included."""
        return self.filter(status__in=Enrollment.SEATED)

    def in_line(self) -> "EnrollmentQuerySet":
        """Those who wait and may be offered a place.

        Their consent stands, they neither have completed the course nor have a place in
        another class of it, and nothing holds them.
        """
        standing = Consent.objects.filter(
            person=models.OuterRef("person"),
            text__purpose=ConsentText.Purpose.ENROLMENT,
            withdrawn_at=None,
        )
        of_the_course = Enrollment.objects.filter(
            person=models.OuterRef("person"),
            cohort__edition__course=models.OuterRef("cohort__edition__course"),
        )
        completed = of_the_course.filter(status=Enrollment.Status.COMPLETED)
        seated = of_the_course.filter(
            status=Enrollment.Status.ENROLLED, cohort__in=Cohort.objects.unfinished()
        )
        held = Hold.objects.standing().filter(
            ~models.Q(course=models.OuterRef("cohort__edition__course"))
            | models.Q(course=None),
            person=models.OuterRef("person"),
        )
        return self.filter(
            models.Exists(standing),
            ~models.Exists(completed),
            ~models.Exists(seated),
            ~models.Exists(held) | models.Q(waived__contains="on_hold"),
            status=Enrollment.Status.WAITLISTED,
        )

    def completing(self, person: Person, cohort: Cohort) -> "EnrollmentQuerySet":
        """With which the person has completed the course of this class before."""
        return self.filter(
            person=person,
            status=Enrollment.Status.COMPLETED,
            cohort__edition__course=cohort.edition.course_id,
        ).exclude(cohort=cohort)

    def on_roll(self) -> "EnrollmentQuerySet":
        """Trainees of the class, those who have finished included."""
        return self.filter(status__in=Enrollment.ON_ROLL)

    def trainees(self) -> "EnrollmentQuerySet":
        """Without whoever teaches or assists in the class: never counted among its trainees."""
        of_the_class = {"cohort": models.OuterRef("cohort")}
        user = models.OuterRef("person__user")
        works = Duty.objects.filter(user=user, kind__in=Duty.TEACHING, **of_the_class)
        leads = Session.objects.filter(teacher=user, **of_the_class)
        return self.filter(~models.Exists(works), ~models.Exists(leads))


class Enrollment(models.Model):
    """One person's way through one cohort, from application to completion."""

    class Status(models.TextChoices):
        APPLIED = "applied", _("applied")
        OFFERED = "offered", _("place offered")
        WAITLISTED = "waitlisted", _("on the waiting list")
        ENROLLED = "enrolled", _("enrolled")
        COMPLETED = "completed", _("completed")
        NOT_COMPLETED = "not_completed", _("not completed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # What "enrolled" is called from the first evening until the results are out.
    IN_CLASS = _("in class")
    SEATED = [
        Status.OFFERED,
        Status.ENROLLED,
        Status.COMPLETED,
        Status.NOT_COMPLETED,
    ]
    ON_ROLL = [Status.ENROLLED, Status.COMPLETED, Status.NOT_COMPLETED]

    class Source(models.TextChoices):
        SELF = "self", _("by phone")
        COMPANY = "company", _("through the company")
        VILLAGE = "village", _("village desk")
        REGISTRAR = "registrar", _("by the registrar")
        RELATIVE = "relative", _("somebody close helped")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="enrollments", verbose_name=_("trainee")
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="enrollments", verbose_name=_("cohort")
    )
    status = models.CharField(
        _("stage"), max_length=14, choices=Status, default=Status.APPLIED
    )
    # Order of the waiting list, given under the cohort's lock; never reused.
    queue_number = models.PositiveIntegerField(
        _("waiting number"), null=True, blank=True
    )
    # The reserved pool that counts, the one asked for and not yet answered, and why.
    quota_kind = models.CharField(
        _("reserved place"), max_length=10, choices=Quota.Kind, blank=True
    )
    quota_claim = models.CharField(
        _("reserved place asked for"), max_length=10, choices=Quota.Kind, blank=True
    )
    quota_reason = models.CharField(
        _("grounds for a reserved place"), max_length=200, blank=True
    )
    # Criteria of priority that were met on the day of application.
    merits = models.JSONField(_("criteria met"), default=list, blank=True)
    offer_until = models.DateTimeField(_("offer holds until"), null=True, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("applied how"), max_length=10, choices=Source)
    # Codes of what stood against it and the registrar let pass.
    waived = models.CharField(_("let pass"), max_length=200, blank=True)
    # In another class of the course; the evenings there stay with it.
    moved_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_to",
        verbose_name=_("moved here from"),
    )
    applied_at = models.DateTimeField(_("applied at"))
    enrolled_at = models.DateTimeField(_("enrolled at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["cohort", "applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cohort"],
                condition=~models.Q(status="withdrawn"),
                name="enrollment_once_per_cohort",
                violation_error_message=_("This person has already applied here."),
            ),
            models.UniqueConstraint(
                fields=["cohort", "queue_number"],
                name="enrollment_queue_number_once",
                violation_error_message=_("Two people have the same waiting number."),
            ),
            models.CheckConstraint(
                name="enrollment_waitlisted_has_number",
                condition=~models.Q(status="waitlisted")
                | models.Q(queue_number__isnull=False),
                violation_error_message=_("A place on the waiting list has a number."),
            ),
        ]
        permissions = [
            ("admit_enrollment", _("Can admit, offer and withdraw")),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.cohort}"

    def get_status_display(self) -> str:  # type: ignore[no-redef]  # instead of Django's own
        """The word for the status; that for "enrolled" follows the stage of the class."""
        has_begun = self.cohort.status in (
            Cohort.Status.RUNNING,
            Cohort.Status.ASSESSING,
        )
        if self.status == self.Status.ENROLLED and has_begun:
            return str(self.IN_CLASS)
        return str(self.Status(self.status).label)

    @property
    @labelled(_("let pass"))
    def waived_in_words(self) -> str:
        return "、".join(str(WAIVED[code]) for code in self.waived.split())

    def offer_stands(self, *, at: datetime) -> bool:
        return (
            self.status == self.Status.OFFERED
            and self.offer_until is not None
            and self.offer_until > at
        )
