"""Sheets to keep: each with its name, its kind and its size before it is fetched."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.words import Entitled


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title_zh = blocks.CharBlock(
        label=_("Chinese name"),
        max_length=80,
        required=False,
        help_text=_("The document's own title if left empty."),
    )
    title_en = blocks.CharBlock(label=_("English name"), max_length=160, required=False)

    class Meta:
        label = _("Download")
        value_class = Entitled
