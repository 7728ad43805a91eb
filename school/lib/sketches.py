"""Plain pictures for questions: a bed, a thermometer, a bottle, in a few strokes."""

import io
from math import hypot

from PIL import Image, ImageDraw

SIZE = (480, 360)
PAPER, INK, SKIN, WATER = "#ffffff", "#2b2f33", "#d9b08c", "#7fb4d6"
RED, LABEL, JUICE = "#c0392b", "#f4e7b2", "#e8963c"
STROKE = 10
COLDEST, HOTTEST = 30, 50
THICK = 23


def bed(head: int) -> bytes:
    """Somebody in a bed whose head is up by 0, 1 or 2 steps."""
    picture, pen = _sheet()
    hip = (250, 240)
    top = {0: (90, 240), 1: (105, 190), 2: (160, 110)}[head]
    pen.line([(60, 290), (430, 290)], fill=INK, width=STROKE)
    for foot in (80, 410):
        pen.line([(foot, 290), (foot, 335)], fill=INK, width=STROKE)
    x, y = top[0] - hip[0], top[1] - hip[1]
    length = hypot(x, y)
    # The mattress lies behind the back, whichever way that leans.
    behind = (y * -THICK / length, x * -THICK / length)
    back = [(px - behind[0], py + behind[1]) for px, py in (top, hip)]
    pen.line(back, fill=INK, width=STROKE)
    pen.line([(hip[0], 240 + THICK), (415, 240 + THICK)], fill=INK, width=STROKE)
    pen.line([top, hip], fill=WATER, width=34)
    pen.line([hip, (410, 240)], fill=WATER, width=34)
    x, y = top
    pen.ellipse((x - 46, y - 50, x + 22, y + 18), fill=SKIN, outline=INK, width=4)
    return _jpeg(picture)


def thermometer(degrees: int) -> bytes:
    picture, pen = _sheet()
    low, high = 280, 40
    level = low - (low - high) * (degrees - COLDEST) // (HOTTEST - COLDEST)
    pen.rounded_rectangle(
        (210, 24, 260, 300), 25, fill=PAPER, outline=INK, width=STROKE // 2
    )
    pen.ellipse((190, 270, 280, 350), fill=RED, outline=INK, width=STROKE // 2)
    pen.rectangle((227, level, 243, 300), fill=RED)
    for mark in range(COLDEST, HOTTEST + 1, 5):
        y = low - (low - high) * (mark - COLDEST) // (HOTTEST - COLDEST)
        pen.line([(262, y), (290, y)], fill=INK, width=4)
        pen.text((298, y - 16), str(mark), fill=INK, font_size=30)
    return _jpeg(picture)


def bottle(*, label: bool, drink: bool = False) -> bytes:
    """With a label to read, without one, or a drink's with its fruit."""
    picture, pen = _sheet()
    fill = JUICE if drink else WATER
    pen.rounded_rectangle((170, 110, 310, 340), 24, fill=fill, outline=INK, width=6)
    pen.rectangle((215, 60, 265, 112), fill=fill, outline=INK, width=6)
    pen.rectangle((205, 30, 275, 62), fill=INK)
    if label:
        pen.rectangle((182, 180, 298, 290), fill=LABEL, outline=INK, width=4)
        for y in (205, 235, 265):
            pen.line([(198, y), (282, y)], fill=INK, width=6)
    if drink:
        pen.ellipse((198, 190, 282, 274), fill=RED, outline=INK, width=4)
        pen.line([(240, 190), (256, 164)], fill=INK, width=6)
    return _jpeg(picture)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, PAPER)
    return picture, ImageDraw.Draw(picture)


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85)
    return target.getvalue()
