from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import Bilingual


class Track(models.Model):
    """A field of training: elder care, postpartum and infant care, cleaning."""

    class Colour(models.TextChoices):
        BLUE = "blue", _("blue")
        GREEN = "green", _("green")
        ORANGE = "orange", _("orange")
        PINK = "pink", _("pink")
        PURPLE = "purple", _("purple")
        RED = "red", _("red")
        YELLOW = "yellow", _("yellow")

    code = models.SlugField(_("code"), unique=True)
    title_zh = models.CharField(_("Chinese title"), max_length=60)
    title_en = models.CharField(_("English title"), max_length=120)
    title = Bilingual("title")
    # The badge colour; always shown together with the title.
    colour = models.CharField(_("colour"), max_length=10, choices=Colour)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.title)


class Course(models.Model):
    """What is taught, over all its editions."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    slug = models.SlugField(unique=True)
    track = models.ForeignKey(Track, models.PROTECT, related_name="courses")
    title_zh = models.CharField(_("Chinese title"), max_length=60)
    title_en = models.CharField(_("English title"), max_length=120)
    title = Bilingual("title")

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["track__position", "code"]

    def __str__(self) -> str:
        return str(self.title)


class Instructor(models.Model):
    """A lecturer of the school: a nurse, a senior maternity carer, an elder-care expert."""

    class Kind(models.TextChoices):
        NURSE = "nurse_instructor", _("nurse-instructor")
        MATERNITY = "maternity_expert", _("senior maternity carer")
        ELDER_CARE = "elder_care_expert", _("elder-care expert")
        CLEANING = "cleaning_expert", _("cleaning expert")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="instructor"
    )
    kind = models.CharField(_("speciality"), max_length=20, choices=Kind)
    headline_zh = models.CharField(_("Chinese headline"), max_length=60, blank=True)
    headline_en = models.CharField(_("English headline"), max_length=120, blank=True)
    headline = Bilingual("headline")

    class Meta:
        verbose_name = _("instructor")
        verbose_name_plural = _("instructors")

    def __str__(self) -> str:
        return str(self.user)


class EditionQuerySet(models.QuerySet["Edition"]):
    def awaiting_sign_off(self) -> "EditionQuerySet":
        return self.filter(status=Edition.Status.PUBLISHED, signed_off_at=None)

    def other_than(self, edition: "Edition") -> "EditionQuerySet":
        """What a class of this one may go over to."""
        published = self.filter(
            course=edition.course_id, status=Edition.Status.PUBLISHED
        )
        return published.exclude(pk=edition.pk)


class Edition(models.Model):
    """One frozen version of a course: modules, hours, pass rule, blueprint, stations, items.

    Marks and certificates refer to the edition. Once it is published its content does
    not change; a change is a new version. It opens no cohort before a nurse-instructor
    has signed it off.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("replaced by a newer one")

    class StationMode(models.TextChoices):
        DRAW = "draw", _("mandatory stations and some drawn ones")
        FULL = "full", _("all stations, weighted")

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    # The edition that this one was drafted from.
    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("drafted from"),
    )
    version = models.CharField(_("version"), max_length=10)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT
    )
    audience_zh = models.TextField(_("for whom (Chinese)"), blank=True)
    audience_en = models.TextField(_("for whom (English)"), blank=True)
    audience = Bilingual("audience")
    # [{"zh": …, "en": …}]
    objectives = models.JSONField(_("what trainees can do afterwards"), default=list)
    disclaimer_zh = models.TextField(_("disclaimer (Chinese)"))
    disclaimer_en = models.TextField(_("disclaimer (English)"))
    disclaimer = Bilingual("disclaimer")
    class_size_max = models.PositiveSmallIntegerField(_("largest class"))
    # Minutes of teaching; 45 make one credit hour.
    theory_minutes = models.PositiveIntegerField(_("minutes of theory"))
    practical_minutes = models.PositiveIntegerField(_("minutes of practice"))
    assessment_minutes = models.PositiveIntegerField(_("minutes of assessment"))
    # Of the hours of teaching; assessment is not counted.
    practical_percent_min = models.PositiveSmallIntegerField(
        _("least share of practice in percent"), default=0
    )
    # Of the time spent in lessons, as much counts as hours at most.
    online_minutes_max = models.PositiveIntegerField(
        _("minutes of lessons online that count at most"), default=0
    )
    # Theory exam.
    exam_questions = models.PositiveSmallIntegerField(
        _("questions in a paper"), default=20
    )
    exam_points_each = models.PositiveSmallIntegerField(
        _("points for a question"), default=5
    )
    exam_minutes = models.PositiveSmallIntegerField(
        _("minutes for the paper"), default=60
    )
    exam_retakes = models.PositiveSmallIntegerField(
        _("retakes of the theory exam"), default=1
    )
    exam_retake_wait_hours = models.PositiveSmallIntegerField(
        _("hours between two sittings of the exam"), default=0
    )
    # Practical assessment.
    station_mode = models.CharField(
        _("which stations are taken"),
        max_length=4,
        choices=StationMode,
        default=StationMode.DRAW,
    )
    drawn_stations = models.PositiveSmallIntegerField(
        _("stations drawn from the pool"), default=2
    )
    practical_retakes = models.PositiveSmallIntegerField(
        _("retakes of the practical"), default=1
    )
    moderate_over = models.PositiveSmallIntegerField(
        _("points between examiners that call a third"), default=15
    )
    hides_names = models.BooleanField(
        _("examiners see candidate numbers only"), default=False
    )
    examiners_per_station = models.PositiveSmallIntegerField(
        _("examiners at a station"), default=2
    )
    # None: a retake takes every station again.
    keeps_stations_months = models.PositiveSmallIntegerField(
        _("months for which a passed station is kept"), default=6
    )
    # None: the result stands as it is released.
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal after the release"), default=7
    )
    evidence_days = models.PositiveSmallIntegerField(
        _("days for which pictures and clips are kept after the result"), default=180
    )
    # Pass rule: each alone, none offsets another.
    pass_theory = models.PositiveSmallIntegerField(
        _("points of theory to pass"), default=60
    )
    pass_practical = models.PositiveSmallIntegerField(
        _("points of practice to pass"), default=60
    )
    pass_attendance_percent = models.PositiveSmallIntegerField(
        _("hours to attend in percent"), default=80
    )
    refresher_months = models.PositiveSmallIntegerField(
        _("months until a refresher"), default=24
    )
    # What passing leads to. The rule lives higher up; here it is only named.
    points_rule = models.CharField(_("points rule of a pass"), max_length=4, blank=True)
    wage_step_zh = models.CharField(
        _("step of pay (Chinese)"), max_length=120, blank=True
    )
    wage_step_en = models.CharField(
        _("step of pay (English)"), max_length=240, blank=True
    )
    wage_step = Bilingual("wage_step")
    # What the nurse-instructor has to confirm: [{"zh": …, "en": …}]
    to_confirm = models.JSONField(_("what the nurse-instructor confirms"), default=list)
    signed_off_by = models.ForeignKey(
        Instructor, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    # Of the curriculum files this edition was read from.
    source_hash = models.CharField(max_length=64, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["course__code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "version"],
                name="courses_edition_version_once",
                violation_error_message=_("This version exists. Use the next number."),
            ),
            models.CheckConstraint(
                name="courses_edition_signed_off_by_whom_and_when",
                condition=models.Q(signed_off_by=None, signed_off_at=None)
                | models.Q(signed_off_by__isnull=False, signed_off_at__isnull=False),
                violation_error_message=_("A sign-off names the person and the time."),
            ),
            models.CheckConstraint(
                name="courses_edition_two_to_four_examiners",
                condition=models.Q(examiners_per_station__range=(2, 4)),
                violation_error_message=_("A station has two to four examiners."),
            ),
        ]
        permissions = [("publish_edition", _("Can publish an edition"))]

    def __str__(self) -> str:
        return f"{self.course} {self.version}"

    @property
    def total_minutes(self) -> int:
        return self.theory_minutes + self.practical_minutes + self.assessment_minutes

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def takes_all_stations(self) -> bool:
        return self.station_mode == self.StationMode.FULL

    @property
    def is_signed_off(self) -> bool:
        return self.signed_off_at is not None
