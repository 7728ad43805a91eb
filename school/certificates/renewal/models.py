from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course
from school.enrollment.models import Enrollment
from school.lib.fields import CodeField


class RefresherRule(models.Model):
    """Whether the certificates of a course suggest a day for a refresher, and what is one.

    How many months lie between them the edition says (`refresher_months`).
    """

    course = models.OneToOneField(
        Course,
        models.PROTECT,
        related_name="refresher_rule",
        verbose_name=_("certificates of the course"),
    )
    is_suggested = models.BooleanField(
        _("suggest a day for a refresher"), default=False
    )
    refreshers = models.ManyToManyField(
        Course,
        blank=True,
        related_name="refreshes",
        verbose_name=_("courses that refresh it"),
    )

    class Meta:
        verbose_name = _("rule for refreshers")
        verbose_name_plural = _("rules for refreshers")

    def __str__(self) -> str:
        return str(self.course)


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def standing(self) -> "RenewalQuerySet":
        return self.filter(withdrawal=None)


class Renewal(models.Model):
    """The training was refreshed or reviewed. Appended; the paper stays as it was printed.

    It belongs to the training, so a certificate issued in another's place has it too.
    """

    class Kind(models.TextChoices):
        REFRESHER = "refresher", _("refresher course")
        REVIEW = "review", _("annual review")

    code = CodeField()
    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="renewals")
    kind = models.CharField(_("renewed by"), max_length=9, choices=Kind)
    # The place in the class that refreshed it.
    refresher = models.ForeignKey(
        Enrollment, models.PROTECT, null=True, blank=True, related_name="refreshed"
    )
    done_on = models.DateField(_("renewed on the day"))
    until = models.DateField(_("next refresher suggested by"))
    note = models.CharField(_("note on the renewal"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("renewal entered at"))

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = _("renewal of a certificate")
        verbose_name_plural = _("renewals of certificates")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="refresher", refresher__isnull=False)
                | models.Q(kind="review", refresher=None),
                name="certificates_renewal_names_its_refresher",
                violation_error_message=_("A refresher names its class."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("done_on")),
                name="certificates_renewal_carries_further",
                violation_error_message=_("A renewal ends after it was made."),
            ),
        ]
        permissions = [("renew_certificate", _("Can renew certificates"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done_on}"


class RenewalWithdrawal(models.Model):
    """A renewal that does not count: entered wrongly, or its refresher fell away. Appended."""

    class Cause(models.TextChoices):
        MISTAKE = "mistake", _("renewal entered wrongly")
        RESULT = "result", _("the refresher's result fell away")
        REVOKED = "revoked", _("the refresher's certificate was revoked")

    renewal = models.OneToOneField(Renewal, models.PROTECT, related_name="withdrawal")
    cause = models.CharField(_("cause of the withdrawal"), max_length=7, choices=Cause)
    reason = models.CharField(
        _("why the renewal does not count"), max_length=300, blank=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("withdrawn at"))

    class Meta:
        verbose_name = _("withdrawn renewal")
        verbose_name_plural = _("withdrawn renewals")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(cause="mistake", reason=""),
                name="certificates_renewal_taken_back_for_a_reason",
                violation_error_message=_("Say why the renewal does not count."),
            )
        ]

    def __str__(self) -> str:
        return str(self.renewal)


class RefresherReminder(models.Model):
    """A holder was told so many days before. Appended; once for each day that is suggested."""

    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, related_name="refresher_reminders"
    )
    until = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(_("reminded at"))

    class Meta:
        verbose_name = _("reminder of a refresher")
        verbose_name_plural = _("reminders of refreshers")
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "until", "days"],
                name="certificates_reminded_once",
                violation_error_message=_("This reminder was sent."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.until} -{self.days}"


def due_by() -> models.expressions.Combinable:
    """In SQL what `rules.due` says: the day that counts now."""
    newest = (
        Renewal.objects.standing()
        .filter(enrollment=models.OuterRef("enrollment"))
        .order_by("-until")
        .values("until")[:1]
    )
    return Greatest(
        models.F("refresher_by"),
        Coalesce(models.Subquery(newest), models.F("refresher_by")),
    )
