import io

import pytest
from PIL import Image

from school.lib import barcodes, pictures, qr
from tests.factories.diplomas import photo


def as_png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def test_a_code_is_read_and_its_absence_is_no_fault() -> None:
    code = Image.open(io.BytesIO(qr.png("abc.def"))).resize((300, 300))
    assert barcodes.read(as_png(code)) == "abc.def"
    assert barcodes.read(photo()) == ""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(photo(kind="GIF"), id="GIF"),
        pytest.param(photo()[:2000], id="cut short"),
    ],
)
def test_what_is_no_picture_is_not_looked_at(data: bytes) -> None:
    with pytest.raises(pictures.Unreadable):
        barcodes.read(data)


def test_a_frame_larger_than_a_camera_gives_is_not_unpacked() -> None:
    with pytest.raises(pictures.TooManyPixels):
        barcodes.read(as_png(Image.new("1", (4000, 3001))))
