import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.points.schemes.rules import Body

DRAFT, PROPOSED, APPROVED = "draft", "proposed", "approved"
IN_FORCE, OVER, DROPPED = "in_force", "over", "dropped"
# Not in force yet and not given up.
ON_ITS_WAY = (DRAFT, PROPOSED, APPROVED)
# Published: on the public page, word for word, for good.
PUBLISHED = (APPROVED, IN_FORCE, OVER)


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def on_its_way(self) -> "SchemeQuerySet":
        return self.filter(status__in=ON_ITS_WAY)

    def published(self) -> "SchemeQuerySet":
        return self.filter(status__in=PUBLISHED)

    def in_force(self) -> "Scheme | None":
        return self.filter(status=IN_FORCE).first()


class Scheme(models.Model):
    """One version of the points scheme: its rules, tiers and rewards, whole.

    A version is written as a draft, approved by a second person and then never changes;
    its rules become rows of `Rule` on the day it comes in force.
    """

    class Status(models.TextChoices):
        DRAFT = DRAFT, _("draft")
        PROPOSED = PROPOSED, _("waiting for the second person")
        APPROVED = APPROVED, _("published, not in force yet")
        IN_FORCE = IN_FORCE, _("in force now")
        OVER = OVER, _("no longer in force")
        DROPPED = DROPPED, _("given up")

    code = CodeField()
    version = models.CharField(_("version"), max_length=10, unique=True)
    body = models.JSONField(default=dict)
    # What the workers read about it.
    words = models.CharField(_("why the rules change"), max_length=300, blank=True)
    status = models.CharField(
        _("state of the version"), max_length=8, choices=Status, default=DRAFT
    )
    starts_on = models.DateField(_("in force from"), null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("begun at"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("handed on at"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    # Why it was sent back or given up.
    answer = models.CharField(_("why it was sent back"), max_length=300, blank=True)
    ended_on = models.DateField(_("in force until"), null=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the points rules")
        verbose_name_plural = _("versions of the points rules")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("draft_scheme", _("Can draft points rules")),
            ("approve_scheme", _("Can approve points rules as second person")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status=IN_FORCE),
                name="points_scheme_one_in_force",
                violation_error_message=_("Another version is in force."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="points_scheme_takes_two",
                violation_error_message=_("Nobody approves what she has proposed."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PROPOSED, APPROVED, IN_FORCE, OVER])
                | Q(starts_on__isnull=False),
                name="points_scheme_has_its_day",
                violation_error_message=_("A version comes in force on a day."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Points rules %(version)s") % {"version": self.version})

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT

    @property
    def content(self) -> Body:
        return Body.of(self.body)

    @property
    def seal(self) -> str:
        """The same for the same proposal: tells whether what was read still stands."""
        said = [self.proposed_at, self.starts_on, self.words, self.body]
        written = json.dumps(said, sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()[:32]

    def part(self, name: str, code: str) -> dict[str, Any] | None:
        """Of `rules`, `tiers` or `catalogue` the one with this code, as it is kept."""
        found = (one for one in self.body[name] if one["code"] == code)
        return next(found, None)
