"""What editors hand in beside recordings: pictures and papers, believed by their bytes alone."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from school.lib import archives, pdf, photos
from school.lib.errors import Refusal

MOST_PAGES: Final = 300
MOST_FILES: Final = 5_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
ENCODINGS: Final = ("utf-8", "gb18030")
# What stands in each kind of office file, whatever it is called.
MAIN_PART: Final = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}


class PictureField(WagtailImageField):
    """Drawn anew: without where it was taken, and under a name that says nothing."""

    def to_python(self, data: UploadedFile | None) -> Any:
        if data is None or data in self.empty_values:
            return super().to_python(data)
        self.check_image_file_size(data)
        try:
            picture = photos.rewritten(data.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from refusal
        name = f"{secrets.token_hex(8)}.{picture.ending}"
        return super().to_python(ContentFile(picture.data, name=name))


class PictureForm(BaseImageForm):
    file = PictureField(label=_("Picture"), widget=forms.FileInput)


class DocumentForm(BaseDocumentForm):
    """What is in the file is what its ending says; of a PDF the bare pages are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Of a PDF the pages are kept, without links and fields to fill in."
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        ending = file.name.rpartition(".")[2].lower()
        try:
            content = KINDS.get(ending, _as_it_is)(file.read(), ending)
        except Unreadable as error:
            raise ValidationError(
                _(
                    "This file is damaged, or not what its ending says. Open it, save it "
                    "anew and send that."
                ),
                code="not_its_ending",
            ) from error
        return ContentFile(content, name=file.name)


class Unreadable(ValueError):
    """It is not what its ending says."""


def _as_it_is(data: bytes, _ending: str) -> bytes:
    """Its ending is refused elsewhere, with a sentence that names those that are taken."""
    return data


def _pages(data: bytes, _ending: str) -> bytes:
    try:
        return pdf.bare_pages(data, most=MOST_PAGES)
    except pdf.Unreadable as error:
        raise Unreadable from error


def _office(data: bytes, ending: str) -> bytes:
    """Without macros: a file with them has another ending."""
    try:
        archive = archives.Archive(
            data, most_files=MOST_FILES, most_bytes=MOST_UNPACKED
        )
        archive.read(MAIN_PART[ending])
    except archives.Unreadable as error:
        raise Unreadable from error
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        raise Unreadable
    return data


def _text(data: bytes, _ending: str) -> bytes:
    if b"\0" in data or not any(_is_read(data, code) for code in ENCODINGS):
        raise Unreadable
    return data


def _is_read(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


KINDS: Final[dict[str, Callable[[bytes, str], bytes]]] = {
    "pdf": _pages,
    "txt": _text,
    **dict.fromkeys(MAIN_PART, _office),
}
