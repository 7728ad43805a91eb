"""People at the desk: a list, a file to read, and forms that call the verbs."""

from typing import Any

import django_filters
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect

from school.lib.errors import Refusal
from school.people import actions
from school.people.adapter import MobileField
from school.people.desk.refusing import RefusalsInForm
from school.people.forms import IdNumberField, NameField
from school.people.models import Company, Person
from school.people.models.person import TOWN_LENGTH
from school.people.refusals import AccountTaken, IdNumberRefused, ReasonMissing
from school.people.signals import number_shown
from school.ui.bulk import BulkLedgerIndex


class PersonFilterSet(WagtailFilterSet):
    has_identity = django_filters.BooleanFilter(
        field_name="id_number_hash",
        lookup_expr="isnull",
        exclude=True,
        label=_("ID on file"),
        widget=BooleanRadioSelect,
    )

    class Meta:
        model = Person
        fields = ("company", "town", "sex")


class PersonForm(forms.ModelForm):
    """Shows no ID number; a typed one replaces it."""

    name = NameField()
    id_number = IdNumberField(required=False)
    phone = MobileField(
        required=False,
        help_text=_("The number this person signs in with, by a code."),
    )
    company = forms.ModelChoiceField(
        Company.objects.all(), label=_("Company"), required=False
    )
    town = forms.CharField(label=_("Town"), max_length=TOWN_LENGTH, required=False)
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_("Needed when a name or ID number that is on file changes."),
    )

    class Meta:
        model = Person
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.instance
        self.initial.update(
            name=person.name,
            phone=person.phone,
            company=person.company_id,
            town=person.town,
        )
        if person.pk and person.phone:
            # A number moves only with a code sent to it, or in the account itself.
            self.fields["phone"].disabled = True

    def _post_clean(self) -> None:
        """The verbs check and write; the form leaves the row as it is."""


class PersonIndex(BulkLedgerIndex):
    related = ("user", "company")


class SavedByVerbs(RefusalsInForm):
    def field_of(self, refusal: Refusal) -> str | None:
        if isinstance(refusal, IdNumberRefused):
            return "id_number"
        if isinstance(refusal, AccountTaken):
            return "phone"
        if isinstance(refusal, ReasonMissing):
            return "reason"
        return "photo" if "photo" in refusal.code else None

    @transaction.atomic
    def save_instance(self) -> Person:
        view: Any = self
        typed, by = view.form.cleaned_data, view.request.user
        person = actions.record_identity(
            view.form.instance,
            name=typed["name"],
            id_number=typed["id_number"],
            by=by,
            reason=typed["reason"],
        )
        if typed["phone"] and not person.phone:
            person = actions.open_account(person, phone=typed["phone"], by=by)
        person = actions.choose_company(person, company=typed["company"], by=by)
        person = actions.set_town(person, town=typed["town"], by=by)
        if typed["photo"]:
            person = actions.set_photo(person, file=typed["photo"], by=by)
        return person


class PersonCreate(SavedByVerbs, CreateView):
    pass


class PersonEdit(SavedByVerbs, EditView):
    def render_to_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form with her number, whether it is opened or comes back with mistakes."""
        if self.object.phone:
            number_shown.send(type(self), person=self.object, request=self.request)
        answer: HttpResponse = super().render_to_response(*args, **kwargs)
        return answer


class PersonInspect(InspectView):
    """All of a person stands on one page, which is not made here."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("portal_desk:person", self.object.code)


class PersonViewSet(ModelViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    index_view_class = PersonIndex
    add_view_class = PersonCreate
    edit_view_class = PersonEdit
    inspect_view_class = PersonInspect
    filterset_class = PersonFilterSet
    search_fields = ("name", "user__phone")
    list_display = (
        "name",
        Column("masked_phone", label=_("Mobile number"), sort_key="user__phone"),
        Column("company", label=_("Company"), sort_key="company__name"),
        "town",
        BooleanColumn("has_identity", label=_("ID on file")),
    )
    list_export = (
        "name",
        "masked_phone",
        "company",
        "town",
        "birth_year",
        "get_sex_display",
        "has_identity",
    )
    export_filename = "people"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonForm
