from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.downloads import DownloadBlock
from cms.blocks.pictures import DrawingBlock, PictureBlock, StepsBlock
from cms.blocks.recordings import AudioBlock, VideoBlock
from cms.blocks.words import CaseBlock, TableBlock

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


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
    drawing = DrawingBlock()
    video = VideoBlock()
    audio = AudioBlock()
    downloads = blocks.ListBlock(
        DownloadBlock(),
        label=_("Downloads"),
        icon="download",
        min_num=1,
        template="cms/blocks/downloads.html",
    )
