from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.people.models import Person


class Progress(models.Model):
    """How far a person has come with a lesson."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="progress")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="progress")
    opened_at = models.DateTimeField(_("opened"))
    # None where it was not opened since such days are noted.
    last_opened_on = models.DateField(_("last opened"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    # Self-checks right at the best try, of so many.
    checks_right = models.PositiveSmallIntegerField(default=0)
    checks_total = models.PositiveSmallIntegerField(default=0)
    # Parts of the page read, of those it had when it was last read.
    parts_read = models.PositiveSmallIntegerField(_("parts read"), default=0)
    parts_total = models.PositiveSmallIntegerField(_("parts of the lesson"), default=0)
    # The first part after the one read last; "" where there is none.
    next_part = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "lesson"],
                name="learning_progress_once",
                violation_error_message=_("Progress with this lesson is on file."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.lesson}"


class PartRead(models.Model):
    """A part of a lesson's page that was read. Parts are only added: several phones make a union."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="parts_read")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="+")
    # The page's own name for it, which outlives edits around it.
    part = models.CharField(max_length=40)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("part read")
        verbose_name_plural = _("parts read")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "lesson", "part"],
                name="learning_part_once",
                violation_error_message=_("This part is on file as read."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.lesson} · {self.part}"


class ReadingTime(models.Model):
    """Time spent reading a lesson, as a phone noted it and as much of it as counts. Appended."""

    enrollment = models.ForeignKey(
        Enrollment,
        models.PROTECT,
        related_name="reading_time",
        verbose_name=_("enrolment"),
    )
    lesson = models.ForeignKey(
        Lesson, models.PROTECT, related_name="+", verbose_name=_("lesson")
    )
    uuid = models.UUIDField(unique=True)
    device = models.CharField(_("device"), max_length=40, blank=True)
    # By the school's clock.
    begun_at = models.DateTimeField(_("reading began"))
    ended_at = models.DateTimeField(_("reading ended"))
    claimed_seconds = models.PositiveIntegerField(_("seconds noted by the phone"))
    seconds = models.PositiveIntegerField(_("seconds that count"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("time spent reading")
        verbose_name_plural = _("time spent reading")
        indexes = [
            models.Index(
                fields=["enrollment", "ended_at"], name="learning_time_of_trainee"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconds__lte=models.F("claimed_seconds"))
                & models.Q(ended_at__gte=models.F("begun_at")),
                name="learning_time_no_more_than_claimed",
                violation_error_message=_("No more counts than the phone noted."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrollment} · {self.lesson} · {self.seconds} s"
