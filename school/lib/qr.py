"""QR codes for paper and screen, written by zxing-cpp."""

import base64
import io
from itertools import groupby

import zxingcpp
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

# In modules.
QUIET_ZONE = 4


def png(data: str, *, pixels_per_module: int = 4) -> bytes:
    """A picture of one bit a pixel, for print."""
    code = _code(data)
    whole = code.width + 2 * QUIET_ZONE
    picture = Image.new("1", (whole, whole), color=1)
    picture.paste(code, (QUIET_ZONE, QUIET_ZONE))
    pixels = whole * pixels_per_module
    target = io.BytesIO()
    picture.resize((pixels, pixels), Image.Resampling.NEAREST).save(target, "PNG")
    return target.getvalue()


def svg(data: str) -> SafeString:
    """A drawing for the screen, as large as its container; it needs no style."""
    code = _code(data)
    whole, squares = code.width + 2 * QUIET_ZONE, _squares(code)
    # Of `data` there are only dark squares in it.
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{whole}v{whole}H0z"/>'
        f'<path d="{squares}"/></svg>'
    )


def png_uri(data: str) -> str:
    return "data:image/png;base64," + base64.b64encode(png(data)).decode()


def _code(data: str) -> Image.Image:
    """One pixel a module, without the quiet zone."""
    drawn = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return Image.fromarray(drawn.to_image(add_quiet_zones=False)).convert("1")


def _squares(code: Image.Image) -> str:
    """The dark modules of each row, those side by side in one."""
    found = []
    for y in range(code.height):
        row = enumerate(code.getpixel((x, y)) for x in range(code.width))
        for is_light, run in groupby(row, key=lambda one: one[1]):
            cells = [x for x, _light in run]
            if not is_light:
                left, length = cells[0] + QUIET_ZONE, len(cells)
                found.append(f"M{left} {y + QUIET_ZONE}h{length}v1h-{length}z")
    return "".join(found)
