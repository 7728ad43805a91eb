"""A seal or a signature on paper, photographed or scanned: its ink alone, on nothing."""

import io
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from school.lib import photos, pictures
from school.lib.errors import Refusal

MOST_PIXELS = 40_000_000
SMALLEST = 150
# 40 mm at 300 dots an inch.
LARGEST = 472
# Of the way from the darkest ink to the paper: what is lighter is paper.
PAPER = 0.72
# Fewer steps make a small file; nobody sees them at this size.
STEPS = 16
LEAST_INK = 0.004


class TooLittleInk(Refusal):
    code = "too_little_ink"
    message = _(
        "Hardly any ink is to be seen in this picture. Press the seal or sign on white "
        "paper and photograph it from above in good light."
    )


class InkTooSmall(Refusal):
    code = "ink_too_small"
    message = _("This picture is too small. Send one of at least 150 by 150 pixels.")


def of(file: IO[bytes], *, colour: tuple[int, int, int]) -> bytes:
    """A PNG in one `colour`, the paper see-through, cut to the ink, without metadata."""
    data = file.read(photos.LARGEST_FILE + 1)
    if len(data) > photos.LARGEST_FILE:
        raise photos.PhotoTooLarge
    opacity = _opacity(_opened(data))
    box = opacity.getbbox()
    if box is None:
        raise TooLittleInk
    opacity = opacity.crop(box)
    opacity.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    opacity = opacity.point([_stepped(value) for value in range(256)])
    if sum(opacity.histogram()[128:]) < LEAST_INK * opacity.width * opacity.height:
        raise TooLittleInk
    ink = Image.new("RGB", opacity.size, colour)
    ink.putalpha(opacity)
    target = io.BytesIO()
    ink.save(target, "PNG", optimize=True)
    return target.getvalue()


def _opened(data: bytes) -> Image.Image:
    try:
        picture = pictures.opened(data, most_pixels=MOST_PIXELS, within=4 * LARGEST)
    except pictures.TooManyPixels as error:
        raise photos.PhotoTooManyPixels from error
    except pictures.Unreadable as error:
        raise photos.BadPhoto from error
    if max(picture.size) < SMALLEST:
        raise InkTooSmall
    layer = picture.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    ground.alpha_composite(layer)
    ground.thumbnail((4 * LARGEST, 4 * LARGEST))
    return ground.convert("RGB")


def _opacity(picture: Image.Image) -> Image.Image:
    """How much ink there is at each point. Green tells red, blue and black ink from paper."""
    green = picture.getchannel("G")
    darkest, lightest = _bounds(green)
    paper = darkest + (lightest - darkest) * PAPER
    if lightest - darkest < 40:
        raise TooLittleInk
    span = max(paper - darkest, 1)
    return green.point(
        [round(255 * min(max((paper - v) / span, 0), 1)) for v in range(256)]
    )


def _bounds(channel: Image.Image) -> tuple[int, int]:
    """The darkest and the lightest that are more than specks."""
    counts = channel.histogram()
    few = max(sum(counts) // 500, 1)
    return _reached(counts, few), 255 - _reached(counts[::-1], few)


def _reached(counts: list[int], few: int) -> int:
    total = 0
    for value, count in enumerate(counts):
        total += count
        if total >= few:
            return value
    return len(counts) - 1


def _stepped(value: int) -> int:
    return round(value / 255 * (STEPS - 1)) * 255 // (STEPS - 1)
