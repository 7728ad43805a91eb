from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.enrollment.models import Enrollment
from school.lib.fields import CodeField, labelled, secret_code
from school.people.models import Person
from school.points.shop import rules
from school.points.shop.codes import collection_code, spoken

if TYPE_CHECKING:
    from datetime import date

    from school.people.models import User


class RedemptionQuerySet(models.QuerySet["Redemption"]):
    def visible_to(self, user: "User") -> "RedemptionQuerySet":
        if user.has_perm("points.view_redemption"):
            return self
        return self.filter(person__user_id=user.pk)

    def open(self) -> "RedemptionQuerySet":
        """Points and stock are held for these."""
        return self.filter(status__in=rules.OPEN)

    def counted(self) -> "RedemptionQuerySet":
        """What uses a limit up."""
        return self.filter(status__in=rules.COUNTED)


class Redemption(models.Model):
    """What somebody takes for points: held, then handed over, or given back whole."""

    class Status(models.TextChoices):
        REQUESTED = rules.REQUESTED, _("asked for, kept for her")
        APPROVED = rules.APPROVED, _("ready for her")
        FULFILLED = rules.FULFILLED, _("handed over")
        CANCELLED = rules.CANCELLED, _("cancelled, points back")
        EXPIRED = rules.EXPIRED, _("not collected, points back")

    code = CodeField()
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="redemptions",
        verbose_name=_("redeemed by"),
    )
    reward = models.ForeignKey(
        "points.Reward",
        models.PROTECT,
        related_name="redemptions",
        verbose_name=_("reward"),
    )
    status = models.CharField(
        _("state of the redemption"),
        max_length=9,
        choices=Status,
        default=Status.REQUESTED,
    )
    # As it was on the day: a new price holds for what is redeemed after it.
    cost = models.PositiveIntegerField(_("points it costs"))
    hold = models.OneToOneField(
        "points.Posting", models.PROTECT, related_name="redemption"
    )
    collection_code = models.CharField(
        _("collection code"),
        max_length=8,
        unique=True,
        editable=False,
        default=collection_code,
    )
    # The class in which it took a seat.
    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="redemptions",
        verbose_name=_("seat in the class"),
    )
    requested_at = models.DateTimeField(_("redeemed at"))
    # Through which day it waits to be collected or used.
    valid_until = models.DateField(_("to be collected by"))
    ended_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    actor_label = models.CharField(_("settled by"), max_length=120, blank=True)
    reason = models.CharField(_("why it was settled so"), max_length=200, blank=True)

    objects = RedemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redemption")
        verbose_name_plural = _("redemptions")
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "valid_until"], name="points_redemption_due")
        ]
        constraints = [
            models.CheckConstraint(
                name="points_redemption_ends_once",
                condition=models.Q(status__in=sorted(rules.OPEN), ended_at=None)
                | (
                    ~models.Q(status__in=sorted(rules.OPEN))
                    & models.Q(ended_at__isnull=False)
                ),
                violation_error_message=_("What is settled has a day, and only that."),
            ),
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=models.Q(status__in=sorted(rules.COUNTED)),
                name="points_redemption_one_seat_once",
                violation_error_message=_("This seat is paid for already."),
            ),
        ]
        default_permissions = ("view",)
        permissions = [
            ("fulfil_as_association_staff", _("Can hand over tools for points")),
            ("fulfil_as_registrar", _("Can settle seats and vouchers for points")),
            ("fulfil_as_dispatcher", _("Can settle priority rights for points")),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.reward}"

    @property
    def is_open(self) -> bool:
        return self.status in rules.OPEN

    @property
    @labelled(_("collection code"))
    def spoken_code(self) -> str:
        return spoken(self.collection_code)


class StockMovement(models.Model):
    """Something came into the store or left it. Appended; what lies there is the sum."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received into the store")
        GIVEN = "given", _("handed over")
        TAKEN_BACK = "taken_back", _("came back to the store")
        WRITTEN_OFF = "written_off", _("written off")

    reward = models.ForeignKey(
        "points.Reward",
        models.PROTECT,
        related_name="movements",
        verbose_name=_("reward"),
    )
    kind = models.CharField(_("what happened"), max_length=11, choices=Kind)
    quantity = models.IntegerField(_("pieces"))
    # What lies in the store including this line, written under the reward's lock.
    after = models.IntegerField(_("pieces then"))
    redemption = models.ForeignKey(
        Redemption, models.PROTECT, null=True, blank=True, related_name="movements"
    )
    actor_label = models.CharField(_("entered by"), max_length=120)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("entered on"))

    class Meta:
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="points_stock_never_below_zero",
                condition=models.Q(after__gte=0),
                violation_error_message=_("No more can leave than lies in the store."),
            ),
            models.CheckConstraint(
                name="points_stock_sign_of_its_kind",
                condition=models.Q(kind__in=["received", "taken_back"], quantity__gt=0)
                | models.Q(kind__in=["given", "written_off"], quantity__lt=0),
                violation_error_message=_("What comes in is more, what goes is less."),
            ),
            models.UniqueConstraint(
                fields=["redemption"],
                condition=models.Q(kind="given"),
                name="points_stock_given_once",
                violation_error_message=_("This has been handed over."),
            ),
        ]
        default_permissions = ("view",)
        permissions = [("change_stock", _("Can enter what comes into the store"))]

    def __str__(self) -> str:
        return f"{self.reward} {self.quantity:+d}"


class Partner(models.Model):
    """Whoever takes our vouchers: an examination centre, a hospital. Its desk has a key."""

    name = models.CharField(_("name of the partner"), max_length=60, unique=True)
    rewards = models.ManyToManyField(
        "points.Reward", related_name="partners", verbose_name=_("vouchers it takes")
    )
    key_hash = models.CharField(
        max_length=64, unique=True, null=True, blank=True, editable=False
    )
    is_active = models.BooleanField(_("takes vouchers now"), default=True)

    class Meta:
        verbose_name = _("partner who takes vouchers")
        verbose_name_plural = _("partners who take vouchers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """It takes vouchers, as whoever has its key, and does nothing else here."""
        return False


class Voucher(models.Model):
    """A numbered paper that one partner's desk takes once."""

    # Whoever has it can ask whether it counts.
    code = CodeField(make=secret_code)
    number = models.CharField(_("number of the voucher"), max_length=24, unique=True)
    redemption = models.OneToOneField(
        Redemption, models.PROTECT, related_name="voucher"
    )
    issued_at = models.DateTimeField(_("voucher made at"))
    used_at = models.DateTimeField(_("voucher used at"), null=True, blank=True)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vouchers",
        verbose_name=_("taken by the partner"),
    )

    class Meta:
        verbose_name = _("voucher for points")
        verbose_name_plural = _("vouchers for points")
        ordering = ["-issued_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.number


class PriorityRightQuerySet(models.QuerySet["PriorityRight"]):
    def running(self, on: "date") -> "PriorityRightQuerySet":
        """In force that day, and not given back."""
        return self.filter(
            starts_on__lte=on,
            ends_on__gte=on,
            redemption__status__in=rules.COUNTED,
        )


class PriorityRight(models.Model):
    """First choice of orders, from a day through a day. The order platform reads these."""

    redemption = models.OneToOneField(
        Redemption, models.PROTECT, related_name="priority_right"
    )
    starts_on = models.DateField(_("right from"))
    ends_on = models.DateField(_("right through"))

    objects = PriorityRightQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority right")
        verbose_name_plural = _("priority rights")
        ordering = ["starts_on", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="points_right_begins_before_it_ends",
                condition=models.Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("A right ends on its first day or later."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.redemption} {self.starts_on}"
