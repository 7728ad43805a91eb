from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.certificates.rules import reminder_window
from school.people.models import Person


class HomeServiceCardQuerySet(models.QuerySet["HomeServiceCard"]):
    def to_review(self, *, on: date) -> "HomeServiceCardQuerySet":
        """Those of which somebody may have to be reminded."""
        return self.filter(review_on__range=reminder_window(on))


class HomeServiceCard(models.Model):
    """What its holder copied from her home-service card, which the authority issues.

    The school has checked nothing of it, and says so wherever it shows it.
    """

    person = models.OneToOneField(
        Person,
        models.CASCADE,
        related_name="home_service_card",
        verbose_name=_("holder"),
    )
    number = models.CharField(_("number of the home-service card"), max_length=40)
    review_on = models.DateField(_("next annual review"), null=True, blank=True)
    entered_at = models.DateTimeField(_("copied on"))
    # The last reminder of its review: so many days before.
    reminded = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = HomeServiceCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("home-service card as its holder copied it")
        verbose_name_plural = _("home-service cards as their holders copied them")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number=""),
                name="certificates_card_has_number",
                violation_error_message=_("Type the number of the card."),
            )
        ]

    def __str__(self) -> str:
        return self.number
