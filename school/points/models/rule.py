from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Standard
from school.lib.fields import Bilingual, labelled


class Rule(models.Model):
    """One version of a rule of the points scheme. A posting names the version it was made by."""

    class Category(models.TextChoices):
        TRAINING = "training", _("training and learning")
        SERVICE_QUALITY = "service_quality", _("quality of service")
        COMMUNITY = "community", _("community")
        INTEGRITY = "integrity", _("integrity")
        COMPLIANCE = "compliance", _("keeping to the rules")
        RECOVERY = "recovery", _("points won back")

    class CapPeriod(models.TextChoices):
        NONE = "none", _("no limit")
        MONTH = "month", _("a calendar month")
        QUARTER = "quarter", _("a calendar quarter")
        YEAR = "year", _("a calendar year")
        PER_CLASS = "per_class", _("once per class")
        PER_COURSE = "per_course", _("once per course")
        PER_CERTIFICATE = "per_certificate", _("once per certificate")

    code = models.CharField(_("rule code"), max_length=4)
    key = models.CharField(max_length=40)
    version = models.CharField(_("version"), max_length=10)
    title_zh = models.CharField(_("Chinese title"), max_length=80)
    title_en = models.CharField(_("English title"), max_length=160)
    title = Bilingual("title")
    delta = models.IntegerField(_("points given"))
    category = models.CharField(_("category"), max_length=20, choices=Category)
    cap_period = models.CharField(max_length=16, choices=CapPeriod)
    cap_points = models.PositiveSmallIntegerField(null=True, blank=True)
    cap_times = models.PositiveSmallIntegerField(null=True, blank=True)
    approval_above = models.PositiveSmallIntegerField(
        _("most points that one person gives alone"), null=True, blank=True
    )
    # The whole rule as the scheme's file has it.
    source = models.JSONField(default=dict)
    is_current = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("points rule")
        verbose_name_plural = _("points rules")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="points_rule_version_once",
                violation_error_message=_("This version exists. Use the next number."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(is_current=True),
                name="points_rule_one_in_force",
                violation_error_message=_("Another version of this rule is in force."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def takes_two_by_hand(self) -> bool:
        """Whether an award by a person waits for a second one; the machine's never does."""
        if self.source.get("second_confirmation"):
            return True
        return self.approval_above is not None and self.delta > self.approval_above

    @property
    @labelled(_("service standards it answers"))
    def standards(self) -> str:
        """Those whose breach costs what the rule says."""
        found = Standard.objects.filter(breach_rule=self.code)
        return " · ".join(str(one) for one in found) or "—"


class Tier(models.Model):
    """A band of the integrity score, with its words."""

    code = models.SlugField(unique=True)
    label_zh = models.CharField(max_length=40)
    label_en = models.CharField(max_length=80)
    label = Bilingual("label")
    min_score = models.PositiveSmallIntegerField()
    max_score = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-min_score"]

    def __str__(self) -> str:
        return str(self.label)
