from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models.cohort import Cohort
from school.lib.fields import SealedTextField
from school.people.models import User


class FeedQuerySet(models.QuerySet["Feed"]):
    def standing(self) -> "FeedQuerySet":
        return self.filter(revoked_at=None)

    def of(self, user: User, cohort: Cohort | None) -> "FeedQuerySet":
        """One's own evenings where no class is named."""
        return self.standing().filter(user_id=user.pk, cohort=cohort)


class Feed(models.Model):
    """A private address where a calendar program reads its owner's evenings, or a class's.

    Whoever knows the address may read it, so it can be revoked; it shows no more than
    its owner may see at that moment. It is found by its fingerprint and kept sealed, so
    that a copy of the database opens no calendar.
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
            # Those that a whole class shared are revoked, and nobody's.
            models.CheckConstraint(
                name="courses_feed_of_somebody",
                condition=models.Q(user__isnull=False)
                | models.Q(revoked_at__isnull=False),
                violation_error_message=_("A calendar address is somebody's."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None, cohort=None),
                name="courses_feed_once_a_person",
                violation_error_message=_("This person has a calendar address."),
            ),
            models.UniqueConstraint(
                fields=["user", "cohort"],
                condition=models.Q(revoked_at=None),
                name="courses_feed_once_a_class",
                violation_error_message=_(
                    "This person has a calendar address for this class."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.cohort or self.user)
