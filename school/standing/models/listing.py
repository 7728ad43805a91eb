from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import Bilingual, CodeField
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


def private_storage() -> Storage:
    return storages["private"]


class ExternalListingQuerySet(models.QuerySet["ExternalListing"]):
    def visible_to(self, user: "User") -> "ExternalListingQuerySet":
        """Staff all; the worker what has been checked."""
        if user.has_perm("standing.view_externallisting"):
            return self
        waiting = ExternalListing.Status.WAITING
        return self.filter(person__user_id=user.pk).exclude(status=waiting)

    def in_force(self, *, on: date) -> "ExternalListingQuerySet":
        """Checked, begun, and neither past its term nor ended."""
        open_ended = Q(ends_on=None) | Q(ends_on__gte=on)
        checked = ExternalListing.Status.CHECKED
        return self.filter(open_ended, status=checked, begins_on__lte=on)

    def public(self, *, on: date) -> "ExternalListingQuerySet":
        """Those that the decision itself orders to be published, until their end."""
        return self.in_force(on=on).filter(is_published=True, ends_on__gte=on)


class ExternalListing(models.Model):
    """A red or black list that an authority decided on: noted with its source, never made here."""

    class Colour(models.TextChoices):
        RED = "red", _("red list: commended")
        BLACK = "black", _("black list: dishonest")

    class Status(models.TextChoices):
        WAITING = "waiting", _("to be checked by a second person")
        CHECKED = "checked", _("listing checked")
        REFUSED = "refused", _("listing not confirmed")
        ENDED = "ended", _("listing ended early")

    code = CodeField()
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="listings", verbose_name=_("worker")
    )
    colour = models.CharField(_("which list"), max_length=5, choices=Colour)
    authority = models.CharField(_("authority that decided"), max_length=80)
    decision = models.CharField(_("decision number"), max_length=80)
    decided_on = models.DateField(_("decided on"))
    begins_on = models.DateField(_("in force from"))
    # None where the decision names no end.
    ends_on = models.DateField(_("in force through"), null=True, blank=True)
    url = models.URLField(_("where it is published"), max_length=300, blank=True)
    evidence = models.FileField(
        _("copy of the decision"),
        upload_to="listings/",
        storage=private_storage,
        blank=True,
    )
    media_type = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # Word for word, and only where the decision orders publication.
    is_published = models.BooleanField(_("publication is ordered"), default=False)
    words_zh = models.TextField(_("what the decision states (Chinese)"), blank=True)
    words_en = models.TextField(_("what the decision states (English)"), blank=True)
    words = Bilingual("words")
    status = models.CharField(
        _("state of the listing"),
        max_length=7,
        choices=Status,
        default=Status.WAITING,
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded on"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    # By a decision of a person; what simply runs out has its last day.
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = ExternalListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority's listing")
        verbose_name_plural = _("authorities' listings")
        ordering = ["-recorded_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("record_listing", _("Can record and check listings"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "authority", "decision"],
                condition=~Q(status="refused"),
                name="standing_listing_once",
                violation_error_message=_("This decision is on file already."),
            ),
            models.CheckConstraint(
                name="standing_listing_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("begins_on")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="standing_listing_has_a_source",
                # The copy goes with its time; what was in it can still be told by its hash.
                condition=~Q(url="", evidence="", sha256=""),
                violation_error_message=_("An address or a copy shows the decision."),
            ),
            models.CheckConstraint(
                name="standing_listing_published_in_words",
                condition=Q(is_published=False) | ~Q(words_zh=""),
                violation_error_message=_("What is published is what is stated."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.decision}"

    @property
    def kind(self) -> str:
        if self.status != self.Status.CHECKED:
            return "neutral"
        return "done" if self.colour == self.Colour.RED else "refused"
