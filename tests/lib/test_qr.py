import base64
import io

import zxingcpp
from PIL import Image

from school.lib import qr

ADDRESS = "https://school.example/verify/FNYX-999999-2026-EC-00001-7"


def test_the_picture_has_one_bit_a_pixel_and_is_read() -> None:
    picture = Image.open(io.BytesIO(qr.png(ADDRESS)))
    assert picture.mode == "1"
    assert zxingcpp.read_barcode(picture).text == ADDRESS


def test_the_quiet_zone_is_four_modules_wide() -> None:
    picture = Image.open(io.BytesIO(qr.png(ADDRESS, pixels_per_module=1)))
    rim = [picture.crop((0, 0, picture.width, 4)), picture.crop((0, 0, 4, 999))]
    assert all(part.convert("L").getextrema()[1] == 255 for part in rim)
    assert picture.crop((0, 0, picture.width, 4)).convert("L").getextrema() == (
        255,
        255,
    )
    assert picture.getpixel((4, 4)) == 0


def test_the_picture_is_corrected_at_level_m() -> None:
    picture = Image.open(io.BytesIO(qr.png(ADDRESS)))
    assert zxingcpp.read_barcode(picture).ec_level == "M"


def test_the_same_address_gives_the_same_picture() -> None:
    assert qr.png(ADDRESS) == qr.png(ADDRESS)


def test_the_drawing_needs_no_style_and_no_size() -> None:
    drawing = qr.svg(ADDRESS)
    assert drawing.startswith("<svg")
    assert "style" not in drawing
    assert "viewBox" in drawing


def test_the_address_of_a_picture_holds_the_picture() -> None:
    head, _comma, body = qr.png_uri(ADDRESS).partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(body) == qr.png(ADDRESS)
