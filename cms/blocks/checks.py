from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms import drawings
from cms.blocks.pictures import refuse_decoration


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
    drawing = blocks.ChoiceBlock(
        choices=drawings.choices, label=_("Drawing"), required=False
    )
    picture = ImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "help"
        label = _("Self-check")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        refuse_decoration(value, "picture")
        if not any(option["is_right"] for option in value["options"]):
            sentence = _("No option is right. Tick the right one, or several.")
            raise StructBlockValidationError({"options": ValidationError(sentence)})
        return value
