"""PDF/A-3a by a checker from elsewhere (150 rules), signed in whichever way."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from school.lib import diploma, pdf
from school.lib.diploma.layouts import LAYOUTS
from school.lib.pades import signing
from tests.factories import diplomas
from tests.factories.archives import faults
from tests.lib.test_pades import ADDRESS, our_key

AT = datetime(2026, 11, 22, tzinfo=UTC)
# A rare character comes from another font, letters from a further part of ours.
NAME = "𪚥𬎆·Maximiliane"


@cache
def sheet(layout: str) -> bytes:
    claims = diplomas.claims(design={"layout": layout}, name=NAME)
    files = [pdf.Attachment("claims.json", b"{}", AT, description="claims")]
    with diploma.press([claims]) as press:
        return press.print(diploma.page(claims), attachments=files)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_archival_before_and_after_it_is_signed(layout: str) -> None:
    place = diploma.place_by_seal(diplomas.claims(design={"layout": layout}))
    assert faults(sheet(layout)) == set()
    for where in (None, place):
        signed = signing.sign(
            sheet(layout), key=our_key(), address=ADDRESS, place=where
        )
        assert faults(signed) == set()


@pytest.mark.parametrize("lost", ["/MarkInfo", "/OutputIntents", "/StructTreeRoot"])
def test_the_checker_would_say_what_is_wrong(lost: str) -> None:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet("landscape"))) as document:
        del document.Root[lost]
        document.save(saved)
    assert faults(saved.getvalue())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_font_and_the_sheet_agree_how_wide_each_glyph_is(layout: str) -> None:
    with pikepdf.open(io.BytesIO(sheet(layout))) as document:
        fonts = [font for font in descendants(document) if "/W" in font]
        assert fonts
        for font in fonts:
            if "/FontFile3" in font.FontDescriptor:
                assert dict(widths(font)) == widths_inside(font)


def descendants(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one:
            yield one.DescendantFonts[0]


def widths(font: pikepdf.Dictionary) -> Iterator[tuple[int, int]]:
    """Of `[first [width …] …]`."""
    runs = list(font.W)
    for first, run in zip(runs[::2], runs[1::2], strict=True):
        yield from ((int(first) + n, int(width)) for n, width in enumerate(run))


def widths_inside(font: pikepdf.Dictionary) -> dict[int, int]:
    inside = CFFFontSet()
    inside.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    glyphs = inside[0].CharStrings
    found = {}
    for number, _width in widths(font):
        glyph = glyphs[inside[0].charset[number]]
        glyph.draw(NullPen())
        found[number] = glyph.width
    return found
