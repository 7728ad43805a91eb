"""Accounts in Wagtail's own user administration, with a mobile number for a user name."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from school.people import actions
from school.people.adapter import MobileField
from school.people.models import User


class AccountForm(forms.ModelForm):
    first_name = None
    last_name = None
    phone = MobileField()
    display_name = forms.CharField(
        label=_("Name at the desk"),
        max_length=50,
        help_text=_("What colleagues and trainees see, for example 周护士长."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    # Nobody has to think one up for somebody else: a code by SMS opens every account.
    password_required = False
    error_messages: ClassVar[dict[str, Any]] = {
        "duplicate_username": _("An account with this mobile number exists."),
        "password_mismatch": _("The two passwords differ. Type them again."),
    }


class NewAccountForm(AccountForm, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = ("phone", "display_name", "email", "is_superuser", "groups")

    def save(self, commit: bool = True) -> User:
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return super().save(commit)


class ChangedAccountForm(AccountForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = (
            "phone",
            "display_name",
            "email",
            "is_active",
            "is_superuser",
            "groups",
        )


class AccountIndex(users.IndexView):
    page_title = _("Accounts")
    add_item_label = _("Add an account")

    @cached_property
    def columns(self) -> list[Any]:
        name = self._get_title_column_class(users.UserColumn)
        return [
            name(
                "name",
                accessor="get_full_name",
                label=_("Name"),
                sort_key="display_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("masked_phone", label=_("Mobile number"), sort_key="phone"),
            Column("roles", label=_("Roles")),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last login"), sort_key="last_login"),
        ]

    @cached_property
    def search_fields(self) -> list[str]:
        return ["phone", "display_name", "person__name"]

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("groups")


class Journalled:
    """Every saving of an account is told to the journal, with its roles."""

    def get_form(self, form_class: Any = None) -> forms.ModelForm:
        view: Any = self
        form: forms.ModelForm = super().get_form(form_class)  # type: ignore[misc]  # Wagtail's view
        if not view.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form

    @transaction.atomic
    def save_instance(self) -> User:
        view: Any = self
        user: User = super().save_instance()  # type: ignore[misc]  # Wagtail's view
        secret = {"password1", "password2"}
        changed = [
            "password" if name in secret else name for name in view.form.changed_data
        ]
        return actions.record_account(user, by=view.request.user, changed=set(changed))


class AccountCreate(Journalled, users.CreateView):
    pass


class AccountEdit(Journalled, users.EditView):
    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        user: User = super().get_object(queryset)
        if user.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return user


class AccountViewSet(users.UserViewSet):
    index_view_class = AccountIndex
    add_view_class = AccountCreate
    edit_view_class = AccountEdit
    template_prefix = "people/desk/accounts/"
    copy_view_enabled = False
    menu_label = _("Accounts")
    list_export = ["get_full_name", "masked_phone", "roles", "is_active", "last_login"]
    export_filename = "accounts"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ChangedAccountForm if for_update else NewAccountForm
