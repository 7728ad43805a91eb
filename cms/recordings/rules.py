"""What an uploaded recording is, told by its bytes and not by its name. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

# The beginning of a file that is enough to tell what it is.
HEAD_BYTES = 64
VIDEO = "video"
AUDIO = "audio"
EXTENSIONS = {
    VIDEO: ("mp4", "webm"),
    AUDIO: ("m4a", "mp3", "ogg"),
}
CONTAINERS = {
    "mp4": "iso",
    "m4a": "iso",
    "webm": "webm",
    "mp3": "mp3",
    "ogg": "ogg",
}
MIME_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
}
MEGABYTE = 1024 * 1024
LARGEST = {VIDEO: 80 * MEGABYTE, AUDIO: 20 * MEGABYTE}
# The box of an ISO file that holds the others which are asked for here.
NESTED = b"trak"


@dataclass(frozen=True, slots=True)
class Facts:
    """What an ISO file (MP4, M4A) says of itself; zero where it says nothing."""

    seconds: float = 0
    width: int = 0
    height: int = 0


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower()


def container_of(head: bytes) -> str:
    """The kind of file that begins so; empty for what no lesson may hold."""
    if head[4:8] == b"ftyp":
        return "iso"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return "mp3"
    return ""


def facts_of(table: bytes) -> Facts:
    """Length and size of the picture from the table (`moov`) of an ISO file."""
    seconds, width, height = 0.0, 0, 0
    for name, body in _boxes(table):
        if name == b"mvhd":
            seconds = _seconds(body)
        elif name == b"tkhd" and len(body) >= 8:
            wide, high = (int.from_bytes(body[i:j]) for i, j in ((-8, -4), (-4, None)))
            width, height = max(width, wide >> 16), max(height, high >> 16)
    return Facts(seconds, width, height)


def _is_mp3_frame(head: bytes) -> bool:
    """Sync bits, layer III, and neither bit rate nor sample rate of the forbidden values."""
    return (
        len(head) > 2
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[2] & 0xF0 != 0xF0
        and head[2] & 0x0C != 0x0C
    )


def _boxes(data: bytes, *, nested: bytes = NESTED) -> Iterator[tuple[bytes, bytes]]:
    """Those of the table and of its tracks; no deeper, whatever a file claims."""
    place = 0
    while place + 8 <= len(data):
        size, name = (
            int.from_bytes(data[place : place + 4]),
            data[place + 4 : place + 8],
        )
        start = place + 8
        if size == 1:
            size, start = int.from_bytes(data[start : start + 8]), place + 16
        end = place + size if size else len(data)
        if end < start:
            return
        if name == nested:
            yield from _boxes(data[start:end], nested=b"")
        else:
            yield name, data[start:end]
        place = end


def _seconds(body: bytes) -> float:
    wide = bool(body[:1] == b"\x01")
    at, length = (20, 8) if wide else (12, 4)
    scale = int.from_bytes(body[at : at + 4])
    duration = int.from_bytes(body[at + 4 : at + 4 + length])
    return duration / scale if scale else 0.0
