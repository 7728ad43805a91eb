from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms import catalogue
from cms.blocks import HowBlock
from cms.models.base import SchoolPage, tabs
from cms.models.courses import TrackPage
from cms.models.news import NewsPage
from school.lib.fields import Bilingual

NEWS_SHOWN = 3
COHORTS_SHOWN = 6


class HomePage(SchoolPage):
    """The first page: what the school is, what it teaches, which classes one can join."""

    headline_zh = models.CharField(_("Chinese opening line"), max_length=60, blank=True)
    headline_en = models.CharField(
        _("English opening line"), max_length=120, blank=True
    )
    headline = Bilingual("headline")
    how = StreamField(
        [("step", HowBlock())], verbose_name=_("how it works"), blank=True
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "cms.CoursesPage",
        "cms.StandardsIndexPage",
        "cms.LecturersPage",
        "cms.NewsIndexPage",
    ]
    max_count = 1
    template = "cms/home.html"
    edit_handler = tabs(
        chinese=[FieldPanel("headline_zh"), FieldPanel("how")],
        english=[FieldPanel("headline_en")],
    )

    class Meta:
        verbose_name = _("first page")
        verbose_name_plural = _("first pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole address at once.

        Wagtail walks down to it, two queries a level; a lesson lies five levels deep.
        """
        if path_components:
            address = self.url_path + "/".join((*path_components, ""))
            if found := Page.objects.live().filter(url_path=address).first():
                return RouteResult(found.specific)
        result: RouteResult = super().route(request, path_components)
        return result

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "tracks": TrackPage.objects.in_order(),
            "cohorts": catalogue.open_classes(limit=COHORTS_SHOWN),
            "results": catalogue.results(),
            "news": NewsPage.objects.until(timezone.localdate())[:NEWS_SHOWN],
        }
