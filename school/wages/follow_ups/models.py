from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField
from school.people.models import Consent, ConsentText
from school.wages.rules import MONTHS_OPEN, add_months
from school.wages.told import TellsPay

if TYPE_CHECKING:
    from school.people.models import User


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: "User") -> "FollowUpQuerySet":
        if user.has_perm("wages.view_followup"):
            return self
        return self.filter(enrollment__person__user_id=user.pk)

    def after_the_course(self) -> "FollowUpQuerySet":
        return self.filter(occasion=FollowUp.Occasion.AFTER)

    def of_who_waited(self) -> "FollowUpQuerySet":
        return self.filter(occasion=FollowUp.Occasion.WAITED)

    def worth_asking(self) -> "FollowUpQuerySet":
        """Without those who waited of whom nothing could be compared.

        They told no pay before, or the class was called off.
        """
        return self.filter(
            ~models.Q(occasion=FollowUp.Occasion.WAITED)
            | models.Q(
                ~models.Q(enrollment__cohort__status=Cohort.Status.CANCELLED),
                enrollment__baseline__record__isnull=False,
            )
        )

    def without_a_place(self) -> "FollowUpQuerySet":
        """Without those who waited and have had a place in the course since."""
        placed = Enrollment.objects.filter(
            person=models.OuterRef("enrollment__person"),
            cohort__edition__course=models.OuterRef(
                "enrollment__cohort__edition__course"
            ),
            enrolled_at__isnull=False,
        )
        return self.filter(
            models.Q(occasion=FollowUp.Occasion.AFTER) | ~models.Exists(placed)
        )

    def not_asked_elsewhere(self) -> "FollowUpQuerySet":
        """Without those who waited for the same course more than once and were asked of another time."""
        others = (
            self.model.objects.of_who_waited()
            .filter(
                enrollment__person=models.OuterRef("enrollment__person"),
                enrollment__cohort__edition__course=models.OuterRef(
                    "enrollment__cohort__edition__course"
                ),
                times_told__gt=0,
            )
            .exclude(pk=models.OuterRef("pk"))
        )
        return self.filter(
            models.Q(occasion=FollowUp.Occasion.AFTER) | ~models.Exists(others)
        )

    def not_passed(self, *, on: date) -> "FollowUpQuerySet":
        """Without those whose answer would be of another time.

        A later question of the same course has fallen due: pay of month 6 told as that of
        month 3 would make the figures of month 3 untrue. Or who waited is asked no more.
        """
        later = self.model.objects.filter(
            enrollment=models.OuterRef("enrollment"),
            occasion=models.OuterRef("occasion"),
            months__gt=models.OuterRef("months"),
            due_on__lte=on,
        )
        in_time = models.Q(due_on__gt=add_months(on, -MONTHS_OPEN))
        return self.filter(
            models.Q(occasion=FollowUp.Occasion.AFTER) | in_time,
            ~models.Exists(later),
        )

    def to_answer(self, *, on: date) -> "FollowUpQuerySet":
        """Those whose day has come, not answered, of people who agree to be asked."""
        agreed = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
        agreed = agreed.filter(person=models.OuterRef("enrollment__person"))
        is_agreed = models.Q(
            models.Exists(agreed), occasion=FollowUp.Occasion.AFTER
        ) | models.Q(
            models.Exists(agreed.filter(text__covers_waiting=True)),
            occasion=FollowUp.Occasion.WAITED,
        )
        return (
            self.not_passed(on=on)
            .worth_asking()
            .without_a_place()
            .not_asked_elsewhere()
            .filter(
                is_agreed,
                status__in=[FollowUp.Status.SCHEDULED, FollowUp.Status.UNREACHED],
                due_on__lte=on,
            )
        )


class FollowUp(TellsPay, models.Model):
    """A question due some months later: is the person in work, and what is the pay?

    Unanswered is unknown: it is neither zero pay nor out of work.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("to be asked")
        ANSWERED = "answered", _("answered")
        UNREACHED = "unreached", _("not reached")
        # Said on the phone; she may still answer by herself.
        DECLINED = "declined", _("would rather not say")
        # She waited, and has a place after all.
        ENDED = "ended", _("has a place now, not asked any more")

    class Occasion(models.TextChoices):
        """From when the months count, and of whom: who completed, or who had no place."""

        AFTER = "after", _("after the course")
        WAITED = "waited", _("waited for a place in vain")

    class Employment(models.TextChoices):
        EMPLOYED = "employed", _("in work")
        NOT_EMPLOYED = "not_employed", _("not in work")

    class Workplace(models.TextChoices):
        SAME = "same", _("where she worked before the course")
        OTHER = "other", _("for another employer")
        OWN = "own", _("on her own account, or by orders")

    code = CodeField()
    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, related_name="follow_ups"
    )
    occasion = models.CharField(
        _("asked of whom"), max_length=6, choices=Occasion, default=Occasion.AFTER
    )
    months = models.PositiveSmallIntegerField(_("months after"))
    due_on = models.DateField(_("asked from"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.SCHEDULED
    )
    employment = models.CharField(
        _("in work or not"), max_length=12, choices=Employment, blank=True
    )
    # Of who is in work; empty if that was not told.
    workplace = models.CharField(
        _("works where"), max_length=5, choices=Workplace, blank=True
    )
    record = models.ForeignKey(
        "wages.WageRecord", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    # How often the person was told that it is due, and when last.
    times_told = models.PositiveSmallIntegerField(_("times reminded"), default=0)
    notified_at = models.DateTimeField(_("reminded on"), null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "occasion", "months"],
                name="wages_followup_once",
                violation_error_message=_("This follow-up is scheduled already."),
            ),
            models.CheckConstraint(
                name="wages_followup_answered_says_what",
                condition=~models.Q(status="answered") | ~models.Q(employment=""),
                violation_error_message=_("An answer says whether the person works."),
            ),
            models.CheckConstraint(
                name="wages_followup_workplace_of_work",
                condition=models.Q(workplace="") | models.Q(employment="employed"),
                violation_error_message=_("Only who is in work works somewhere."),
            ),
            models.CheckConstraint(
                name="wages_followup_ended_of_who_waited",
                condition=~models.Q(status="ended") | models.Q(occasion="waited"),
                violation_error_message=_("Only who waited is not asked any more."),
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("answer_followup", _("Can enter what a worker says on the phone")),
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} +{self.months}"

    @property
    def has_waited(self) -> bool:
        return self.occasion == self.Occasion.WAITED
