"""The desk's search: people, companies, classes and certificates at once, as far as one may see them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.search import SearchArea

from school.ui.finding import FEWEST_LETTERS, find, findable_by

AREA = "school"
MOST_LETTERS = 100


class SchoolSearchArea(SearchArea):
    def __init__(self) -> None:
        super().__init__(
            _("The whole school"),
            reverse("cms_desk:search"),
            name=AREA,
            icon_name="search",
            order=10,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return searches_school(request.user)


def searches_school(user: Any) -> bool:
    return bool(findable_by(user))


def search(request: HttpRequest) -> HttpResponse:
    kinds = findable_by(request.user)
    if not kinds:
        raise PermissionDenied
    query = request.GET.get("q", "").strip()[:MOST_LETTERS]
    context = {
        "page_title": _("Search"),
        "header_icon": "search",
        "area": AREA,
        "query": query,
        "is_short": bool(query) and len(query) < FEWEST_LETTERS,
        "search_form": SearchForm({"q": query}) if query else SearchForm(),
        "kinds": [str(kind.label) for kind in kinds],
        "findings": list(find(query, request.user)),
    }
    return render(request, "cms/desk/search.html", context)
