from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField, SealedTextField, labelled
from school.lib.masking import mask_id, mask_phone
from school.people.models.company import Company

if TYPE_CHECKING:
    from school.people.models.user import User

TOWN_LENGTH = 50


def private_storage() -> Storage:
    return storages["private"]


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        """Oneself; everyone for those who may view people."""
        if user.has_perm("people.view_person"):
            return self
        return self.filter(user_id=user.pk)

    def shown_to_contact(self, user: "User") -> "PersonQuerySet":
        """Workers of the companies `user` is a contact of, who agreed to be seen."""
        return self.filter(company__contacts__user_id=user.pk).seen_by_company()

    def seen_by_company(self) -> "PersonQuerySet":
        """Those who agreed that the company they work for sees how they get on."""
        return self.filter(
            consents__text__purpose="company", consents__withdrawn_at=None
        ).distinct()

    def sharing_skills(self) -> "PersonQuerySet":
        """Those who agreed that others read what they can do."""
        return self.filter(
            consents__text__purpose="skills", consents__withdrawn_at=None
        ).distinct()


class Person(models.Model):
    """A human being the school keeps records of, with or without an account.

    The name is kept exactly as given (up to 50 code points, `·` and rare characters
    among them), never split and never trimmed.
    """

    class Sex(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    code = CodeField()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )
    name = models.CharField(_("name"), max_length=50)
    id_number = SealedTextField(_("ID number"), blank=True)
    id_number_hash = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        error_messages={"unique": _("A person with this ID number is on file.")},
    )
    id_number_tail = models.CharField(max_length=4, blank=True, editable=False)
    # Both follow from the ID number; kept apart so that figures need not unseal it.
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"), null=True, blank=True
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    photo = models.FileField(
        _("photo"), upload_to="photos/", storage=private_storage, blank=True
    )
    company = models.ForeignKey(
        Company,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="workers",
        verbose_name=_("company"),
    )
    town = models.CharField(_("town"), max_length=TOWN_LENGTH, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people on file")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    @labelled(_("Mobile number"))
    def phone(self) -> str:
        return self.user.phone if self.user else ""

    @property
    @labelled(_("ID on file"))
    def has_identity(self) -> bool:
        """Name and ID number are on file, as every enrolment needs."""
        return bool(self.name and self.id_number_hash)

    @property
    @labelled(_("Mobile number"))
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    @labelled(_("ID number"))
    def masked_id_number(self) -> str:
        return mask_id(self.id_number)

    @property
    @labelled(_("Consents"))
    def consents_in_words(self) -> str:
        standing = self.consents.filter(withdrawn_at=None).select_related("text")
        return "、".join(str(consent.text) for consent in standing)

    def has_consented(self, purpose: str) -> bool:
        """A consent for `purpose` stands, to whichever version."""
        return self.consents.filter(text__purpose=purpose, withdrawn_at=None).exists()
