"""Recordings that are as small as their kind allows, with the bytes by which they are known."""

import struct
from typing import Any

from django.core.files.base import ContentFile

from cms.models import Recording

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\n先洗手。\n"
OGG = b"OggS" + bytes(60)
MP3 = b"ID3\x04" + bytes(60)
WEBM = b"\x1a\x45\xdf\xa3" + bytes(12) + b"webm" + bytes(40)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def mp4(
    *, seconds: int = 90, size: tuple[int, int] = (640, 360), place: bytes = b""
) -> bytes:
    """Its table stands behind the sound and the pictures, as phones write it.

    `place`: where it was taken, as phones write that too.
    """
    head = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, seconds * 1000))
    shape = struct.pack(">II", size[0] << 16, size[1] << 16)
    track = box(b"trak", box(b"tkhd", bytes(76) + shape))
    said = box(b"udta", box(b"\xa9xyz", place)) if place else b""
    return (
        box(b"ftyp", b"isom" + bytes(4))
        + box(b"mdat", bytes(40))
        + box(b"moov", head + track + said)
    )


def fragmented(*, seconds: int, has_picture: bool = True, default: str = "") -> bytes:
    """An MP4 as a browser of an iPhone records it: no length, a fragment each second.

    The length of a sample stands with each of them, or by `default` in the fragment's
    head ("tfhd") or in that of the whole file ("trex").
    """
    size = struct.pack(">II", 640 << 16, 480 << 16) if has_picture else bytes(8)
    number, scale, samples = struct.pack(">I", 1), struct.pack(">I", 90_000), 30
    each = struct.pack(">I", 90_000 // samples)
    track = box(b"tkhd", bytes(12) + number + bytes(60) + size)
    track += box(b"mdia", box(b"mdhd", bytes(12) + scale + bytes(8)))
    usual = box(b"trex", bytes(4) + number + bytes(4) + each + bytes(8))
    head = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, 0)) + box(b"trak", track)
    tfhd = b"\0\0\0\0" + number
    if default == "tfhd":
        tfhd = b"\0\0\0\x0b" + number + bytes(12) + each
    trun = b"\0\0\2\1" + struct.pack(">II", samples, 0) + bytes(4) * samples
    if not default:
        trun = b"\0\0\3\5" + struct.pack(">III", samples, 0, 0)
        trun += (each + bytes(4)) * samples
    fragment = box(b"moof", box(b"traf", box(b"tfhd", tfhd) + box(b"trun", trun)))
    return (
        box(b"ftyp", b"iso5" + bytes(4))
        + box(b"moov", head + box(b"mvex", usual))
        + (fragment + box(b"mdat", bytes(40))) * seconds
    )


def mp3(*, seconds: float, words: bytes = b"", hertz: int = 44_100) -> bytes:
    """Frames of 128 kilobits, or of MPEG 2 at 22,050 Hz with 64; ID3 around them."""
    if hertz == 44_100:
        frame, lasts = b"\xff\xfb\x90\x64" + bytes(413), 1152 / hertz
    else:
        frame, lasts = b"\xff\xf3\x80\x64" + bytes(204), 576 / hertz
    sound = frame * round(seconds / lasts)
    if not words:
        return sound
    said = b"ID3\x04\0\0" + struct.pack(">I", len(words)) + words
    return said + sound + b"TAG" + words.ljust(125, b"\0")


def element(name: str, body: bytes) -> bytes:
    """One of WebM; longer than any here is a length of two bytes."""
    return bytes.fromhex(name) + struct.pack(">H", 0x4000 | len(body)) + body


def webm(
    *, seconds: int, has_picture: bool = True, says: int = 0, words: bytes = b""
) -> bytes:
    """As a browser records it: the lengths of segment and cluster are not known."""
    size = element("b0", struct.pack(">H", 640)) + element("ba", struct.pack(">H", 480))
    picture = element("e0", size) if has_picture else b""
    said = element("4489", struct.pack(">d", says * 1000)) if says else b""
    said += element("7ba9", words) if words else b""
    blocks = b"".join(
        element("e7", struct.pack(">I", second * 1000))
        + element("a3", b"\x81" + struct.pack(">h", 990) + b"\x80" + bytes(30))
        for second in range(seconds)
    )
    return (
        element("1a45dfa3", element("4282", b"webm"))
        + bytes.fromhex("18538067" + "01ffffffffffffff")
        + element("1549a966", element("2ad7b1", struct.pack(">I", 1_000_000)) + said)
        + element("1654ae6b", element("ae", picture))
        + bytes.fromhex("1f43b675" + "01ffffffffffffff")
        + blocks
        + (element("1254c367", element("67c8", words)) if words else b"")
    )


def opus(*, seconds: int) -> bytes:
    def page(played: int, body: bytes) -> bytes:
        head = b"OggS\0\2" + struct.pack("<q", played) + bytes(12)
        return head + bytes([1, len(body)]) + body

    return page(0, b"OpusHead" + bytes(11)) + page(seconds * 48_000, bytes(40))


def make_recording(kind: str = "video", **extra: Any) -> Recording:
    name, data = ("r.mp4", mp4()) if kind == "video" else ("r.ogg", OGG)
    fields = {
        "title": "七步洗手",
        "type": kind,
        "duration": 90,
        "file": ContentFile(data, name=name),
        "byte_size": 4_400_000,
        "transcript": "先打湿双手，再取皂液。",
        **extra,
    }
    if kind == "video":
        fields.setdefault("captions_zh", ContentFile(CAPTIONS.encode(), name="c.vtt"))
    return Recording.objects.create(**fields)
