from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.courses.costs import rules
from school.lib.fields import CodeField, labelled
from school.lib.format import yuan


class CostLineQuerySet(models.QuerySet["CostLine"]):
    def standing(self) -> "CostLineQuerySet":
        """Without those that a later line corrects."""
        return self.filter(replaced_by=None)


class CostLine(models.Model):
    """Money spent on a class. Appended, never edited: a correction names what it replaces."""

    class Kind(models.TextChoices):
        TEACHING = rules.TEACHING, pgettext_lazy("cost", "teaching")
        EXAMINERS = rules.EXAMINERS, pgettext_lazy("cost", "examiners")
        VENUE = rules.VENUE, pgettext_lazy("cost", "venue")
        MATERIALS = rules.MATERIALS, pgettext_lazy("cost", "materials")
        TRAVEL = rules.TRAVEL, pgettext_lazy("cost", "travel")
        OTHER = rules.OTHER, pgettext_lazy("cost", "other")

    class Payer(models.TextChoices):
        SUBSIDY = rules.SUBSIDY, pgettext_lazy("cost", "public subsidy")
        ASSOCIATION = rules.ASSOCIATION, pgettext_lazy("cost", "the association")
        FEES = rules.FEES, pgettext_lazy("cost", "course fees")
        COMPANY = rules.COMPANY, pgettext_lazy("cost", "a company")

    code = CodeField()
    cohort = models.ForeignKey(
        "courses.Cohort",
        models.PROTECT,
        related_name="cost_lines",
        verbose_name=_("cohort"),
    )
    kind = models.CharField(_("kind of cost"), max_length=9, choices=Kind)
    payer = models.CharField(_("paid from"), max_length=11, choices=Payer)
    amount_fen = models.PositiveIntegerField(_("amount in fen"))
    paid_on = models.DateField(_("paid on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("corrects"),
    )
    reason = models.CharField(_("why corrected"), max_length=200, blank=True)
    actor_label = models.CharField(_("noted by"), max_length=120)
    at = models.DateTimeField(_("noted at"))

    objects = CostLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost of a class")
        verbose_name_plural = _("costs of classes")
        ordering = ["paid_on", "pk"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                name="courses_costline_is_a_sum",
                condition=models.Q(amount_fen__gt=0) | models.Q(replaces__isnull=False),
                violation_error_message=_("Only a correction may come to nothing."),
            ),
            models.CheckConstraint(
                name="courses_costline_correction_says_why",
                condition=models.Q(replaces=None) | ~models.Q(reason=""),
                violation_error_message=_("A correction says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.get_kind_display()} {self.paid_on}"

    @property
    @labelled(_("How much"))
    def sum_in_words(self) -> str:
        return yuan(self.amount_fen)

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replaced_by")


class CostClosingQuerySet(models.QuerySet["CostClosing"]):
    def in_force(self) -> "CostClosingQuerySet":
        """The last word on each class, where it says that its costs are complete."""
        later = self.model.objects.filter(
            cohort=models.OuterRef("cohort"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(later), is_complete=True)


class CostClosing(models.Model):
    """The word that a class's costs are complete, or are not after all. Appended."""

    cohort = models.ForeignKey(
        "courses.Cohort", models.PROTECT, related_name="cost_closings"
    )
    is_complete = models.BooleanField(_("complete"))
    reason = models.CharField(_("why opened again"), max_length=200, blank=True)
    actor_label = models.CharField(_("noted by"), max_length=120)
    at = models.DateTimeField(_("noted at"))

    objects = CostClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("word on a class's costs")
        verbose_name_plural = _("words on classes' costs")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="courses_costclosing_reopened_says_why",
                condition=models.Q(is_complete=True) | ~models.Q(reason=""),
                violation_error_message=_("Opening costs again needs a reason."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort} {self.at:%Y-%m-%d}"
