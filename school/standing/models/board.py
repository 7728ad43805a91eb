from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import in_language
from school.people.models import Consent, ConsentText, Person
from school.standing.models.standing import Card, Standing


class BoardMonth(models.Model):
    """One month's green list, as it was made on a day."""

    month = models.DateField(_("month of the list"), unique=True)
    made_at = models.DateTimeField(_("list made on"))

    class Meta:
        verbose_name = _("green list")
        verbose_name_plural = _("green lists")
        ordering = ["-month"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class BoardRowQuerySet(models.QuerySet["BoardRow"]):
    def shown(self, *, on: date) -> "BoardRowQuerySet":
        """This month's, of those who still agree and whose card, as told outside, is green."""
        agrees = Consent.objects.standing().filter(
            person=models.OuterRef("person"),
            text__purpose=ConsentText.Purpose.GREEN_BOARD,
        )
        other = Standing.objects.not_green_outside(on=on).filter(
            person=models.OuterRef("person")
        )
        return self.filter(
            models.Exists(agrees), ~models.Exists(other), board__month=on.replace(day=1)
        )


class BoardRow(models.Model):
    """What the green list says of one worker, and nothing besides. Gone with its month."""

    board = models.ForeignKey(BoardMonth, models.CASCADE, related_name="rows")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    masked_name = models.CharField(max_length=12)
    company = models.CharField(max_length=100, blank=True)
    tier = models.CharField(max_length=5, choices=Card)
    # Each {"zh": …, "en": …}.
    course_titles = models.JSONField(default=list)

    objects = BoardRowQuerySet.as_manager()

    class Meta:
        ordering = ["company", "masked_name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["board", "person"],
                name="standing_boardrow_once",
                violation_error_message=_("This worker is on the list already."),
            ),
            models.CheckConstraint(
                name="standing_boardrow_green",
                condition=models.Q(tier__in=["green", "model"]),
                violation_error_message=_("Only green cards are on the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.masked_name

    @property
    def courses(self) -> list[str]:
        """In the reader's language."""
        return [in_language(title) for title in self.course_titles]
