"""What a sound or video file is, told by its bytes and not by its name. Pure."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# The beginning of a file that is enough to tell what it is.
HEAD_BYTES = 64
# The box of an ISO file that holds the others which are asked for here.
NESTED = b"trak"
# Words beside the pictures: where, by whom, with what. Sound and pictures need none of them.
SAID = {b"udta", b"meta", b"uuid"}
# A file of nothing but headers is not read to its end.
MOST_PARTS = 100_000

# Of WebM: what holds other elements is entered, not skipped.
ENTERED = {
    *(0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0),
    *(0x1F43B675, 0xA0),
}
SCALE, DURATION, WIDTH, HEIGHT = 0x2AD7B1, 0x4489, 0xB0, 0xBA
CLUSTER_TIME, BLOCKS = 0xE7, {0xA3, 0xA1}
NANOSECONDS = 1_000_000_000
OPUS_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; zero where it says nothing."""

    seconds: float = 0
    width: int = 0
    height: int = 0


def container_of(head: bytes) -> str:
    """The kind of file that begins so; empty for what we take from nobody."""
    if head[4:8] == b"ftyp":
        return "iso"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return "mp3"
    return ""


def facts_in(data: bytes) -> Facts:
    """Length and size of the picture from a whole file, as far as its kind tells them.

    An ISO file in fragments and an MP3 do not say how long they last.
    """
    match container_of(data[:HEAD_BYTES]):
        case "iso":
            tables = (
                body for name, body in _boxes(data, nested=b"") if name == b"moov"
            )
            return facts_of(next(tables, b""))
        case "webm":
            return _webm_facts(data)
        case "ogg":
            return Facts(_ogg_seconds(data))
    return Facts()


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


def unsaid(data: bytes) -> bytes:
    """An ISO file without its words: a telephone writes there where it was.

    The boxes stay as empty space of the same size, so nothing in the file moves.
    """
    cleaned = bytearray(data)
    for name, start, body, end in _spans(data, 0, len(data)):
        _silence(cleaned, name, start, body, end)
        if name == b"moov":
            for inner in _spans(data, body, end):
                _silence(cleaned, *inner)
                if inner[0] == NESTED:
                    for innermost in _spans(data, inner[2], inner[3]):
                        _silence(cleaned, *innermost)
    return bytes(cleaned)


def _silence(data: bytearray, name: bytes, start: int, body: int, end: int) -> None:
    if name in SAID:
        data[start + 4 : start + 8] = b"free"
        data[body:end] = bytes(end - body)


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
    for name, _start, body, end in _spans(data, 0, len(data)):
        if name == nested:
            yield from _boxes(data[body:end], nested=b"")
        else:
            yield name, data[body:end]


def _spans(data: bytes, place: int, stop: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Name, beginning, beginning of the content, and end of each box."""
    for _part in range(MOST_PARTS):
        if place + 8 > stop:
            return
        size, name = (
            int.from_bytes(data[place : place + 4]),
            data[place + 4 : place + 8],
        )
        body = place + 8
        if size == 1:
            size, body = int.from_bytes(data[body : body + 8]), place + 16
        end = min(place + size, stop) if size else stop
        if end < body:
            return
        yield name, place, body, end
        place = end


def _seconds(body: bytes) -> float:
    wide = bool(body[:1] == b"\x01")
    at, length = (20, 8) if wide else (12, 4)
    scale = int.from_bytes(body[at : at + 4])
    duration = int.from_bytes(body[at + 4 : at + 4 + length])
    return duration / scale if scale else 0.0


def _webm_facts(data: bytes) -> Facts:
    """A browser that records writes no length: then that of the last block counts."""
    scale, said, cluster, last, width, height = 1_000_000, 0.0, 0, 0, 0, 0
    for name, body in islice(_elements(data), MOST_PARTS):
        if name == SCALE:
            scale = int.from_bytes(body)
        elif name == DURATION:
            said = _float(body)
        elif name == WIDTH:
            width = max(width, int.from_bytes(body))
        elif name == HEIGHT:
            height = max(height, int.from_bytes(body))
        elif name == CLUSTER_TIME:
            cluster = int.from_bytes(body)
        elif name in BLOCKS:
            _track, at = _number(body, 0, is_name=False)
            since = int.from_bytes(body[at : at + 2], signed=True)
            last = max(last, cluster + since)
    return Facts(max(said, last) * scale / NANOSECONDS, width, height)


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        name, place = _number(data, place, is_name=True)
        size, place = _number(data, place, is_name=False)
        if name in ENTERED:
            yield name, b""
            continue
        if not name or size < 0:
            return
        yield name, data[place : place + size]
        place += size


def _number(data: bytes, place: int, *, is_name: bool) -> tuple[int, int]:
    """A number of EBML and the place after it; -1 for a size that is not known."""
    first = data[place] if place < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return 0, len(data)
    value = int.from_bytes(data[place : place + length])
    if not is_name:
        most = (1 << 7 * length) - 1
        value &= most
        value = -1 if value == most else value
    return value, place + length


def _float(body: bytes) -> float:
    formats = {4: ">f", 8: ">d"}
    if len(body) not in formats:
        return 0.0
    value: float = struct.unpack(formats[len(body)], body)[0]
    return value if math.isfinite(value) else 0.0


def _ogg_seconds(data: bytes) -> float:
    """What the last page has played to, of Opus and Vorbis."""
    page = data.rfind(b"OggS")
    played = int.from_bytes(data[page + 6 : page + 14], "little")
    if b"OpusHead" in data[:HEAD_BYTES]:
        return played / OPUS_RATE
    head = data.find(b"\x01vorbis", 0, HEAD_BYTES)
    rate = int.from_bytes(data[head + 12 : head + 16], "little") if head > 0 else 0
    return played / rate if rate else 0.0
