"""The points ledger in double entry: a posting is a voucher, its lines move points."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField, labelled
from school.people.models import Person
from school.points import rules
from school.points.models.rule import Rule

if TYPE_CHECKING:
    from school.people.models import User


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, user: "User") -> "PostingQuerySet":
        if user.has_perm("points.view_posting"):
            return self
        return self.filter(person__user_id=user.pk)

    def awards(self) -> "PostingQuerySet":
        """What was given and not taken back."""
        return self.filter(kind=Posting.Kind.AWARD, reversed_by=None)

    def counted(self, *, since: datetime, until: datetime) -> "PostingQuerySet":
        """What the limits of a rule are held against, `until` excluded."""
        return self.filter(
            kind__in=Posting.REVERSIBLE,
            reversed_by=None,
            at__gte=since,
            at__lt=until,
        )


class Posting(models.Model):
    """A voucher: what happened to a person's points, why, and by whom. Appended."""

    class Kind(models.TextChoices):
        AWARD = "award", _("points awarded")
        DEDUCTION = "deduction", _("points deducted")
        REVERSAL = "reversal", _("reversed")
        HOLD = "hold", _("held for the shop")
        COLLECTION = "collection", _("spent in the shop")
        RELEASE = "release", _("given back by the shop")
        EXPIRY = "expiry", _("points expired")
        CARRY_OVER = "carry_over", _("carried over at the year's end")

    class Source(models.TextChoices):
        """What a posting is for; a source of another kind shows its code."""

        DESK = "desk", _("named at the desk")
        COHORT = "cohort", _("one class")
        COURSE = "course", _("one course")
        SESSION = "session", _("one evening of a class")
        LESSON = "lesson", _("one lesson")
        CERTIFICATE = "certificate", _("one certificate")
        RETRAINING = "retraining", _("one retraining")
        ORDER = "order", _("one order")
        REVIEW = "review", _("one review of an order")
        MONTH = "month", _("one month")
        PRAISE = "praise", _("praise from a household")
        VOLUNTEER = "volunteer", _("volunteer service")
        SPOT_CHECK = "spot_check", _("spot check")
        HEALTH_CHECK = "health_check", _("health check")
        HAZARD = "hazard", _("hazard reported")
        CONTRACT = "contract", _("a contract on file")
        FOLLOW_UP = "follow_up", _("one follow-up")
        CONTESTANT = "contestant", _("taking part in a contest")
        AWARD = "award", _("one prize of a contest")
        CASE = "case", _("one case")
        REDEMPTION = "redemption", _("one redemption in the shop")
        NIGHT = "night", _("the night of a day")
        YEAR = "year", _("one year")

    REVERSIBLE = frozenset({Kind.AWARD, Kind.DEDUCTION})

    code = CodeField(verbose_name=_("number of the posting"))
    kind = models.CharField(_("what happened"), max_length=12, choices=Kind)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="postings", db_index=False
    )
    # As the person sees it: what came (+) or went (-) with it. The lines say where.
    points = models.IntegerField(_("points given"))
    rule = models.ForeignKey(
        Rule, models.PROTECT, null=True, blank=True, related_name="postings"
    )
    # The rule's own code: a new version of a rule awards nothing a second time.
    rule_code = models.CharField(max_length=4, blank=True, editable=False)
    # What it was made for: once a source.
    source_type = models.CharField(max_length=40, choices=Source)
    source_id = models.CharField(max_length=60)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    # A collection or a release ends its hold.
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    is_capped = models.BooleanField(default=False)
    actor_label = models.CharField(_("entered by"), max_length=120)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("entered on"))

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("points posting")
        verbose_name_plural = _("points postings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "rule_code", "source_type", "source_id"],
                condition=Q(reverses=None),
                name="points_posting_once_per_source",
                violation_error_message=_("Points for this are in the ledger."),
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False)
                | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                name="points_posting_reverses_one",
                violation_error_message=_("A reversal, and no other, reverses one."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["collection", "release"], follows__isnull=False)
                | (~Q(kind__in=["collection", "release"]) & Q(follows__isnull=True)),
                name="points_posting_follows_a_hold",
                violation_error_message=_(
                    "What ends a hold, and no other, follows it."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "kind", "at"], name="points_posting_by_kind")
        ]
        default_permissions = ("view",)
        permissions = [("confirm_deduction", _("Can confirm a deduction of points"))]

    def __str__(self) -> str:
        return f"{self.person} {self.points:+d}"

    @property
    @labelled(_("points rule"))
    def title(self) -> str:
        """The rule it follows, or what happened where no rule is behind it."""
        return str(self.rule.title if self.rule else self.get_kind_display())

    @property
    def ended_by(self) -> "Posting | None":
        """Of a hold: what became of it."""
        return getattr(self, "followed_by", None)

    @property
    def undone_by(self) -> "Posting | None":
        return getattr(self, "reversed_by", None)

    @property
    def is_award_in_force(self) -> bool:
        return self.kind == self.Kind.AWARD and self.undone_by is None


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: "User") -> "EntryQuerySet":
        if user.has_perm("points.view_entry"):
            return self
        return self.filter(person__user_id=user.pk)


class Entry(models.Model):
    """A line of a posting: what it moves on one account of the person.

    The lines of a posting sum to zero among score and rated, and among the others.
    """

    class Account(models.TextChoices):
        SCORE = "score", _("integrity score")
        RATED = "rated", _("score given by the school")
        BALANCE = "balance", _("spendable points")
        HELD = "held", _("points held for the shop")
        OWED = "owed", _("points to be made up")
        GIVEN = "given", _("points given by the school")
        SHOP = "shop", _("points spent in the shop")
        EXPIRED = "expired", _("points that have expired")

    # The unique constraint and the index below begin with these two.
    posting = models.ForeignKey(
        Posting,
        models.PROTECT,
        verbose_name=_("points posting"),
        related_name="entries",
        db_index=False,
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="points_entries", db_index=False
    )
    account = models.CharField(_("points account"), max_length=7, choices=Account)
    delta = models.IntegerField(_("points moved"))
    # The account of the person with this line: so what is held is its last line.
    after = models.IntegerField(_("held after it"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("points entry")
        verbose_name_plural = _("points ledger")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "account"],
                name="points_entry_one_line_an_account",
                violation_error_message=_("The posting has a line for this account."),
            ),
            models.CheckConstraint(
                condition=Q(account__in=["score", "rated"])
                | Q(account__in=["balance", "held", "shop", "expired"], after__gte=0)
                | Q(account__in=["owed", "given"], after__lte=0),
                name="points_entry_within_bounds",
                violation_error_message=_(
                    "Nobody can spend more points than there are."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "account", "id"], name="points_entry_last_line"
            )
        ]
        default_permissions = ("view",)
        permissions = [
            ("award_entry", _("Can award points")),
            ("reverse_entry", _("Can reverse an entry")),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.delta:+d}"

    @property
    def held(self) -> int:
        """What the account held after it, as one would say it."""
        if self.account == self.Account.SCORE:
            return rules.held_score(self.after)
        return abs(self.after)
