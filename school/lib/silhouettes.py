"""Portraits of nobody, drawn with Pillow: for demonstrations and tests."""

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw

# Twice a printed portrait; it is made smaller, which smooths the edges.
SIZE = (590, 826)
GROUND = "#EEF2F4"
SKINS = ("#E9C6A5", "#DDB48E", "#CFA27C")
HAIRS = ("#2A2320", "#3A2F2A", "#5B5450")
COATS = ("#35506B", "#7A3B4E", "#3E6B57", "#5C5048", "#6B5B35", "#4A4A6A")
COLLAR = "#F7F4EE"
LONG, BUN, SHORT, CROPPED = "long", "bun", "short", "cropped"
CROWN = {
    LONG: (150, 140, 440, 480),
    BUN: (172, 140, 418, 430),
    SHORT: (160, 140, 430, 490),
    CROPPED: (178, 150, 412, 400),
}


def silhouette(chance: Random, *, is_female: bool) -> bytes:
    """A JPEG of head and shoulders without a face."""
    cut = chance.choice((LONG, BUN, SHORT) if is_female else (CROPPED, CROPPED))
    return _drawn(cut, chance.choice(SKINS), chance.choice(HAIRS), chance.choice(COATS))


@cache
def _drawn(cut: str, skin: str, hair: str, coat: str) -> bytes:
    picture = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(picture)
    if cut == LONG:
        pen.rounded_rectangle((150, 170, 440, 600), radius=140, fill=hair)
    if cut == BUN:
        pen.ellipse((235, 70, 355, 190), fill=hair)
    pen.rounded_rectangle((70, 590, 520, 1000), radius=170, fill=coat)
    pen.polygon(((225, 590), (365, 590), (295, 720)), fill=COLLAR)
    pen.rounded_rectangle((250, 470, 340, 640), radius=45, fill=skin)
    pen.ellipse(CROWN[cut], fill=hair)
    pen.ellipse((187, 205, 403, 510), fill=skin)
    # The hair over the forehead, parted at the side.
    pen.chord((187, 150, 403, 330), 160, 350, fill=hair)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=88)
    return target.getvalue()
