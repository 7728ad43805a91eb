from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Group,
    PermissionsMixin,
)
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from school.lib.fields import labelled
from school.lib.masking import mask_phone


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, phone: str, password: str | None = None, **extra: Any
    ) -> "User":
        user = self.model(phone=phone, **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(
        self, phone: str, password: str | None = None, **extra: Any
    ) -> "User":
        return self.create_user(
            phone, password, is_staff=True, is_superuser=True, **extra
        )


class User(AbstractBaseUser, PermissionsMixin):
    """An account: a mobile number that signs in. The human being is a `Person`."""

    phone = models.CharField(
        _("mobile number"),
        max_length=11,
        unique=True,
        error_messages={"unique": _("An account with this mobile number exists.")},
    )
    phone_verified = models.BooleanField(_("number confirmed"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    # Shown to colleagues; what is certified is Person.name.
    display_name = models.CharField(_("display name"), max_length=50, blank=True)
    is_staff = models.BooleanField(_("works at the desk"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    # Of a request at the desk: the one role she works as, and its rights once they are read.
    works_as: Group | None = None
    rights_as: frozenset[str] | None = None

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                name="people_user_phone_is_mobile",
                # The others are of accounts that were erased.
                condition=models.Q(phone__regex=r"^1[3-9][0-9]{9}$")
                | models.Q(phone__regex=r"^x[0-9a-z]{10}$", is_active=False),
                violation_error_message=_(
                    "A mobile number has 11 digits and begins with 1. Check the number."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.display_name or mask_phone(self.phone)

    get_short_name = get_full_name

    @property
    @labelled(_("Mobile number"))
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @cached_property
    def desk_roles(self) -> list[Group]:
        """Those that open the desk; a superuser has every right, whatever her roles."""
        if self.is_superuser:
            return []
        hers = self.groups.filter(permissions__codename="access_admin")
        return list(hers.distinct().order_by("name"))

    @property
    @labelled(_("Roles"))
    def roles(self) -> str:
        return "、".join(group.name for group in self.groups.all())
