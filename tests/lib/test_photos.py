import io
import struct
import zlib

import pytest
from PIL import Image

from school.lib import photos, pictures
from tests.factories.diplomas import photo


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(600, 800), (800, 600), (295, 413), (1000, 300)])
def test_any_photo_becomes_a_portrait(kind: str, size: tuple[int, int]) -> None:
    portrait = opened(photos.portrait(io.BytesIO(photo(size, kind))))
    assert (portrait.format, portrait.mode, portrait.size) == (
        "JPEG",
        "RGB",
        (295, 413),
    )


def test_no_metadata_is_kept() -> None:
    taken = Image.new("RGB", (600, 800))
    facts = Image.Exif()
    facts[0x010F] = "Maker"
    facts[0x8825] = {1: "N"}
    file = io.BytesIO()
    taken.save(file, "JPEG", exif=facts, comment=b"at home")
    file.seek(0)
    portrait = opened(photos.portrait(file))
    assert dict(portrait.getexif()) == {}
    assert not {"exif", "comment", "icc_profile"} & set(portrait.info)


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    taken = Image.new("RGB", (800, 600), "white")
    taken.paste("black", (0, 0, 400, 600))
    facts = Image.Exif()
    facts[0x0112] = 6
    file = io.BytesIO()
    taken.save(file, "JPEG", exif=facts)
    file.seek(0)
    portrait = opened(photos.portrait(file)).convert("L")
    assert portrait.getpixel((147, 5)) < 50
    assert portrait.getpixel((147, 407)) > 200


def test_what_is_transparent_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (300, 420), (0, 0, 0, 0)).save(file, "PNG")
    file.seek(0)
    assert opened(photos.portrait(file)).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7", id="PDF"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(photo(kind="GIF"), id="GIF"),
        pytest.param(photo(kind="WEBP"), id="WebP"),
        pytest.param(photo()[:2000], id="cut short"),
    ],
)
def test_what_is_not_a_photo_is_refused(data: bytes) -> None:
    with pytest.raises(photos.BadPhoto) as refused:
        photos.portrait(io.BytesIO(data))
    assert refused.value.code == "bad_photo"


def test_a_large_file_is_refused() -> None:
    with pytest.raises(photos.PhotoTooLarge):
        photos.portrait(io.BytesIO(photo() + bytes(photos.LARGEST_FILE)))


def chunk(kind: bytes, content: bytes) -> bytes:
    length = struct.pack(">I", len(content))
    return length + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"")
    with pytest.raises(photos.PhotoTooManyPixels):
        photos.portrait(io.BytesIO(bomb))


def test_more_pixels_than_a_phone_takes_are_refused() -> None:
    """Of a JPEG fewer are unpacked; of a PNG all are."""
    for size, kind in (((7000, 6000), "JPEG"), ((5000, 4000), "PNG")):
        file = io.BytesIO()
        Image.new("L", size).save(file, kind)
        file.seek(0)
        with pytest.raises(photos.PhotoTooManyPixels):
            photos.portrait(file)
    file = io.BytesIO()
    Image.new("L", (5000, 4000)).save(file, "JPEG")
    file.seek(0)
    assert opened(photos.portrait(file)).size == photos.PORTRAIT


def test_a_photo_too_small_to_print_is_refused() -> None:
    with pytest.raises(photos.PhotoTooSmall):
        photos.portrait(io.BytesIO(photo((100, 140))))


def test_what_a_camera_wrote_wrongly_beside_a_photo_harms_nothing() -> None:
    """North stands where its number belongs."""
    facts = Image.Exif()
    facts[0x0112] = 6
    facts[0x8825] = {1: "N", 2: (27.0, 54.0, 36.0)}
    written = facts.tobytes()
    broken = written.replace(b"\1\0\2\0\0\0\2N", b"\2\0\2\0\0\0\2N")
    assert broken != written
    file = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(file, "JPEG", exif=broken)
    kept = opened(photos.evidence(file.getvalue()))
    assert kept.size == (600, 800)


def test_a_large_photo_of_a_step_is_never_unpacked_whole() -> None:
    facts = Image.Exif()
    facts[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", (3200, 2400), "white").save(file, "JPEG", exif=facts)
    data = file.getvalue()
    assert pictures.opened(data, most_pixels=10**7, within=600).size == (600, 800)
    assert opened(photos.evidence(data)).size == (1200, 1600)
