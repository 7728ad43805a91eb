from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.courses.desk.columns import FullDayColumn
from school.standing.desk import cards, listings, retrainings
from school.standing.models import (
    ExternalListing,
    Retraining,
    Standing,
    StandingChange,
)
from school.standing.waits import CARDS, LISTINGS, ORDERS
from school.ui.bulk import title_id
from school.ui.desk import LedgerViewSet


def page_of(standing: Standing) -> str:
    return reverse(cards.PERSON, args=[standing.person.code])


def order_page(order: Retraining) -> str:
    return reverse(retrainings.ORDER, args=[order.code])


def listing_page(listing: ExternalListing) -> str:
    return reverse(listings.LISTING, args=[listing.code])


class StandingViewSet(LedgerViewSet):
    name = "card"
    model = Standing
    icon = "success"
    menu_label = _("Cards")
    related = ("person__company",)
    waits = CARDS
    list_display = [
        TitleColumn(
            "person", label=_("worker"), get_url=page_of, get_title_id=title_id
        ),
        "card",
        "score",
        "since",
        "private_through",
    ]
    # Whoever is watched or red stands first: a card's codes fall into that order.
    ordering = ("-card", "person__name")
    list_filter = ["card", "since", "person__company"]
    search_fields = ["person__name"]
    list_export = ["person.name", "card", "score", "since", "private_through"]
    inspect_view_fields = ["person", "card", "score", "since", "private_through"]


class StandingChangeViewSet(LedgerViewSet):
    model = StandingChange
    icon = "history"
    menu_label = _("Changes of cards")
    related = ("person",)
    list_display = ["person", "before", "after", "score", "actor_label", "at"]
    list_filter = ["before", "after", "at"]
    search_fields = ["person__name", "words", "decision"]
    list_export = [
        "person.name",
        "before",
        "after",
        "score",
        "words",
        "decision",
        "actor_label",
        "at",
    ]
    inspect_view_fields = list_export[1:]


class RetrainingViewSet(LedgerViewSet):
    model = Retraining
    icon = "repeat"
    menu_label = _("Retraining orders")
    related = ("person", "course", "enrollment__cohort")
    waits = ORDERS
    list_display = [
        TitleColumn(
            "person", label=_("worker"), get_url=order_page, get_title_id=title_id
        ),
        "course",
        "status",
        Column("class", accessor="enrollment.cohort", label=_("Class")),
        "cause",
        "ordered_at",
    ]
    list_filter = ["status", "cause", "course", "ordered_at"]
    search_fields = ["person__name", "reason"]
    list_export = [
        "person.name",
        "course",
        "reason",
        "cause",
        "status",
        "ordered_by",
        "ordered_at",
        "ended_at",
    ]
    inspect_view_fields = ["person", *list_export[1:]]


class ListingViewSet(LedgerViewSet):
    model = ExternalListing
    waits = LISTINGS
    icon = "clipboard-list"
    menu_label = _("Authorities' lists")
    related = ("person", "recorded_by", "checked_by")
    list_display = [
        TitleColumn(
            "person", label=_("worker"), get_url=listing_page, get_title_id=title_id
        ),
        "colour",
        "authority",
        "decision",
        FullDayColumn("begins_on", label=_("in force from")),
        FullDayColumn("ends_on", label=_("in force through")),
        "status",
    ]
    list_filter = ["status", "colour", "authority", "is_published"]
    search_fields = ["person__name", "authority", "decision"]
    list_export = [
        "person.name",
        "colour",
        "authority",
        "decision",
        "decided_on",
        "begins_on",
        "ends_on",
        "url",
        "is_published",
        "status",
        "recorded_by",
        "recorded_at",
        "checked_by",
        "checked_at",
    ]
    inspect_view_fields = ["person", *list_export[1:]]


class StandingGroup(ModelViewSetGroup):
    menu_label = _("Standing")
    menu_icon = "success"
    menu_order = 365
    items = (
        StandingViewSet,
        RetrainingViewSet,
        ListingViewSet,
        StandingChangeViewSet,
    )


@hooks.register("register_admin_viewset")
def standing_viewsets() -> StandingGroup:
    return StandingGroup()


@hooks.register("register_admin_urls")
def standing_desk_urls() -> list[URLPattern | URLResolver]:
    order = "standing-desk/retraining/<slug:code>"
    listed = "standing-desk/listings/<slug:code>"
    somebody = "standing-desk/people/<slug:code>"
    patterns = [
        path(f"{somebody}/", cards.person, name="person"),
        path(f"{somebody}/lift/", cards.lift, name="lift"),
        path(f"{somebody}/retraining/", retrainings.order, name="order"),
        path(f"{somebody}/listing/", listings.record, name="record_listing"),
        path(f"{listed}/", listings.listing, name="listing"),
        path(f"{listed}/check/", listings.check, name="check_listing"),
        path(f"{listed}/end/", listings.end, name="end_listing"),
        path(f"{order}/", retrainings.retraining, name="retraining"),
        path(f"{order}/book/", retrainings.book, name="book"),
        path(f"{order}/cancel/", retrainings.cancel, name="cancel"),
    ]
    return [path("", include((patterns, "standing_desk")))]
