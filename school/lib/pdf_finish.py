"""The last touch before a PDF is written: each part once, as small as an archive may be."""

import zlib
from functools import cache
from typing import Any

import pydyf
from PIL import ImageCms

TABLES_BEGIN, ENTRY = 12, 16
# Of the profile's head: when it was made, which would differ from day to day.
MADE_AT = slice(24, 36)


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Packed here, because WeasyPrint packs twice: to name the file and to write it."""
    for one in pdf.objects:
        if not isinstance(one, pydyf.Stream) or not one.compress:
            continue
        data = b"\n".join(map(pydyf._to_bytes, one.stream))
        if one.extra.get("Subtype") == "/OpenType":
            data = outlines(data)
            one.extra["Subtype"] = "/CIDFontType0C"
        elif one.extra.get("N") == 3:
            data = srgb()
        one.stream = [zlib.compress(data, 9)]
        one.compress = False
        one.extra = pydyf.Dictionary({**one.extra, "Filter": "/FlateDecode"})


def outlines(font: bytes) -> bytes:
    """The `CFF` table of a font; the others say what the PDF says too."""
    count = int.from_bytes(font[4:6], "big")
    for at in range(TABLES_BEGIN, TABLES_BEGIN + count * ENTRY, ENTRY):
        if font[at : at + 4] == b"CFF ":
            start = int.from_bytes(font[at + 8 : at + 12], "big")
            length = int.from_bytes(font[at + 12 : at + 16], "big")
            return font[start : start + length]
    raise ValueError("no CFF outlines in this font")


@cache
def srgb() -> bytes:
    """The colours of a page in 0.6 kB, where the profile that comes with it takes 3."""
    profile = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    profile[MADE_AT] = b"".join(
        number.to_bytes(2, "big") for number in (2026, 1, 1, 0, 0, 0)
    )
    return bytes(profile)
