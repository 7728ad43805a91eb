"""One door to zxing-cpp: the code in a picture that a phone took."""

import io
import warnings

import zxingcpp
from PIL import Image

FORMATS = ("JPEG", "PNG")
QR = zxingcpp.barcode_formats_from_str("QRCode")
# A phone sends a frame of its camera; more pixels than this do not make it clearer.
MOST_PIXELS = 12_000_000


class NoPicture(ValueError):
    """What was sent is no picture that can be looked at."""


def read(data: bytes) -> str:
    """The text of the first QR code in the picture; "" where none is seen."""
    picture = _opened(data)
    found = zxingcpp.read_barcodes(picture, formats=QR)
    return found[0].text if found else ""


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture
            return picture.convert("L")
    except (
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
    ) as error:
        raise NoPicture from error
