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


def mp4(*, seconds: int = 90, size: tuple[int, int] = (640, 360)) -> bytes:
    """Its table stands behind the sound and the pictures, as phones write it."""
    head = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, seconds * 1000))
    shape = struct.pack(">II", size[0] << 16, size[1] << 16)
    track = box(b"trak", box(b"tkhd", bytes(76) + shape))
    return (
        box(b"ftyp", b"isom" + bytes(4))
        + box(b"mdat", bytes(40))
        + box(b"moov", head + track)
    )


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
