from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.course import Edition
from school.courses.models.syllabus import Lesson, Module, Standard
from school.lib.fields import Bilingual


class Station(models.Model):
    """A hands-on test marked out of 100 by its own items."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="stations")
    code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=160)
    title = Bilingual("title")
    scenario_zh = models.TextField()
    scenario_en = models.TextField()
    scenario = Bilingual("scenario")
    equipment = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField()
    # Counts only when all stations are taken ("full" mode).
    weight = models.PositiveSmallIntegerField()
    is_mandatory = models.BooleanField(default=False)
    is_in_pool = models.BooleanField(default=True)
    modules = models.ManyToManyField(Module, related_name="stations")
    lessons = models.ManyToManyField(Lesson, related_name="stations", blank=True)
    standards = models.ManyToManyField(Standard, related_name="stations", blank=True)

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
    code = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    text_zh = models.TextField()
    text_en = models.TextField()
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
    code = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    effect = models.CharField(max_length=16, choices=Effect)
    text_zh = models.TextField()
    text_en = models.TextField()
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
