from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import Bilingual
from school.people.models.person import Person

if TYPE_CHECKING:
    from school.people.models.user import User


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def current(self) -> "ConsentTextQuerySet":
        """The newest version for each purpose."""
        newer = self.model.objects.filter(
            purpose=models.OuterRef("purpose"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer))

    def as_shown(self, purpose: str, version: str) -> "ConsentText | None":
        """The version that a page has shown: one agrees to what one has read."""
        is_number = version.isascii() and version.isdecimal()
        return self.filter(purpose=purpose, version=version if is_number else 0).first()


class ConsentText(models.Model):
    """One version of what a person is asked to agree to.

    The database refuses to change or delete it: a new wording is a new version.
    """

    class Purpose(models.TextChoices):
        ENROLMENT = "enrolment", _("Enrolment and training records")
        WAGES = "wages", _("Pay before and after training")
        COMPANY = "company", _("What my company may see")
        SKILLS = "skills", _("Who may see what I can do")
        PICTURES = "pictures", _("Pictures at the practical assessment")
        GREEN_BOARD = "green_board", _("My place on the public green list")
        COMPANY_PAY = "company_pay", _("What my company may report of my pay")

    # They end with the company they were given for.
    ABOUT_COMPANY = (Purpose.COMPANY, Purpose.COMPANY_PAY)

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"))
    text_zh = models.TextField(_("Chinese text"))
    text_en = models.TextField(_("English text"))
    text = Bilingual("text")
    published_at = models.DateTimeField(_("in force since"))
    # Who agreed to a text that does not say so counts in no band.
    covers_bands = models.BooleanField(
        _("says that pay counts in pay bands"), default=False
    )
    # Who agreed to a text that does not say so is not asked after she waited in vain.
    covers_waiting = models.BooleanField(
        _("says that who gets no place is asked once"), default=False
    )

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"],
                name="people_consenttext_version_once",
                violation_error_message=_("This version exists. Use the next number."),
            ),
            models.CheckConstraint(
                condition=models.Q(covers_bands=False) | models.Q(purpose="wages"),
                name="people_consenttext_bands_of_pay",
                violation_error_message=_(
                    "Only the text on pay before and after training covers pay bands."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(covers_waiting=False) | models.Q(purpose="wages"),
                name="people_consenttext_waiting_of_pay",
                violation_error_message=_(
                    "Only the text on pay before and after training covers who gets no place."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} v{self.version}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: "User") -> "ConsentQuerySet":
        if user.has_perm("people.view_person"):
            return self
        return self.filter(person__user_id=user.pk)

    def standing(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)

    def of(self, purpose: str) -> "ConsentQuerySet":
        return self.filter(text__purpose=purpose)


class Consent(models.Model):
    """That a person agreed to a text, when, and when they took it back."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"],
                condition=models.Q(withdrawn_at=None),
                name="people_consent_once_standing",
                violation_error_message=_("This consent already stands."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"
