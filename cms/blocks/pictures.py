"""Pictures, the house's own drawings, and steps that are shown as well as told."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms import drawings
from cms.blocks.words import Entitled, EntitledBlock


def captions() -> list[tuple[str, blocks.Block]]:
    return [
        (
            "caption_zh",
            blocks.CharBlock(
                label=_("Chinese caption"), max_length=120, required=False
            ),
        ),
        (
            "caption_en",
            blocks.CharBlock(
                label=_("English caption"), max_length=200, required=False
            ),
        ),
    ]


def refuse_decoration(value: Any, name: str) -> None:
    """What teaches has words: a lesson has no picture that only decorates."""
    image = value.get(name)
    if image and image.decorative:
        sentence = _("A picture in a lesson teaches. Say in words what it shows.")
        raise StructBlockValidationError({name: ValidationError(sentence)})


def _as_step(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class PictureBlock(blocks.StructBlock):
    def __init__(self, **kwargs: Any) -> None:
        image = ImageBlock(label=_("Picture"))
        super().__init__([("image", image), *captions()], **kwargs)

    class Meta:
        icon = "image"
        label = _("Picture")
        value_class = Entitled
        template = "cms/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        refuse_decoration(value, "image")
        return value


class DrawingBlock(blocks.StructBlock):
    """One of the house's drawings: it comes with the page and costs the reader no data."""

    def __init__(self, **kwargs: Any) -> None:
        drawing = blocks.ChoiceBlock(choices=drawings.choices, label=_("Drawing"))
        super().__init__([("drawing", drawing), *captions()], **kwargs)

    class Meta:
        icon = "draft"
        label = _("Drawing")
        value_class = Entitled
        template = "cms/blocks/drawing.html"


class Step(blocks.StructValue):
    def __str__(self) -> str:
        return str(self["text"])


class StepBlock(blocks.StructBlock):
    """A step; steps that were written before they could have pictures are plain text."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [
            ("text", blocks.TextBlock(label=_("Step"), rows=2)),
            (
                "drawing",
                blocks.ChoiceBlock(
                    choices=drawings.choices, label=_("Drawing"), required=False
                ),
            ),
            ("picture", ImageBlock(label=_("Picture"), required=False)),
        ]
        super().__init__(fields, **kwargs)

    class Meta:
        label = _("Step")
        value_class = Step

    def to_python(self, value: Any) -> Any:
        return super().to_python(_as_step(value))

    def bulk_to_python(self, values: Iterable[Any]) -> Any:
        return super().bulk_to_python([_as_step(value) for value in values])

    def normalize(self, value: Any) -> Any:
        return super().normalize(_as_step(value))

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        refuse_decoration(value, "picture")
        return value


class StepsBlock(EntitledBlock):
    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"
