import json
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from school.outcomes.rules.periods import Period, Span
from school.outcomes.rules.plain import from_plain
from school.outcomes.rules.published import Published

FREEZE = "outcomes.freeze_report"


def private_storage() -> Storage:
    return storages["private"]


class ReportQuerySet(models.QuerySet["Report"]):
    def standing(self) -> "ReportQuerySet":
        """Those that no later one corrects, the newest first."""
        return self.filter(superseded_by=None).order_by("-number")

    def is_outdone(self, period: Period) -> bool:
        """Whether a standing report, of a month or a year, tells of a later day."""
        return any(each.period.end > period.end for each in self.standing())

    def unprinted(self) -> "ReportQuerySet":
        """Those that are not there in each language yet."""
        printed = models.Count("papers")
        return self.annotate(printed=printed).filter(
            printed__lt=len(settings.LANGUAGES)
        )

    def of(self, period: Period) -> "ReportQuerySet":
        return self.filter(span=period.span, starts_on=period.start)


class Report(models.Model):
    """The school's results as they were published on a day. The database refuses to change it.

    A later one corrects it, and says why; its own figures stay for whoever cited them.
    """

    class Kind(models.TextChoices):
        MONTH = Span.MONTH.value, _("report of a month")
        YEAR = Span.YEAR.value, _("report of a year")

    number = models.PositiveIntegerField(_("report number"), unique=True)
    span = models.CharField(_("kind of report"), max_length=5, choices=Kind)
    starts_on = models.DateField(_("first day of the period"))
    as_of = models.DateField(_("as of"))
    # The very bytes that the hash is of: numbers and keys, no sentence.
    contents = models.TextField()
    sha256 = models.CharField(_("SHA-256 of the figures"), max_length=64)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("corrects report"),
    )
    reason = models.CharField(_("why it is corrected"), max_length=200, blank=True)
    actor_label = models.CharField(_("published by"), max_length=120)
    frozen_at = models.DateTimeField(_("published at"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of results")
        verbose_name_plural = _("reports of results")
        ordering = ["-number"]
        default_permissions = ()
        permissions = [("freeze_report", _("Can publish reports of results"))]
        constraints = [
            models.UniqueConstraint(
                fields=["span", "starts_on"],
                condition=models.Q(supersedes=None),
                name="outcomes_report_once_a_period",
                violation_error_message=_("This period has a report already."),
            ),
            models.CheckConstraint(
                name="outcomes_report_corrected_with_reason",
                condition=models.Q(supersedes=None, reason="")
                | (models.Q(supersedes__isnull=False) & ~models.Q(reason="")),
                violation_error_message=_("A correction says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.starts_on:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:frozen", args=[self.number])

    @property
    def period(self) -> Period:
        return Period(Span(self.span), self.starts_on)

    @property
    def is_standing(self) -> bool:
        return not hasattr(self, "superseded_by")

    @property
    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.contents)
        return found

    @property
    def told(self) -> Published:
        return from_plain(self.number, self.plain["figures"])

    @property
    def school_name(self) -> dict[str, str]:
        return self.plain.get("school") or settings.SCHOOL_NAME


class ReportPaper(models.Model):
    """A report printed in one language: a copy, which can be made again from its figures."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="papers")
    language = models.CharField(max_length=10)
    file = models.FileField(upload_to="reports/", storage=private_storage)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("printed report of results")
        verbose_name_plural = _("printed reports of results")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language"],
                name="outcomes_report_printed_once",
                violation_error_message=_("It is printed in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.language}"
