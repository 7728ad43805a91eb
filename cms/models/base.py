"""What all pages of the school share: Chinese words, English words, and where they came from."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page
from wagtail.search import index

from cms.page_forms import SchoolPageForm
from school.lib.fields import Bilingual


class SchoolPage(Page):
    """A page in two languages. Its words are its own; facts it reads from the models."""

    title_en = models.CharField(_("English title"), max_length=255, blank=True)
    summary_zh = models.TextField(_("Chinese summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)
    summary = Bilingual("summary")
    # Of the words as the school's files gave them: says whether the files have changed.
    source_hash = models.CharField(max_length=64, blank=True, editable=False)

    base_form_class = SchoolPageForm
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en"),
        index.SearchField("summary_zh"),
        index.SearchField("summary_en"),
    ]

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        english = (get_language() or "").startswith("en") and self.title_en
        return english or self.title


def tabs(
    *,
    chinese: list[Any] | None = None,
    english: list[Any] | None = None,
    more: dict[Any, list[Any]] | None = None,
) -> TabbedInterface:
    """The editor's tabs: Chinese words, English words, what else, then Wagtail's own."""
    lists: list[Panel] = [
        ObjectList(
            [TitleFieldPanel("title"), FieldPanel("summary_zh"), *(chinese or [])],
            heading=_("Chinese words"),
        ),
        ObjectList(
            [FieldPanel("title_en"), FieldPanel("summary_en"), *(english or [])],
            heading=_("English words"),
        ),
    ]
    lists += [
        ObjectList(panels, heading=heading) for heading, panels in (more or {}).items()
    ]
    lists += [
        ObjectList(Page.promote_panels, heading=_("Address and search")),
        ObjectList(Page.settings_panels, heading=_("Publication")),
    ]
    return TabbedInterface(lists)
