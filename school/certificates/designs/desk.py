"""Templates at the desk: edited beside a preview, with their versions, and chosen."""

from collections.abc import Mapping
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView

from school.certificates.designs import actions, preview
from school.certificates.designs.forms import ChoiceForm, DesignForm
from school.certificates.designs.models import TYPED, DesignPicture, DesignVersion
from school.lib.errors import Refusal
from school.lib.typed import is_row_id
from school.people.desk.refusing import RefusalsInForm
from school.people.models import User
from school.people.requests import allowed
from school.ui.desk import KeptViewSet, LedgerIndex, LedgerInspect
from school.ui.steps import posted, send

VIEW = "certificates.view_designversion"
PANELS = [
    FieldPanel("name"),
    MultiFieldPanel(
        [
            FieldPanel("layout"),
            FieldRowPanel([FieldPanel("face"), FieldPanel("numerals")]),
            FieldPanel("is_bilingual"),
            FieldPanel(
                "colour",
                help_text=gettext_lazy(
                    "# and six digits. Empty: the colour of the course."
                ),
            ),
        ],
        heading=gettext_lazy("Paper and look"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("title_zh"),
            FieldPanel("title_en"),
            HelpPanel(template="certificates/desk/_placeholders.html"),
            FieldPanel("wording_zh"),
            FieldPanel("wording_en"),
        ],
        heading=gettext_lazy("What the certificate says"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("seal_words"),
            FieldPanel("seal_file"),
            FieldPanel("drops_seal"),
            FieldPanel("signature_file"),
            FieldPanel("drops_signature"),
        ],
        heading=gettext_lazy("Seal and signature"),
    ),
]


class DesignIndex(LedgerIndex):
    related = ("design", "made_by")

    def get_base_queryset(self) -> Any:
        """The versions that are issued with; the former ones stand on their pages."""
        current = DesignVersion.objects.current()
        return super().get_base_queryset().filter(pk__in=current)


class DesignSaved(RefusalsInForm):
    def save_instance(self) -> DesignVersion:
        view: Any = self
        kept: DesignVersion = view.form.keep(by=view.request.user)
        return kept

    def get_success_url(self) -> str:
        view: Any = self
        return reverse("designversion:edit", args=[view.object.pk])


class DesignCreate(DesignSaved, CreateView):
    pass


class DesignEdit(DesignSaved, EditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version: DesignVersion = self.object
        return super().get_context_data(
            is_used=version.certificates.exists(),
            pictures=[one for one in (version.seal, version.signature) if one],
            **kwargs,
        )


class DesignInspect(LedgerInspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.object.design.versions.select_related("made_by")
        return super().get_context_data(
            versions=versions.order_by("-number"),
            issued=self.object.certificates.count(),
            pictures=[one for one in (self.object.seal, self.object.signature) if one],
            **kwargs,
        )


class DesignViewSet(KeptViewSet):
    model = DesignVersion
    icon = "edit"
    menu_label = gettext_lazy("Certificate templates")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = DesignIndex
    add_view_class = DesignCreate
    edit_view_class = DesignEdit
    inspect_view_class = DesignInspect
    inspect_template_name = "certificates/desk/design.html"
    create_template_name = "certificates/desk/design_form.html"
    edit_template_name = "certificates/desk/design_form.html"
    edit_handler = ObjectList(PANELS, base_form_class=DesignForm)
    list_display = (
        "name",
        "number",
        Column("get_layout_display", label=gettext_lazy("paper and layout")),
        "made_by",
        "made_at",
    )
    list_filter = ("layout",)
    search_fields = ("name", "title_zh")
    list_export = ("number", *TYPED, "made_by", "made_at")
    export_filename = "templates"
    inspect_view_fields = list(list_export)


@require_POST
@never_cache
@xframe_options_sameorigin
def try_out(request: HttpRequest) -> HttpResponse:
    """The sheet of what is typed, kept nowhere: three names, one after another."""
    allowed(request, actions.CHANGE)
    pk = request.POST.get("version", "")
    kept = DesignVersion.objects.filter(pk=pk).first() if is_row_id(pk) else None
    form_class: Any = DesignViewSet().get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=kept, for_user=request.user)
    if not form.is_valid():
        context = {"form": form}
        return render(request, "certificates/desk/design_wrong.html", context)
    return _sheet(request, form.instance, inks=form.inks)


@require_safe
@never_cache
@xframe_options_sameorigin
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a version that is kept."""
    allowed(request, VIEW)
    return _sheet(request, get_object_or_404(DesignVersion, pk=pk), inks={})


def _sheet(
    request: HttpRequest, version: DesignVersion, *, inks: Mapping[str, bytes]
) -> HttpResponse:
    try:
        pdf = preview.of(version, inks=inks)
    except Refusal as refusal:
        context = {"refusal": refusal}
        return render(request, "certificates/desk/design_wrong.html", context)
    return HttpResponse(pdf, content_type="application/pdf")


@require_safe
@never_cache
def picture(request: HttpRequest, sha256: str) -> HttpResponseBase:
    allowed(request, VIEW)
    found = get_object_or_404(DesignPicture, sha256=sha256)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/png")


def choose(request: HttpRequest) -> HttpResponse:
    """Which template the school, a course or an edition issues with."""
    user = allowed(request, actions.CHANGE)
    form = ChoiceForm(posted(request))
    if request.method == "POST" and send(request, form, lambda: _chosen(form, by=user)):
        return redirect("certificates_desk:choose_design")
    context = {
        "page_title": _("Which template where"),
        "header_icon": "edit",
        "form": form,
    }
    return render(request, "certificates/desk/choose_design.html", context)


def _chosen(form: ChoiceForm, *, by: User) -> str:
    actions.choose_all(form.choices(), by=by)
    return _("Kept. It counts for what is issued from now on.")


ROOT = "certificate-desk/templates"
PATHS = [
    path(f"{ROOT}/", choose, name="choose_design"),
    path(f"{ROOT}/try/", try_out, name="try_design"),
    path(f"{ROOT}/<int:pk>/", shown, name="design_pdf"),
    path(f"{ROOT}/pictures/<slug:sha256>/", picture, name="design_picture_file"),
]
