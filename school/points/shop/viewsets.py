"""The shop's lists at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.permissions import register_permission_policy

from school.courses.desk.columns import FullDayColumn
from school.people.desk.refusing import RefusalsInForm
from school.people.signed import SignedIndex, SignedInspect
from school.points.models import Reward
from school.points.shop import actions
from school.points.shop.desk_forms import PartnerForm, RewardForm
from school.points.shop.models import Partner, Redemption, StockMovement
from school.points.waits import REDEMPTIONS
from school.ui.desk import KeptPolicy, KeptViewSet, LedgerViewSet


class RedemptionViewSet(LedgerViewSet):
    model = Redemption
    icon = "tag"
    menu_label = _("Redemptions")
    index_view_class = SignedIndex
    inspect_view_class = SignedInspect
    related = ("person__user", "reward")
    waits = REDEMPTIONS
    list_display = [
        "person",
        "reward",
        "cost",
        "status",
        "requested_at",
        FullDayColumn(
            "valid_until", label=_("to be collected by"), sort_key="valid_until"
        ),
    ]
    list_filter = ["status", "reward", "requested_at"]
    search_fields = ["person__name", "collection_code", "voucher__number"]
    list_export = [
        "person.name",
        "reward",
        "cost",
        "status",
        "requested_at",
        "valid_until",
        "ended_at",
        "actor_label",
        "reason",
    ]
    inspect_template_name = "points/shop/desk/inspect.html"
    inspect_view_fields = [
        "person",
        "reward",
        "cost",
        "status",
        "requested_at",
        "valid_until",
        "enrollment",
        "ended_at",
        "actor_label",
        "reason",
    ]


class StockMovementViewSet(LedgerViewSet):
    model = StockMovement
    icon = "history"
    menu_label = _("Stock movements")
    related = ("reward",)
    list_display = [
        "reward",
        "kind",
        "quantity",
        "after",
        "reason",
        "actor_label",
        "at",
    ]
    list_filter = ["reward", "kind", "at"]
    search_fields = ["reward__title_zh", "reason"]
    list_export = [
        "reward",
        "kind",
        "quantity",
        "after",
        "reason",
        "actor_label",
        "at",
    ]
    inspect_view_fields = [
        "reward",
        "kind",
        "quantity",
        "after",
        "reason",
        "actor_label",
        "at",
    ]


class SchemePolicy(KeptPolicy):
    """What there is to be had comes with the scheme."""

    never = frozenset({"add", "delete"})


class RewardEdit(RefusalsInForm, EditView):
    def save_instance(self) -> Reward:
        typed = dict(self.form.cleaned_data)
        photo = typed.pop("picture") or None
        reward = Reward.objects.get(pk=self.form.instance.pk)
        return actions.arrange_reward(
            reward, by=self.request.user, photo=photo, **typed
        )


class RewardViewSet(KeptViewSet):
    model = Reward
    icon = "tag"
    menu_label = _("What points are for")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    edit_view_class = RewardEdit
    list_display = (
        "title_zh",
        "code",
        Column("get_kind_display", label=_("kind of reward"), sort_key="kind"),
        "cost",
        "is_offered",
    )
    list_filter = ("kind", "is_offered")
    search_fields = ("code", "title_zh", "title_en")
    list_export = ("code", "title_zh", "title_en", "kind", "cost", "is_offered")
    inspect_view_fields = [*list_export, "words_zh", "words_en", "collect_at"]

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_permission_policy(
            self.model, SchemePolicy(self.model), exact_class=True
        )

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return RewardForm


class PartnerSaved(RefusalsInForm):
    def save_instance(self) -> Partner:
        view: Any = self
        return actions.record_partner(
            view.form.instance, by=view.request.user, **view.form.cleaned_data
        )


class PartnerCreate(PartnerSaved, CreateView):
    pass


class PartnerEdit(PartnerSaved, EditView):
    pass


class PartnerViewSet(KeptViewSet):
    model = Partner
    icon = "key"
    menu_label = _("Partners who take vouchers")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "points/shop/desk/partner.html"
    inspect_view_fields = ["name", "rewards", "is_active"]
    add_view_class = PartnerCreate
    edit_view_class = PartnerEdit
    list_display = ("name", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
    list_export = ("name", "is_active")
    export_filename = "partners"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PartnerForm


VIEWSETS = (
    RedemptionViewSet,
    StockMovementViewSet,
    RewardViewSet,
    PartnerViewSet,
)
