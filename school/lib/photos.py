"""A photo that a person sends becomes a portrait for paper, a sheet to read, or a picture in a page."""

import io
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from school.lib import pictures
from school.lib.errors import Refusal

LARGEST_FILE = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
# A one-inch photo, 25 by 35 mm, at 300 dots an inch.
PORTRAIT = (295, 413)
SMALLEST = (150, 210)
# The face stands in the upper half of most photos.
CENTRE = (0.5, 0.4)
WHITE = (255, 255, 255)
PNG = b"\x89PNG"
KINDS: dict[str, tuple[str, dict[str, int]]] = {
    "jpg": ("JPEG", {"quality": 88}),
    "png": ("PNG", {}),
}
# A sheet of A4 at 200 dots an inch: handwriting and codes stay legible.
LONGEST_SIDE = 2340
SMALLEST_DOCUMENT = 600
# Twice the width of a small phone's page.
WIDEST_ILLUSTRATION = 720
SMALLEST_ILLUSTRATION = 100
# As wide as the page of a large screen, twice.
WIDEST_PAGE = 2560
# A step of an assessment, large enough to see a hand's hold.
LONGEST_EVIDENCE = 1600
LONGEST_THUMB = 320


class BadPhoto(Refusal):
    code = "bad_photo"
    message = _("This file is not a photo we can read. Send a JPEG or PNG photo.")


class PhotoTooLarge(BadPhoto):
    code = "photo_too_large"
    message = _("This photo is larger than 5 MB. Send a smaller one.")


class PhotoTooManyPixels(BadPhoto):
    code = "photo_too_many_pixels"
    message = _("This photo has too many pixels. Send a smaller one.")


class PhotoTooSmall(BadPhoto):
    code = "photo_too_small"
    message = _(
        "This photo is too small to print. Send one of at least 150 by 210 pixels."
    )


class DocumentTooSmall(BadPhoto):
    code = "document_too_small"
    message = _(
        "This picture is too small to read. Photograph the whole sheet so that it "
        "fills the picture."
    )


class IllustrationTooSmall(BadPhoto):
    code = "illustration_too_small"
    message = _(
        "This picture is too small to see. Send one of at least 100 by 100 pixels."
    )


@dataclass(frozen=True, slots=True)
class Illustration:
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`ending`: jpg or png."""

    data: bytes
    ending: str


def portrait(file: IO[bytes]) -> bytes:
    """A JPEG of 295 by 413 pixels, without any of the metadata of `file`."""
    picture = _opened(_read(file), within=2 * max(PORTRAIT))
    if picture.width < SMALLEST[0] or picture.height < SMALLEST[1]:
        raise PhotoTooSmall
    fitted = ImageOps.fit(
        picture, PORTRAIT, method=Image.Resampling.LANCZOS, centering=CENTRE
    )
    fitted.info.clear()
    target = io.BytesIO()
    fitted.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()


def document(file: IO[bytes]) -> bytes:
    """A sheet of paper as a JPEG, upright and without any of the metadata of `file`."""
    picture = _opened(_read(file), within=LONGEST_SIDE)
    if min(picture.size) < SMALLEST_DOCUMENT:
        raise DocumentTooSmall
    return _jpeg(picture, LONGEST_SIDE)


def illustration(file: IO[bytes]) -> Illustration:
    """A picture for a page, light enough for a weak signal, without its metadata."""
    picture = _opened(_read(file), within=WIDEST_ILLUSTRATION)
    if min(picture.size) < SMALLEST_ILLUSTRATION:
        raise IllustrationTooSmall
    side = WIDEST_ILLUSTRATION
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    picture.info.clear()
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80, optimize=True, progressive=True)
    return Illustration(target.getvalue(), picture.width, picture.height)


def rewritten(data: bytes) -> Rewritten:
    """A picture for pages in its own kind, see-through where it was, without its metadata."""
    picture = _read_picture(data, within=WIDEST_PAGE)
    ending = "png" if data.startswith(PNG) else "jpg"
    is_open = ending == "png" and picture.has_transparency_data
    picture = picture.convert("RGBA") if is_open else _on_white(picture)
    picture.thumbnail((WIDEST_PAGE, WIDEST_PAGE), Image.Resampling.LANCZOS)
    picture.info.clear()
    target = io.BytesIO()
    kind, how = KINDS[ending]
    picture.save(target, kind, optimize=True, **how)
    return Rewritten(target.getvalue(), ending)


def evidence(data: bytes) -> bytes:
    """What was photographed at an assessment, upright and without its metadata."""
    picture = _opened(data, within=LONGEST_EVIDENCE)
    if min(picture.size) < SMALLEST_ILLUSTRATION:
        raise IllustrationTooSmall
    return _jpeg(picture, LONGEST_EVIDENCE)


def thumb(file: IO[bytes]) -> bytes:
    """A small one of a picture that we keep."""
    return _jpeg(_opened(file.read(), within=LONGEST_THUMB), LONGEST_THUMB)


def _jpeg(picture: Image.Image, side: int) -> bytes:
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    picture.info.clear()
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80, optimize=True)
    return target.getvalue()


def _read(file: IO[bytes]) -> bytes:
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise PhotoTooLarge
    return data


def _opened(data: bytes, *, within: int = 0) -> Image.Image:
    return _on_white(_read_picture(data, within=within))


def _read_picture(data: bytes, *, within: int) -> Image.Image:
    try:
        return pictures.opened(data, most_pixels=MOST_PIXELS, within=within)
    except pictures.TooManyPixels as error:
        raise PhotoTooManyPixels from error
    except pictures.Unreadable as error:
        raise BadPhoto from error


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, WHITE)
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground
