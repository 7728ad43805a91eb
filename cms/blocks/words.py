"""Blocks of words. Lessons are Chinese; headings inside them may have English."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from school.lib.fields import Bilingual


class Entitled(blocks.StructValue):
    """Has a title in two languages."""

    title = Bilingual("title")
    text = Bilingual("text")
    caption = Bilingual("caption")

    def __getattr__(self, name: str) -> Any:
        if name.endswith(("_zh", "_en")):
            return self.get(name, "")
        raise AttributeError(name)


class Tabular(Entitled):
    @property
    def columns(self) -> list[str]:
        return [column["heading"] for column in self["table"].columns]

    @property
    def rows(self) -> list[list[Any]]:
        return [list(row) for row in self["table"].rows]


class EntitledBlock(blocks.StructBlock):
    title_zh = blocks.CharBlock(label=_("Chinese heading"), max_length=60)
    title_en = blocks.CharBlock(
        label=_("English heading"), max_length=120, required=False
    )

    class Meta:
        value_class = Entitled


class CaseBlock(EntitledBlock):
    text_zh = blocks.TextBlock(label=_("What happened"), rows=6)

    class Meta:
        icon = "openquote"
        label = _("Case")
        template = "cms/blocks/case.html"


class TableBlock(EntitledBlock):
    table = TypedTableBlock(
        [("text", blocks.TextBlock(label=_("Text"), rows=1, required=False))],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        value_class = Tabular
        template = "cms/blocks/table.html"


class HowBlock(EntitledBlock):
    """One step of how the school works, for the first page."""

    text_zh = blocks.TextBlock(label=_("Chinese text"), rows=2)
    text_en = blocks.TextBlock(label=_("English text"), rows=2, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
