from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.cohort import Cohort
from school.lib.fields import SealedTextField


class FeedQuerySet(models.QuerySet["Feed"]):
    def standing(self) -> "FeedQuerySet":
        return self.filter(revoked_at=None)


class Feed(models.Model):
    """A private address where a calendar program reads one's own evenings, or a class's.

    Whoever knows the address may read it, so it can be revoked. It is found by its
    fingerprint and kept sealed, so that a copy of the database opens no calendar.
    """

    token = SealedTextField(editable=False)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
    )
    cohort = models.ForeignKey(
        Cohort, models.CASCADE, null=True, blank=True, related_name="feeds"
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="courses_feed_of_one_thing",
                condition=models.Q(user__isnull=False, cohort=None)
                | models.Q(user=None, cohort__isnull=False),
                violation_error_message=_(
                    "A calendar is of a person or of a class, not of both."
                ),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None),
                name="courses_feed_once_a_person",
                violation_error_message=_("This person has a calendar address."),
            ),
            models.UniqueConstraint(
                fields=["cohort"],
                condition=models.Q(revoked_at=None),
                name="courses_feed_once_a_class",
                violation_error_message=_("This class has a calendar address."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.cohort)
