"""Video and audio in a page; published only with their words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from cms.blocks.pictures import captions
from cms.blocks.words import Entitled

MISSING = {
    "transcript": _(
        "This recording has no transcript. Open it under Media and write down what is "
        "said; then publish."
    ),
    "captions_zh": _(
        "This video has no Chinese captions. Open it under Media and add them; then "
        "publish."
    ),
}


class RecordingBlock(blocks.StructBlock):
    def __init__(self, chooser: blocks.Block, **kwargs: Any) -> None:
        super().__init__([("recording", chooser), *captions()], **kwargs)

    class Meta:
        value_class = Entitled

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        recording = value.get("recording")
        if recording and not self.is_deferred_validation:
            sentences = [MISSING[name] for name in recording.missing_words]
            if sentences:
                raise StructBlockValidationError(
                    {"recording": ValidationError(sentences)}
                )
        return value


class VideoBlock(RecordingBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(VideoChooserBlock(label=_("Video")), **kwargs)

    class Meta:
        icon = "wagtailmedia-video"
        label = _("Video")
        template = "cms/blocks/video.html"


class AudioBlock(RecordingBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AudioChooserBlock(label=_("Audio")), **kwargs)

    class Meta:
        icon = "wagtailmedia-audio"
        label = _("Audio")
        template = "cms/blocks/audio.html"
