"""Opens a picture that somebody has sent in: nothing in the file is believed unseen."""

import io
import warnings

from PIL import ExifTags, Image

FORMATS = ("JPEG", "PNG")
# A PNG of a few kilobytes may hold as many as it likes, and cannot be unpacked smaller.
MOST_UNPACKED = 16_000_000
Turn = Image.Transpose
# By the number that a camera writes for how it was held.
TURNS = {
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_90,
}


class Unreadable(ValueError):
    """No picture, or one that ends too soon."""


class TooManyPixels(Unreadable):
    """Unpacked, it would fill the memory."""


def opened(data: bytes, *, most_pixels: int, within: int = 0) -> Image.Image:
    """The whole picture, the way up in which it was taken.

    Where it is to be made small anyway, `within` so many pixels a side, a JPEG is unpacked
    at a half, a quarter or an eighth already, and takes that much less memory.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            # The size is in the header: it is asked before a pixel is unpacked.
            if picture.width * picture.height > most_pixels:
                raise TooManyPixels
            if within:
                picture.draft(None, (within, within))
            if picture.width * picture.height > MOST_UNPACKED:
                raise TooManyPixels
            picture.load()
            return _upright(picture)
    except TooManyPixels:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable from error


def _upright(picture: Image.Image) -> Image.Image:
    """Not by Pillow's own verb: it writes the metadata anew, which those of many phones break."""
    turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    return picture if turn is None else picture.transpose(turn)
