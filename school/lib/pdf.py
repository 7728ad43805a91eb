"""One door to WeasyPrint: HTML that we wrote, printed as archival PDF.

A page may draw on nothing but itself (`data:` addresses) and what is handed to
the press by name: neither the network nor the disk is open to it.
"""

import html as markup
import logging
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Self

import pikepdf
import weasyprint
from django.utils.translation import gettext_lazy as _
from PIL import ImageFile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import (
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

from school.lib import fonts, pdf_pictures
from school.lib.errors import Refusal
from school.lib.pdf_finish import finish
from school.lib.pdf_page import Page
from school.lib.pdf_styles import Known

# The fonts are cut before they are embedded, so what WeasyPrint has to say of
# their rarer tables is of no use to anyone.
logging.getLogger("fontTools").setLevel(logging.ERROR)

# WeasyPrint turns this on for the whole process; a photo that was cut short on its
# way would then be taken for a whole one.
ImageFile.LOAD_TRUNCATED_IMAGES = False

# Relative addresses are resolved against this one and looked up by name; no
# request ever goes there.
SHELF = "https://shelf.invalid/"
CONTENT_TYPES = {
    "css": "text/css",
    "jpg": "image/jpeg",
    "otf": "font/otf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}
ARCHIVAL = "pdf/a-3a"
# An archival file may not ask its viewer to smooth a picture.
ARCHIVAL_RULES = "img { image-rendering: pixelated }"
LAYOUT = frozenset("\t\n\r\f")


class NotOnTheShelf(ValueError):
    """A page asked for something that it was not given."""


class Unreadable(ValueError):
    """No PDF, a locked one, one without pages, or with too many."""


class MissingGlyphs(Refusal):
    code = "missing_glyphs"
    message = _(
        "These characters cannot be printed: %(characters)s. Check how they are "
        "written; a rare character may need a font that is not installed yet."
    )


@dataclass(frozen=True)
class Attachment:
    """A file carried inside a PDF."""

    name: str
    data: bytes
    made_at: datetime
    description: str = ""


class Shelf(URLFetcher):
    """Serves what it was given, by name, and nothing else."""

    def __init__(self, things: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"data"}, fail_on_errors=True)
        self.things = things
        # Pictures of the page that is printed now.
        self.inside: Mapping[str, bytes] = {}

    def fetch(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> URLFetcherResponse:
        if not url.startswith(SHELF):
            return super().fetch(url, headers)
        name = url.removeprefix(SHELF)
        found = self.inside.get(name) or self.things.get(name)
        if found is None:
            raise NotOnTheShelf(f"{name} was not handed to the press")
        kind = CONTENT_TYPES[name.rpartition(".")[2]]
        return URLFetcherResponse(url, found, {"Content-Type": kind})


class Press:
    """Prints a batch of pages with one set of fonts, each page a file of its own.

    `pages` is every page of the batch, as HTML: its characters decide how the
    fonts are cut. `resources` are served under their names, so that a page may
    say `<img src="seal.svg">`.
    """

    def __init__(
        self,
        pages: Iterable[str],
        *,
        stylesheets: Iterable[str] = (),
        resources: Mapping[str, bytes] | None = None,
        families: Iterable[str] = (fonts.SONG, fonts.HEI),
    ) -> None:
        resources = resources or {}
        sheets = list(stylesheets)
        words = [pdf_pictures.shelved(page)[0] for page in pages]
        drawings = [
            data.decode() for name, data in resources.items() if name.endswith(".svg")
        ]
        self.fonts = fonts.cut(characters_of([*words, *sheets, *drawings]), families)
        faces = {face.file_name: face.data for face in self.fonts.faces}
        self._shelf = Shelf({**resources, **faces})
        self._configuration = FontConfiguration()
        self._known = Known()
        # One sheet, for every element is held against each of them.
        rules = [self.fonts.face_rules(SHELF), ARCHIVAL_RULES, *sheets]
        self._stylesheet = weasyprint.CSS(
            string="\n".join(rules),
            base_url=SHELF,
            url_fetcher=self._shelf,
            font_config=self._configuration,
        )
        # What the pages of the batch share is read and written once.
        self._drawings = pdf_pictures.drawings(
            resources, base=SHELF, configuration=self._configuration
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drawings.clear()

    def print(
        self,
        page: str,
        *,
        attachments: Iterable[Attachment] = (),
        variant: str = ARCHIVAL,
    ) -> bytes:
        """The PDF of one page of the batch, the same bytes for the same batch."""
        return self.lay_out(page).write_pdf(
            pdf_variant=variant,
            pdf_tags=True,
            attachments=[_attached(one, self._shelf) for one in attachments],
            finisher=finish,
        )

    def lay_out(self, page: str) -> weasyprint.Document:
        words, pictures = pdf_pictures.shelved(page)
        self._refuse_boxes(words)
        self._shelf.inside = pictures
        source = Page(words, SHELF, self._shelf, self._known)
        ready = {**self._drawings, **pdf_pictures.bitmaps(pictures, base=SHELF)}
        try:
            return source.render(
                font_config=self._configuration,
                stylesheets=[self._stylesheet],
                cache=ready,
            )
        except FatalURLFetchingError as error:
            # It is no Exception and would pass every handler of the caller.
            raise NotOnTheShelf(str(error)) from error

    def _refuse_boxes(self, page: str) -> None:
        lacking = [
            character
            for character in sorted(characters_of([page]))
            if character not in LAYOUT and character not in self.fonts.characters
        ]
        if lacking:
            raise MissingGlyphs(characters=" ".join(map(_named, lacking)))


def render(
    page: str,
    *,
    stylesheets: Iterable[str] = (),
    resources: Mapping[str, bytes] | None = None,
    attachments: Iterable[Attachment] = (),
    variant: str = ARCHIVAL,
) -> bytes:
    """Print one page; for more than one, a `Press` is several times as fast."""
    with Press([page], stylesheets=stylesheets, resources=resources) as press:
        return press.print(page, attachments=attachments, variant=variant)


def join(files: Iterable[BinaryIO], target: BinaryIO) -> None:
    """Their pages one after another, for the printer: no archival file any more.

    They stay open to the end, as what they hold is read when it is written.
    """
    with pikepdf.new() as whole, ExitStack() as stack:
        for file in files:
            part = stack.enter_context(pikepdf.open(file))
            _unsign(part)
            whole.pages.extend(part.pages)
        whole.save(target)


def bare_pages(data: bytes, *, most: int) -> bytes:
    """The pages of a file that somebody sent in, without scripts, forms, links, attachments."""
    target = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as sent, pikepdf.new() as bare:
            if sent.is_encrypted or not 0 < len(sent.pages) <= most:
                raise Unreadable
            for page in sent.pages:
                for entry in ("/AA", "/Annots", "/Metadata", "/PieceInfo"):
                    if entry in page:
                        del page[entry]
                bare.pages.append(page)
            bare.save(target)
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Unreadable from error
    return target.getvalue()


def attached(pdf: bytes, name: str) -> bytes | None:
    """What a PDF of ours carries under `name`."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if name not in document.attachments:
            return None
        return document.attachments[name].get_file().read_bytes()


def characters_of(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found.update(text if "&" not in text else markup.unescape(text))
    return found


def _unsign(part: pikepdf.Pdf) -> None:
    """Take the signature's field away, which holds for the file alone."""
    for entry in ("/AcroForm", "/Perms"):
        if entry in part.Root:
            del part.Root[entry]
    for page in part.pages:
        if "/Annots" in page:
            page.Annots = pikepdf.Array(
                [one for one in page.Annots if one.Subtype != "/Widget"]
            )


def _attached(attachment: Attachment, shelf: Shelf) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        string=attachment.data,
        # Without one it would make a fetcher of its own for each.
        url_fetcher=shelf,
        name=attachment.name,
        description=attachment.description or None,
        created=attachment.made_at,
        modified=attachment.made_at,
        relationship="Data",
    )


def _named(character: str) -> str:
    return f"{character} (U+{ord(character):04X})"
