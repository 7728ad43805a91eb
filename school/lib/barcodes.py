"""The code in a picture that a phone took, read by zxing-cpp."""

import zxingcpp

from school.lib import pictures

QR = zxingcpp.barcode_formats_from_str("QRCode")
# A phone sends a frame of its camera; more pixels than this do not make it clearer.
MOST_PIXELS = 12_000_000


def read(data: bytes) -> str:
    """The text of the first QR code in the picture; "" where none is seen."""
    picture = pictures.opened(data, most_pixels=MOST_PIXELS)
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=QR)
    return found[0].text if found else ""
