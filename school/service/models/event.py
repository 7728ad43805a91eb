from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField, labelled
from school.people.models import Person
from school.service import rules

if TYPE_CHECKING:
    from school.people.models import User


class EventQuerySet(models.QuerySet["ServiceEvent"]):
    def visible_to(self, user: "User") -> "EventQuerySet":
        """All by right, else one's own."""
        if user.has_perm("service.view_serviceevent"):
            return self
        return self.filter(person__user_id=user.pk)

    def standing(self) -> "EventQuerySet":
        """What the platform has not withdrawn."""
        return self.exclude(kind=ServiceEvent.Kind.WITHDRAWN).filter(withdrawn_by=None)

    def platforms(self) -> list[str]:
        """Those of which something is on file, by name."""
        names = self.order_by("platform").values_list("platform", flat=True)
        return list(names.distinct())


class ServiceEvent(models.Model):
    """What the order platform tells of a worker: a review, an order, a complaint. Appended.

    Nothing names the household.
    """

    class Kind(models.TextChoices):
        REVIEW = rules.REVIEW, _("review")
        REPEAT = rules.REPEAT, _("asked for again by the same household")
        COMPLETED = rules.COMPLETED, _("order carried out")
        COMPLAINT = rules.COMPLAINT, _("complaint")
        LATE = rules.LATE, _("came late")
        NO_SHOW = rules.NO_SHOW, _("did not come")
        TOOLS = rules.TOOLS, _("tools not disinfected")
        REFUSAL = rules.REFUSAL, _("refused an order")
        WITHDRAWN = rules.WITHDRAWN, _("withdrawn by the platform")

    class Complaint(models.TextChoices):
        ATTITUDE = "attitude", _("the manner")
        QUALITY = "quality", _("the work")
        CHARGES = "charges", _("asked for more money")
        SAFETY = "safety", _("safety")
        PRIVACY = "privacy", _("privacy of the household")
        OTHER = "other", _("something else")

    code = CodeField()
    platform = models.CharField(_("platform"), max_length=16)
    external_id = models.CharField(_("number at the platform"), max_length=40)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="service_events",
        verbose_name=_("worker"),
        db_index=False,
    )
    kind = models.CharField(_("what it was"), max_length=12, choices=Kind)
    complaint = models.CharField(
        _("complaint about"), max_length=8, choices=Complaint, blank=True
    )
    stars = models.PositiveSmallIntegerField(_("stars"), null=True)
    order = models.CharField(_("number of the order"), max_length=40, blank=True)
    occurred_at = models.DateTimeField(_("when it was"))
    text = models.CharField(
        _("in the words of the platform"), max_length=rules.LONGEST_TEXT, blank=True
    )
    # Since when the words are deleted; None while they are kept, if there were any.
    text_gone_on = models.DateField(null=True, editable=False)
    # Of a withdrawal.
    withdraws = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="withdrawn_by",
        verbose_name=_("withdraws"),
    )
    actor_label = models.CharField(_("taken in by"), max_length=120)
    kept_at = models.DateTimeField(_("taken in on"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("service event")
        verbose_name_plural = _("service events")
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "external_id"],
                name="service_event_once",
                violation_error_message=_("This event is known."),
            ),
            models.CheckConstraint(
                condition=Q(kind="review", stars__gte=1, stars__lte=5)
                | (~Q(kind="review") & Q(stars=None)),
                name="service_event_stars_of_reviews",
                violation_error_message=_("A review has one to five stars."),
            ),
            models.CheckConstraint(
                condition=Q(kind="withdrawn", withdraws__isnull=False)
                | (~Q(kind="withdrawn") & Q(withdraws=None)),
                name="service_event_withdraws_one",
                violation_error_message=_("A withdrawal names what it withdraws."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "occurred_at"], name="service_event_of_worker"
            ),
            models.Index(fields=["platform", "order"], name="service_event_of_order"),
        ]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.platform} {self.external_id}"

    @property
    @labelled(_("still stands"))
    def is_standing(self) -> bool:
        return not hasattr(self, "withdrawn_by")

    @property
    def source(self) -> tuple[str, str]:
        """What points for it are booked under: once an order."""
        return ("order", f"{self.platform}:{self.order}")
