from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.enrollment.models import Enrollment
from school.lib.fields import CodeField, labelled
from school.lib.format import yuan
from school.people.models import Person
from school.wages.bands.models import BandPublication as BandPublication
from school.wages.bands.models import PayBand as PayBand
from school.wages.evidence.models import Evidenced
from school.wages.evidence.models import Objection as Objection
from school.wages.follow_ups.models import FollowUp as FollowUp
from school.wages.links.models import AnswerLink as AnswerLink
from school.wages.minimum.models import MinimumWage as MinimumWage
from school.wages.owed.models import OwedPay as OwedPay
from school.wages.owed.models import OwedStep as OwedStep
from school.wages.payslips.models import Payslip as Payslip
from school.wages.phoning.models import Call as Call
from school.wages.rules import Pay
from school.wages.told import TellsPay
from school.wages.uploads.models import CompanyReport as CompanyReport
from school.wages.uploads.models import WageUpload as WageUpload

if TYPE_CHECKING:
    from school.people.models import User


class WageRecordQuerySet(models.QuerySet["WageRecord"]):
    def visible_to(self, user: "User") -> "WageRecordQuerySet":
        if user.has_perm("wages.view_wagerecord"):
            return self
        return self.filter(person__user_id=user.pk)

    def standing(self) -> "WageRecordQuerySet":
        """Records that no later one supersedes."""
        return self.filter(superseded_by=None)


class WageRecord(Evidenced, models.Model):
    """What a person earned in a period, as told by someone. Superseded, never edited.

    A 26-day engagement and a calendar month are different units and are never mixed
    without saying so.
    """

    class Unit(models.TextChoices):
        MONTH = "month", _("one month")
        DAYS_26 = "26_day", _("26 days")
        DAY = "day", _("one day")
        HOUR = "hour", _("one hour")
        ORDER = "order", _("one order")
        SQUARE_METRE = "sqm", _("one square metre")

    class Basis(models.TextChoices):
        GROSS = "gross", _("before deductions")
        NET = "net", _("in hand")

    class Source(models.TextChoices):
        SELF = "self", _("told by the worker")
        PAYSLIP = "payslip", _("payslip")
        COMPANY = "company", _("company")
        PLATFORM = "platform", _("platform")

    class Purpose(models.TextChoices):
        BASELINE = "baseline", _("before the course")
        FOLLOW_UP = "follow_up", _("follow-up")
        OTHER = "other", _("another occasion")

    code = CodeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="wage_records")
    enrollment = models.ForeignKey(
        Enrollment, models.PROTECT, null=True, blank=True, related_name="wage_records"
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    amount_fen = models.PositiveIntegerField(_("amount in fen"))
    unit = models.CharField(_("paid by"), max_length=8, choices=Unit)
    # How many units in a usual month of the period, in hundredths (12.5 days = 1250).
    quantity_hundredths = models.PositiveIntegerField(
        _("how many a month, in hundredths"), default=100
    )
    basis = models.CharField(max_length=5, choices=Basis, default=Basis.NET)
    source = models.CharField(
        _("where the sum comes from"), max_length=10, choices=Source
    )
    employer = models.CharField(_("employer"), max_length=100, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    actor_label = models.CharField(max_length=120)
    at = models.DateTimeField(_("told at"))

    objects = WageRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("wage record")
        verbose_name_plural = _("wage records")
        ordering = ["-period_end", "-pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                name="wages_record_period_in_order",
                condition=models.Q(period_end__gte=models.F("period_start")),
                violation_error_message=_("The period ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        # Without the sum: the journal keeps this label, for more readers than pay has.
        return f"{self.person} {self.period_end}"

    @property
    @labelled(_("Pay"))
    def sum_in_words(self) -> str:
        """¥6,200 a month; for pay by the day and such, with how many a month."""
        count = Decimal(self.quantity_hundredths) / 100
        return str(SUM_IN_WORDS[self.unit]) % {
            "sum": yuan(self.amount_fen),
            "count": f"{count.normalize():f}",
        }

    def pay(self) -> Pay:
        return Pay(
            amount_fen=self.amount_fen,
            unit=self.unit,
            quantity_hundredths=self.quantity_hundredths,
            basis=self.basis,
            employer=self.employer,
        )


SUM_IN_WORDS: dict[str, str | Promise] = {
    WageRecord.Unit.MONTH: _("%(sum)s a month"),
    WageRecord.Unit.DAYS_26: _("%(sum)s for 26 days"),
    WageRecord.Unit.DAY: _("%(sum)s a day, %(count)s days a month"),
    WageRecord.Unit.HOUR: _("%(sum)s an hour, %(count)s hours a month"),
    WageRecord.Unit.ORDER: _("%(sum)s an order, %(count)s orders a month"),
    WageRecord.Unit.SQUARE_METRE: _(
        "%(sum)s a square metre, %(count)s of them a month"
    ),
}


class Baseline(TellsPay, models.Model):
    """What was answered when the pay before the course was asked; no row: not asked yet.

    Declined is unknown: neither zero pay nor out of work, and it has no consequence.
    """

    class Answer(models.TextChoices):
        TOLD = "told", _("told")
        NO_WORK = "no_work", _("no paid work in those months")
        DECLINED = "declined", _("rather not say")

    enrollment = models.OneToOneField(
        Enrollment, models.PROTECT, related_name="baseline"
    )
    answer = models.CharField(_("answer about pay"), max_length=8, choices=Answer)
    record = models.ForeignKey(
        WageRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered on"))

    class Meta:
        verbose_name = _("pay before the course")
        verbose_name_plural = _("pay before the course")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="wages_baseline_told_has_record",
                condition=models.Q(answer="told", record__isnull=False)
                | (~models.Q(answer="told") & models.Q(record=None)),
                violation_error_message=_("Only pay that was told has a record."),
            )
        ]

    def __str__(self) -> str:
        return str(self.enrollment)
