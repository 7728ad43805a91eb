from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.practical import PracticalStation
from school.assessment.models.result import Result
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> "AppealQuerySet":
        return self.filter(status=Appeal.Status.OPEN)

    def standing(self) -> "AppealQuerySet":
        return self.exclude(status=Appeal.Status.WITHDRAWN)

    def visible_to(self, user: "User") -> "AppealQuerySet":
        if user.has_perm("assessment.view_appeal"):
            return self
        return self.filter(result__enrollment__person__user_id=user.pk)

    def given_to(self, user: "User") -> "AppealQuerySet":
        """Those that she hears or has heard."""
        return self.filter(examiner_id=user.pk).standing()


class Appeal(models.Model):
    """A trainee says that stations of a result were marked wrongly; another examiner hears it."""

    class Status(models.TextChoices):
        OPEN = "open", _("waits to be heard")
        HEARD = "heard", _("heard")
        WITHDRAWN = "withdrawn", _("withdrawn by the trainee")

    code = CodeField()
    result = models.ForeignKey(
        Result, models.PROTECT, related_name="appeals", verbose_name=_("result")
    )
    stations = models.ManyToManyField(
        PracticalStation, related_name="appeals", verbose_name=_("stations appealed")
    )
    words = models.TextField(_("what the trainee says"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN
    )
    # The last day on which it could be made.
    deadline = models.DateField(_("last day to appeal"))
    lodged_at = models.DateTimeField(_("appealed on"))
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("heard by"),
    )
    closed_at = models.DateTimeField(_("heard or withdrawn"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["lodged_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result"],
                condition=~models.Q(status="withdrawn"),
                name="assessment_appeal_once",
                violation_error_message=_("There is an appeal against this result."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result.enrollment} · {self.get_status_display()}"

    @property
    def is_open(self) -> bool:
        return self.status == Appeal.Status.OPEN

    @property
    def titles(self) -> list[str]:
        return [str(place.station) for place in self.stations.all()]


class AppealOutcome(models.Model):
    """What hearing an appeal came to. Appended: heard once more, a next version follows."""

    class Kind(models.TextChoices):
        UPHELD = "upheld", _("the marks stand")
        CHANGED = "changed", _("marks were changed")

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="outcomes")
    version = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("outcome"), max_length=7, choices=Kind)
    words = models.TextField(_("why it was decided so"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("heard by"),
    )
    at = models.DateTimeField(_("heard on"))
    # The result that followed; none where nothing did.
    result = models.OneToOneField(
        Result, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("outcome of an appeal")
        verbose_name_plural = _("outcomes of appeals")
        ordering = ["appeal", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "version"],
                name="assessment_appealoutcome_version_once",
                violation_error_message=_("This version exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} v{self.version}: {self.get_kind_display()}"
