from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms import catalogue
from cms.blocks import BodyBlock
from cms.models.base import SchoolPage, tabs
from school.courses.models import Standard
from school.lib.fields import Bilingual


class StandardPageQuerySet(PageQuerySet):
    def in_order(self) -> "StandardPageQuerySet":
        return self.live().select_related("standard").order_by("standard__number")


class StandardsIndexPage(SchoolPage):
    """The twenty service standards in the order of a visit."""

    note_zh = models.TextField(_("Chinese note"), blank=True)
    note_en = models.TextField(_("English note"), blank=True)
    note = Bilingual("note")

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.StandardPage"]
    max_count = 1
    template = "cms/standards.html"
    edit_handler = tabs(
        chinese=[FieldPanel("note_zh")], english=[FieldPanel("note_en")]
    )

    class Meta:
        verbose_name = _("list of standards")
        verbose_name_plural = _("lists of standards")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"standards": StandardPage.objects.in_order().child_of(self)}


class StandardPage(SchoolPage):
    """One standard. Its summary is the requirement; what is checked is a fact."""

    standard = models.ForeignKey(
        Standard, models.PROTECT, related_name="+", verbose_name=_("standard")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(StandardPageQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["cms.StandardsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/standard.html"
    search_fields = [*SchoolPage.search_fields, index.SearchField("body")]
    edit_handler = tabs(
        chinese=[FieldPanel("body")], more={_("Facts"): [FieldPanel("standard")]}
    )

    class Meta:
        verbose_name = _("page of a standard")
        verbose_name_plural = _("pages of standards")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = StandardPage.objects.in_order()
        number = self.standard.number
        return context | {
            "lessons": catalogue.lessons_on(self.standard_id),
            "stations": catalogue.stations_on(self.standard_id),
            "rule": catalogue.breach_rule(self.standard.breach_rule),
            "previous": pages.filter(standard__number__lt=number).last(),
            "following": pages.filter(standard__number__gt=number).first(),
        }
