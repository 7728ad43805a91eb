from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from school.people import actions
from school.people.desk.refusing import RefusalsInForm
from school.people.models import ConsentText
from school.ui.desk import LedgerIndex, LedgerInspect


class PublishView(RefusalsInForm, CreateView):
    submit_button_label = _("Publish this version")

    def save_instance(self) -> ConsentText:
        by: Any = self.request.user
        return actions.publish_consent_text(by=by, **self.form.cleaned_data)


class ConsentTextViewSet(ModelViewSet):
    model = ConsentText
    icon = "doc-full"
    menu_label = _("Consent texts")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = LedgerIndex
    inspect_view_class = LedgerInspect
    add_view_class = PublishView
    list_display = (
        "purpose",
        "version",
        "covers_bands",
        "covers_waiting",
        "published_at",
    )
    list_filter = ("purpose",)
    list_export = (
        "purpose",
        "version",
        "covers_bands",
        "covers_waiting",
        "published_at",
        "text_zh",
        "text_en",
    )
    export_filename = "consent-texts"
    inspect_view_fields = list_export

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return forms.modelform_factory(
            ConsentText,
            fields=("purpose", "text_zh", "text_en", "covers_bands", "covers_waiting"),
        )
