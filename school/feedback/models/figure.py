from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from school.people.models import Person


class ServiceFigureQuerySet(models.QuerySet["ServiceFigure"]):
    def current(self) -> "ServiceFigureQuerySet":
        """What was not put right since."""
        return self.filter(superseded_by=None)


class ServiceFigure(models.Model):
    """One worker's orders of one month, as a platform or company told them. Appended, superseded."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="service_figures",
        verbose_name=_("worker"),
    )
    # Its first day.
    month = models.DateField(_("month of the orders"))
    orders = models.PositiveIntegerField(_("orders completed"))
    # None: not told, which is not zero.
    good = models.PositiveIntegerField(_("good reviews"), null=True)
    bad = models.PositiveIntegerField(_("bad reviews"), null=True)
    repeat = models.PositiveIntegerField(_("repeat orders"), null=True)
    source = models.CharField(_("who told it"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="superseded_by",
        verbose_name=_("puts right"),
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("imported by"),
    )
    at = models.DateTimeField(_("imported on"))

    objects = ServiceFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("service figure")
        verbose_name_plural = _("service figures")
        ordering = ["-month", "person", "-version"]
        default_permissions = ("view",)
        permissions = [("import_servicefigure", _("Can import service figures"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month", "version"],
                name="feedback_figure_once_a_month",
                violation_error_message=_("This month is on file already."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None, version=1)
                | Q(supersedes__isnull=False, version__gt=1),
                name="feedback_figure_later_ones_supersede",
                violation_error_message=_(
                    "A later figure names the one it puts right."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(good=None) | Q(good__lte=F("orders")))
                & (Q(bad=None) | Q(bad__lte=F("orders")))
                & (Q(repeat=None) | Q(repeat__lte=F("orders"))),
                name="feedback_figure_no_more_than_orders",
                violation_error_message=_("There are no more of them than orders."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.month:%Y-%m}"
