"""WebM: elements in elements, of which some have no length."""

import math
import struct
from collections.abc import Iterator
from itertools import islice

from school.lib.recordings.facts import MOST_PARTS, Facts

# What holds other elements is entered, not skipped.
ENTERED = {
    *(0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0),
    *(0x1F43B675, 0xA0),
}
SCALE, DURATION, WIDTH, HEIGHT = 0x2AD7B1, 0x4489, 0xB0, 0xBA
CLUSTER_TIME, BLOCKS = 0xE7, {0xA3, 0xA1}
NANOSECONDS = 1_000_000_000
LONGEST_NUMBER = 8
# Tags, chapters and attachments; title and name of the file; names of its tracks.
SAID = {0x1254C367, 0x1043A770, 0x1941A469, 0x7BA9, 0x7384, 0x536E}
VOID, LONG_VOID = b"\xec", 9


def facts_in(data: bytes) -> Facts:
    """A browser that records writes no length: then that of the last block counts."""
    scale, said, cluster, last, width, height = 1_000_000, 0.0, 0, 0, 0, 0
    for name, _start, body, end in islice(_spans(data), MOST_PARTS):
        if name == SCALE:
            scale = _whole(data[body:end])
        elif name == DURATION:
            said = _float(data[body:end])
        elif name == WIDTH:
            width = max(width, _whole(data[body:end]))
        elif name == HEIGHT:
            height = max(height, _whole(data[body:end]))
        elif name == CLUSTER_TIME:
            cluster = _whole(data[body:end])
        elif name in BLOCKS:
            _track, at = _number(data, body, is_name=False)
            since = int.from_bytes(data[at : min(at + 2, end)], signed=True)
            last = max(last, cluster + since)
    return Facts(max(said, last) * scale / NANOSECONDS, width, height)


def unsaid(data: bytes) -> bytes:
    """Without its words; they become empty space of the same size, so nothing moves."""
    cleaned = bytearray(data)
    for name, start, _body, end in islice(_spans(data), MOST_PARTS):
        if name in SAID:
            cleaned[start:end] = _void(end - start)
    return bytes(cleaned)


def _void(size: int) -> bytes:
    if size < LONG_VOID:
        return VOID + bytes([0x80 | size - 2]) + bytes(size - 2)
    left = size - LONG_VOID
    return VOID + b"\x01" + left.to_bytes(7) + bytes(left)


def _spans(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Name, beginning, beginning of the content, and end of each element."""
    place = 0
    while place < len(data):
        start = place
        name, place = _number(data, place, is_name=True)
        size, place = _number(data, place, is_name=False)
        if name in ENTERED:
            yield name, start, place, place
            continue
        if not name or size < 0:
            return
        end = min(place + size, len(data))
        yield name, start, place, end
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


def _whole(body: bytes) -> int:
    """A number of as many bytes as one may have: a longer one would be reckoned with for minutes."""
    return int.from_bytes(body) if len(body) <= LONGEST_NUMBER else 0


def _float(body: bytes) -> float:
    formats = {4: ">f", 8: ">d"}
    if len(body) not in formats:
        return 0.0
    value: float = struct.unpack(formats[len(body)], body)[0]
    return value if math.isfinite(value) else 0.0
