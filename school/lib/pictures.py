"""Opens a picture that somebody has sent in: nothing in the file is believed unseen."""

import io
import warnings

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG")


class Unreadable(ValueError):
    """No picture, or one that ends too soon."""


class TooManyPixels(Unreadable):
    """Unpacked, it would fill the memory."""


def opened(data: bytes, *, most_pixels: int) -> Image.Image:
    """The whole picture, the way up in which it was taken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            # The size is in the header: it is asked before a pixel is unpacked.
            if picture.width * picture.height > most_pixels:
                raise TooManyPixels
            picture.load()
            return ImageOps.exif_transpose(picture)
    except TooManyPixels:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Unreadable from error
