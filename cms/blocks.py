"""What a page's body is made of. Lessons are Chinese; headings inside them may have English."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from school.lib.fields import Bilingual

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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


class StepsBlock(EntitledBlock):
    items = blocks.ListBlock(
        blocks.TextBlock(label=_("Step"), rows=2), label=_("Steps"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


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


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption_zh = blocks.CharBlock(
        label=_("Chinese caption"), max_length=120, required=False
    )
    caption_en = blocks.CharBlock(
        label=_("English caption"), max_length=200, required=False
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        value_class = Entitled
        template = "cms/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The typed blocks of a lesson; each says to the reader what kind of text it is."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=FEATURES, template="cms/blocks/text.html"
    )
    steps = StepsBlock()
    caution = blocks.TextBlock(
        label=_("Caution"), icon="warning", rows=3, template="cms/blocks/caution.html"
    )
    case = CaseBlock()
    say = blocks.ListBlock(
        blocks.CharBlock(label=_("Sentence"), max_length=200),
        label=_("What to say"),
        icon="comment",
        min_num=1,
        template="cms/blocks/say.html",
    )
    call_for_help = blocks.TextBlock(
        label=_("When to call for help"),
        icon="help",
        rows=3,
        template="cms/blocks/call_for_help.html",
    )
    table = TableBlock()
    picture = PictureBlock()


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), max_length=200)
    is_right = blocks.BooleanBlock(label=_("This one is right"), required=False)


class CheckBlock(blocks.StructBlock):
    """A question the reader may try: right are exactly the options ticked here."""

    stem = blocks.TextBlock(label=_("Question"), rows=2)
    options = blocks.ListBlock(
        OptionBlock(), label=_("Options"), min_num=2, max_num=6, collapsed=False
    )
    explanation = blocks.TextBlock(label=_("Explanation"), rows=2)

    class Meta:
        icon = "help"
        label = _("Self-check")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not any(option["is_right"] for option in value["options"]):
            sentence = _("No option is right. Tick the right one, or several.")
            raise StructBlockValidationError({"options": ValidationError(sentence)})
        return value


class HowBlock(EntitledBlock):
    """One step of how the school works, for the first page."""

    text_zh = blocks.TextBlock(label=_("Chinese text"), rows=2)
    text_en = blocks.TextBlock(label=_("English text"), rows=2, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
