"""One door to segno: QR codes for paper and screen."""

import base64
import io

import segno
from django.utils.safestring import SafeString, mark_safe
from PIL import Image

QUIET_ZONE = 4
# Trying all eight masks to find the best-looking one takes most of the time;
# every reader copes with any of them.
MASK = 3
NEGATIVE = [255, *[0] * 255]


def png(data: str, *, pixels_per_module: int = 4) -> bytes:
    """A picture of one bit a pixel, for print."""
    rows = _code(data).matrix
    side = len(rows)
    # Dark is one in the code and zero in a picture.
    code = Image.frombytes("L", (side, side), b"".join(rows)).point(NEGATIVE, "1")
    whole = side + 2 * QUIET_ZONE
    picture = Image.new("1", (whole, whole), color=1)
    picture.paste(code, (QUIET_ZONE, QUIET_ZONE))
    pixels = whole * pixels_per_module
    target = io.BytesIO()
    picture.resize((pixels, pixels), Image.Resampling.NEAREST).save(target, "PNG")
    return target.getvalue()


def svg(data: str) -> SafeString:
    """A drawing for the screen, as large as its container; it needs no style."""
    drawing = _code(data).svg_inline(border=QUIET_ZONE, omitsize=True, light="#fff")
    # Drawn by segno: of `data` there are only dark squares in it.
    return mark_safe(drawing)


def png_uri(data: str) -> str:
    return "data:image/png;base64," + base64.b64encode(png(data)).decode()


def _code(data: str) -> segno.QRCode:
    return segno.make_qr(data, error="m", mask=MASK, boost_error=False)
