"""Pictures made ready before they are drawn: what WeasyPrint would do anew for each page.

Each answers as WeasyPrint's own images do: `get_intrinsic_size` and `draw`.
"""

import base64
import io
import re
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pydyf
from PIL import Image
from weasyprint.images import SVGImage
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import FontConfiguration

DATA = re.compile(r'"data:image/(jpeg|png);base64,([A-Za-z0-9+/]+=*)"')
ENDINGS = {"jpeg": "jpg", "png": "png"}
BLACK_OR_WHITE = "1"
# Five figures are finer than any printer.
NUMBER = re.compile(rb"-?\d+\.\d{4,}")


@dataclass(frozen=True)
class Written:
    """A form, and the fonts in which its words are set."""

    form: pydyf.Stream
    fonts: dict[str, Font]


class Drawing:
    """An SVG whose strokes are written once, as a form that each page shows."""

    def __init__(self, image: SVGImage, *, name: str) -> None:
        self._image = image
        self._name = f"d{_short(name.encode())}"
        self._written: dict[tuple[float, float], Written | None] = {}

    def get_intrinsic_size(self, *asked: Any) -> tuple[float, float, float]:
        size: tuple[float, float, float] = self._image.get_intrinsic_size(*asked)
        return size

    def draw(self, stream: Stream, width: float, height: float, style: Any) -> None:
        size = (width, height)
        if size not in self._written:
            self._written[size] = self._write(size, style)
        written = self._written[size]
        if written is None:
            self._image.draw(stream, width, height, style)
            return
        for key, font in written.fonts.items():
            _lend(stream, key, font)
        _show(stream, f"{self._name}x{list(self._written).index(size)}", written.form)

    def _write(self, size: tuple[float, float], style: Any) -> Written | None:
        """None where it uses more than lines, colours and words."""
        fonts: dict[str, Font] = {}
        kinds = ("ExtGState", "XObject", "Pattern", "Shading")
        resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
        scratch = Stream(fonts, (0, 0, *size), resources, {}, None, {}, None)
        self._image.draw(scratch, *size, style)
        states = resources.pop("ExtGState")
        if any(resources.values()) or any(font.missing for font in fonts.values()):
            return None
        used = {"ExtGState": states, **({"Font": None} if fonts else {})}
        form = _packed(
            NUMBER.sub(_rounded, b"\n".join(map(pydyf._to_bytes, scratch.stream))),
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array([0, 0, *size]),
                "Resources": used,
            },
        )
        return Written(form, fonts)


class Bitmap:
    """A picture of one bit a pixel, kept as one; WeasyPrint would make it one of 24."""

    def __init__(self, picture: Image.Image) -> None:
        self.size = picture.size
        bits = picture.tobytes()
        self._name = f"b{_short(bits)}"
        width, height = self.size
        self._form = _packed(
            bits,
            {
                "Type": "/XObject",
                "Subtype": "/Image",
                "Width": width,
                "Height": height,
                "ColorSpace": "/DeviceGray",
                "BitsPerComponent": 1,
                "Interpolate": "false",
            },
        )

    def get_intrinsic_size(self, resolution: float, _font_size: float) -> Any:
        width, height = self.size
        return width / resolution, height / resolution, width / height

    def draw(self, stream: Stream, width: float, height: float, _style: Any) -> None:
        stream.transform(width, 0, 0, -height, 0, height)
        _show(stream, self._name, self._form)


def shelved(page: str) -> tuple[str, dict[str, bytes]]:
    """The page with names in the place of the pictures that stand in it, and these.

    The parser would read through them letter by letter.
    """
    pictures: dict[str, bytes] = {}

    def named(found: re.Match[str]) -> str:
        name = f"inside-{len(pictures)}.{ENDINGS[found[1]]}"
        pictures[name] = base64.b64decode(found[2])
        return f'"{name}"'

    return DATA.sub(named, page), pictures


def drawings(
    resources: Mapping[str, bytes], *, base: str, configuration: FontConfiguration
) -> dict[str, Drawing]:
    """Those of a batch by their addresses."""
    context = SimpleNamespace(font_config=configuration)
    return {
        base + name: Drawing(
            SVGImage(ElementTree.fromstring(data), base + name, None, context),
            name=name,
        )
        for name, data in resources.items()
        if name.endswith(".svg")
    }


def bitmaps(pictures: Mapping[str, bytes], *, base: str) -> dict[str, Bitmap]:
    found: dict[str, Bitmap] = {}
    for name, data in pictures.items():
        if name.endswith(".png"):
            with Image.open(io.BytesIO(data)) as picture:
                if picture.mode == BLACK_OR_WHITE:
                    found[base + name] = Bitmap(picture)
    return found


def _show(stream: Stream, name: str, form: pydyf.Stream) -> None:
    # A file numbers its objects, so each has one of its own.
    extra = pydyf.Dictionary(form.extra)
    if "Resources" in extra:
        extra["Resources"] = pydyf.Dictionary(extra["Resources"])
    stream._resources["XObject"][name] = pydyf.Stream(form.stream, extra)
    stream.draw_x_object(name)


def _lend(stream: Stream, key: str, font: Font) -> None:
    """Let the file embed what of a font a form needs, beside what its page needs."""
    if key not in stream._fonts:
        stream._fonts[key] = lent = copy(font)
        lent.widths, lent.to_unicode, lent.missing = {}, {}, {}
    stream._fonts[key].widths.update(font.widths)
    stream._fonts[key].to_unicode.update(font.to_unicode)


def _packed(data: bytes, extra: dict[str, Any]) -> pydyf.Stream:
    return pydyf.Stream(
        [zlib.compress(data, 9)],
        pydyf.Dictionary({**extra, "Filter": "/FlateDecode"}),
    )


def _rounded(found: re.Match[bytes]) -> bytes:
    return f"{float(f'{float(found[0]):.5g}'):f}".rstrip("0").rstrip(".").encode()


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:8]
