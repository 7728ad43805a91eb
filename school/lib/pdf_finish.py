"""The last touch before a PDF is written: each part once, as small as an archive may be."""

import re
from functools import cache
from typing import Any

import pydyf
from PIL import ImageCms
from weasyprint.pdf.stream import Stream as Drawn

TABLES_BEGIN, ENTRY = 12, 16
# Of the profile's head: when it was made, which would differ from day to day.
MADE_AT = slice(24, 36)
# How far the next character stands off, said twice: what it is and what is wished.
TWO_STEPS = re.compile(rb"(-?\d+)<>(-?[\d.]+)")
NO_STEP = b">0<"
# A hundredth of what a page is measured in; what is below one may be a scale and stays.
FINER = re.compile(rb"\b([1-9]\d*\.\d\d)\d+")


class Settled(pydyf.Object):
    """An object as it will stand in the file. It is asked for twice: to name it and to write it."""

    def __init__(self, one: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = one.number, one.generation, one.free
        self._compressible = one.compressible
        self._data = one.data

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    # Each attachment is named once for itself and once for the archive.
    if carried := pdf.catalog.get("AF"):
        carried[:] = dict.fromkeys(carried)
    for index, one in enumerate(pdf.objects):
        if isinstance(one, pydyf.Stream):
            _lighten(one)
        if one.free != "f":
            pdf.objects[index] = Settled(one)


def _lighten(stream: pydyf.Stream) -> None:
    if stream.extra.get("Subtype") == "/OpenType":
        stream.stream = [outlines(b"\n".join(stream.stream))]
        stream.extra["Subtype"] = "/CIDFontType0C"
    elif stream.extra.get("N") == 3:
        stream.stream = [srgb()]
    elif isinstance(stream, Drawn):
        stream.stream = [_shorter(b"\n".join(map(_written, stream.stream)))]


def _written(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    data = part.data if isinstance(part, pydyf.Object) else str(part).encode()
    return bytes(data)


def _shorter(drawn: bytes) -> bytes:
    """The same page in fewer digits."""
    closer = TWO_STEPS.sub(_one_step, drawn).replace(NO_STEP, b"")
    return FINER.sub(rb"\1", closer)


def _one_step(found: re.Match[bytes]) -> bytes:
    """To a thousandth of the size of the type, as the font has it."""
    return b"%d" % round(int(found[1]) + float(found[2]))


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
