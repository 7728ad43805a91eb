from django.db import models
from django.utils.translation import gettext_lazy as _

from school.enrollment.models.enrollment import Enrollment


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> "PromiseQuerySet":
        return self.filter(kept_by=None)


class Promise(models.Model):
    """Somebody put their place off: in the next class of the course they come first."""

    deferred = models.OneToOneField(
        Enrollment,
        models.CASCADE,
        related_name="promise",
        verbose_name=_("place put off"),
    )
    kept_by = models.OneToOneField(
        Enrollment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_promise",
        verbose_name=_("application that used it"),
    )
    made_at = models.DateTimeField(_("promised at"))

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise of a later place")
        verbose_name_plural = _("promises of later places")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.deferred)
