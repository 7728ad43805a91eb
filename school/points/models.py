from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Standard
from school.lib.fields import Bilingual, labelled
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class Rule(models.Model):
    """One version of a rule of the points scheme. An entry names the version it was made by."""

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


class Reward(models.Model):
    """Something of the points shop's catalogue."""

    class Kind(models.TextChoices):
        TOOL = "tool", _("tool of the trade")
        TRAINING_SEAT = "training_seat", _("seat in a training")
        VOUCHER = "voucher", _("voucher")
        PRIORITY_ORDER = "priority_order", _("priority dispatch right")

    code = models.CharField(max_length=6, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=160)
    title = Bilingual("title")
    cost = models.PositiveIntegerField()
    source = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.title)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: "User") -> "EntryQuerySet":
        if user.has_perm("points.view_entry"):
            return self
        return self.filter(person__user_id=user.pk)


class Entry(models.Model):
    """A line of the points ledger. Appended; an account is the sum of its lines."""

    class Account(models.TextChoices):
        SCORE = "score", _("integrity score")
        BALANCE = "balance", _("spendable points")

    class Source(models.TextChoices):
        """What points are given for; a source of another kind shows its code."""

        DESK = "desk", _("named at the desk")
        COHORT = "cohort", _("one class")
        COURSE = "course", _("one course")
        CERTIFICATE = "certificate", _("one certificate")
        PRAISE = "praise", _("praise from a household")
        VOLUNTEER = "volunteer", _("volunteer service")
        SPOT_CHECK = "spot_check", _("spot check")
        HEALTH_CHECK = "health_check", _("health check")
        HAZARD = "hazard", _("hazard reported")
        CONTESTANT = "contestant", _("taking part in a contest")
        AWARD = "award", _("one prize of a contest")

    person = models.ForeignKey(Person, models.PROTECT, related_name="points_entries")
    account = models.CharField(_("points account"), max_length=7, choices=Account)
    delta = models.IntegerField(_("points given"))
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="entries")
    # The rule's own code: a new version of a rule awards nothing a second time.
    rule_code = models.CharField(max_length=4, editable=False)
    # What it was given for: one award a source.
    source_type = models.CharField(max_length=40, choices=Source)
    source_id = models.CharField(max_length=60)
    is_capped = models.BooleanField(default=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    actor_label = models.CharField(_("entered by"), max_length=120)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("entered on"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("points entry")
        verbose_name_plural = _("points ledger")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account", "rule_code", "source_type", "source_id"],
                condition=models.Q(reverses=None),
                name="points_entry_once_per_source",
                violation_error_message=_("Points for this are in the ledger."),
            )
        ]
        indexes = [models.Index(fields=["person", "account", "at"])]
        default_permissions = ("view",)
        permissions = [
            ("award_entry", _("Can award points")),
            ("reverse_entry", _("Can reverse an entry")),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.delta:+d}"

    @property
    def stands(self) -> bool:
        """Neither a reversal nor reversed."""
        return self.reverses_id is None and not hasattr(self, "reversed_by")
