"""Accounts in Wagtail's own user administration, with a mobile number for a user name."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from school.lib.errors import Refusal
from school.people import actions
from school.people.access import (
    can_change_account,
    can_move_sign_in,
    desk_accounts,
    roles_given_by,
)
from school.people.adapter import MobileField
from school.people.desk.refusing import RefusalsInForm
from school.people.models import Person, User
from school.people.refusals import DeskRole, RoleKept, SignInOfRole
from school.people.signals import number_shown
from school.ui import fields
from school.ui.exports import WordedExport
from school.ui.step_up import StepUp


class AccountForm(forms.ModelForm):
    """Holds out what `by` may choose; the verb sees to it."""

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

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        assert isinstance(groups, forms.ModelMultipleChoiceField)
        self.fields["groups"] = fields.ModelMultipleChoiceField(
            roles_given_by(by),
            label=groups.label,
            help_text=groups.help_text,
            required=groups.required,
            widget=groups.widget,
        )
        if not by.is_superuser:
            self.fields.pop("is_superuser", None)
        if self.instance.pk and not can_move_sign_in(self.instance, by):
            self.fields["phone"].disabled = True
            self.fields["phone"].help_text = _(
                "The account has a role: only an administrator changes its number."
            )

    @cached_property
    def password_enabled(self) -> bool:
        """Asked when the instance still is what the database holds."""
        return can_move_sign_in(self.instance, self.by)

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if not commit:
            return user
        secret = {"password1", "password2"}
        return actions.record_account(
            user,
            by=self.by,
            groups=self.cleaned_data["groups"],
            changed={
                "password" if name in secret else name for name in self.changed_data
            },
        )


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


class AccountIndex(WordedExport, users.IndexView):
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

    @cached_property
    def closed_to_reader(self) -> set[int]:
        if self.request.user.is_superuser:
            return set()
        return set(desk_accounts().values_list("pk", flat=True))

    def get_edit_url(self, instance: User) -> str | None:
        is_closed = instance.pk in self.closed_to_reader
        return None if is_closed else super().get_edit_url(instance)

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("groups")


class SavedByVerb(RefusalsInForm):
    def field_of(self, refusal: Refusal) -> str | None:
        if isinstance(refusal, DeskRole | RoleKept):
            return "groups"
        return "phone" if isinstance(refusal, SignInOfRole) else None

    def get_form_kwargs(self) -> dict[str, Any]:
        view: Any = self
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # Wagtail's view
        return {**kwargs, "by": view.request.user}


class AccountCreate(StepUp, SavedByVerb, users.CreateView):
    pass


class AccountEdit(StepUp, SavedByVerb, users.EditView):
    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        user: User = super().get_object(queryset)
        if not can_change_account(user, self.request.user):
            raise PermissionDenied
        return user

    def render_to_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form with the number, whether it is opened or comes back with mistakes."""
        if whose := Person.objects.filter(user=self.object).first():
            number_shown.send(type(self), person=whose, request=self.request)
        answer: HttpResponse = super().render_to_response(*args, **kwargs)
        return answer


class AccountViewSet(users.UserViewSet):
    index_view_class = AccountIndex
    add_view_class = AccountCreate
    edit_view_class = AccountEdit
    template_prefix = "people/desk/accounts/"
    copy_view_enabled = False
    menu_label = _("Accounts")
    list_export = ["get_full_name", "masked_phone", "roles", "is_active", "last_login"]
    export_filename = "accounts"
    export_headings = {"get_full_name": _("Name")}

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ChangedAccountForm if for_update else NewAccountForm
