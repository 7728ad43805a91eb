from typing import Any

from django import forms
from django.db.models import Count, Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from school.lib.errors import Refusal
from school.people import actions
from school.people.adapter import MobileField
from school.people.desk.refusing import RefusalsInForm
from school.people.models import Company, CompanyContact
from school.ui.desk import LedgerIndex
from school.ui.step_up import StepUp


class CompanyIndex(LedgerIndex):
    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().annotate(worker_count=Count("workers"))


class CompanySaved(RefusalsInForm):
    def save_instance(self) -> Company:
        view: Any = self
        typed = view.form.cleaned_data
        return actions.record_company(
            view.form.instance,
            name=typed["name"],
            town=typed["town"],
            by=view.request.user,
        )


class CompanyCreate(CompanySaved, CreateView):
    pass


class CompanyEdit(CompanySaved, EditView):
    pass


class CompanyViewSet(ModelViewSet):
    model = Company
    icon = "home"
    menu_label = _("Companies")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = CompanyIndex
    add_view_class = CompanyCreate
    edit_view_class = CompanyEdit
    form_fields = ("name", "town")
    list_display = (
        "name",
        "town",
        Column("worker_count", label=_("Workers"), sort_key="worker_count"),
    )
    list_filter = ("town",)
    search_fields = ("name", "town")
    list_export = ("name", "town", "worker_count")
    export_headings = {"name": _("Company")}
    export_filename = "companies"


class ContactForm(forms.ModelForm):
    phone = MobileField(help_text=_("Of an account that exists."))

    class Meta:
        model = CompanyContact
        fields = ("company",)


class ContactCreate(StepUp, RefusalsInForm, CreateView):
    def field_of(self, refusal: Refusal) -> str | None:
        return "phone"

    def save_instance(self) -> CompanyContact:
        typed = self.form.cleaned_data
        return actions.name_contact(
            typed["company"], phone=typed["phone"], by=self.request.user
        )


class ContactDelete(StepUp, DeleteView):
    def delete_action(self) -> None:
        actions.dismiss_contact(self.object, by=self.request.user)


class ContactIndex(LedgerIndex):
    related = ("user", "company")


class ContactViewSet(ModelViewSet):
    model = CompanyContact
    icon = "group"
    menu_label = _("Company contacts")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = ContactIndex
    add_view_class = ContactCreate
    delete_view_class = ContactDelete
    list_display = (
        Column("user", label=_("Account")),
        Column("user.masked_phone", label=_("Mobile number"), sort_key="user__phone"),
        Column("company", label=_("Company"), sort_key="company__name"),
    )
    list_filter = ("company",)
    search_fields = ("user__display_name", "user__phone", "company__name")
    list_export = ("user", "company")
    export_filename = "company-contacts"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ContactForm
