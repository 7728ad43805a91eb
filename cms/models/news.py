from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks import FEATURES, BodyBlock
from cms.models.base import SchoolPage, tabs

A_PAGE = 10


class NewsPageQuerySet(PageQuerySet):
    def until(self, day: date) -> "NewsPageQuerySet":
        return self.live().filter(date__lte=day).order_by("-date", "-pk")


class NewsIndexPage(SchoolPage):
    """News, the latest first."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    max_count = 1
    template = "cms/news_index.html"
    edit_handler = tabs()

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.until(timezone.localdate()).child_of(self)
        paginator = Paginator(news, A_PAGE)
        return context | {"news": paginator.get_page(request.GET.get("page"))}


class NewsPage(SchoolPage):
    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    text_en = RichTextField(_("English text"), features=FEATURES, blank=True)

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news.html"
    search_fields = [
        *SchoolPage.search_fields,
        index.SearchField("body"),
        index.SearchField("text_en"),
        index.FilterField("date"),
    ]
    edit_handler = tabs(
        chinese=[FieldPanel("date"), FieldPanel("body")],
        english=[FieldPanel("text_en")],
    )

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
