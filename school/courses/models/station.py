from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.course import Edition
from school.courses.models.syllabus import Lesson, Module, Standard
from school.lib.fields import Bilingual


class Station(models.Model):
    """A hands-on test marked out of 100 by its own items."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="stations")
    code = models.CharField(_("code"), max_length=12)
    number = models.PositiveSmallIntegerField(_("station number"))
    title_zh = models.CharField(_("station title (Chinese)"), max_length=80)
    title_en = models.CharField(_("station title (English)"), max_length=160)
    title = Bilingual("title")
    scenario_zh = models.TextField(_("scenario (Chinese)"))
    scenario_en = models.TextField(_("scenario (English)"))
    scenario = Bilingual("scenario")
    equipment = models.JSONField(_("equipment"), default=list)
    minutes = models.PositiveSmallIntegerField(_("minutes for the station"))
    # Counts only when all stations are taken ("full" mode).
    weight = models.PositiveSmallIntegerField(_("weight of the station"))
    is_mandatory = models.BooleanField(_("everybody takes it"), default=False)
    is_in_pool = models.BooleanField(_("may be drawn"), default=True)
    # Why no step of it fails anybody, and who answers for that.
    no_critical_reason = models.CharField(
        _("why it needs no critical step"), max_length=300, blank=True
    )
    no_critical_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who confirmed that"),
    )
    modules = models.ManyToManyField(
        Module, related_name="stations", verbose_name=_("modules")
    )
    lessons = models.ManyToManyField(
        Lesson, related_name="stations", blank=True, verbose_name=_("lessons")
    )
    standards = models.ManyToManyField(
        Standard,
        related_name="stations",
        blank=True,
        verbose_name=_("service standards"),
    )

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="courses_station_once",
                violation_error_message=_("The edition has a station with this code."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class Item(models.Model):
    """One step of a station and the points it is worth."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="items")
    code = models.CharField(_("code"), max_length=16)
    number = models.PositiveSmallIntegerField(_("item number"))
    points = models.PositiveSmallIntegerField(_("points of the item"))
    text_zh = models.TextField(_("step (Chinese)"))
    text_en = models.TextField(_("step (English)"))
    text = Bilingual("text")

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["station", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "code"],
                name="courses_item_once",
                violation_error_message=_("The station has an item with this code."),
            )
        ]

    def __str__(self) -> str:
        return str(self.text)


class CriticalFail(models.Model):
    """Something that fails the station, or the whole practical, whatever the points."""

    class Effect(models.TextChoices):
        FAIL_STATION = "fail_station", _("this station scores 0")
        FAIL_PRACTICAL = "fail_practical", _("the whole practical is failed")

    station = models.ForeignKey(Station, models.CASCADE, related_name="critical_fails")
    code = models.CharField(_("code"), max_length=16)
    number = models.PositiveSmallIntegerField(_("critical fail number"))
    effect = models.CharField(_("what it fails"), max_length=16, choices=Effect)
    text_zh = models.TextField(_("critical fail (Chinese)"))
    text_en = models.TextField(_("critical fail (English)"))
    text = Bilingual("text")

    class Meta:
        verbose_name = _("critical fail")
        verbose_name_plural = _("critical fails")
        ordering = ["station", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "code"],
                name="courses_criticalfail_once",
                violation_error_message=_("The station has this critical fail."),
            )
        ]

    def __str__(self) -> str:
        return str(self.text)
