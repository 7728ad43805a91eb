"""MP4 and its kin: boxes in boxes, whole or in fragments."""

import struct
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from school.lib.recordings.facts import MOST_PARTS, Facts

# Words beside the pictures: where, by whom, with what. Sound and pictures need none of them.
SAID = {b"udta", b"meta", b"uuid"}
# Flags of a fragment's header and of a run in it, by what stands there if they are set.
BASE, DESCRIPTION, DEFAULT = 0x1, 0x2, 0x8
OFFSET, FIRST_FLAGS, DURATIONS = 0x1, 0x4, 0x100
EACH = (DURATIONS, 0x200, 0x400, 0x800)


def facts_in(data: bytes) -> Facts:
    """From a whole file; who records in a browser writes fragments, and no length."""
    facts = facts_of(next(_bodies(data, b"moov"), b""))
    return replace(facts, seconds=max(facts.seconds, _fragments(data)))


def facts_of(table: bytes) -> Facts:
    """Length and size of the picture from the table (`moov`) of an ISO file."""
    seconds, width, height = 0.0, 0, 0
    for head in _bodies(table, b"mvhd"):
        place, length = (24, 8) if _is_wide(head) else (16, 4)
        duration, scale = _at(head, place, length), _after_times(head)
        is_known = scale and duration + 1 < 1 << 8 * length
        seconds = duration / scale if is_known else 0.0
    for head in _bodies(table, b"trak", b"tkhd"):
        width = max(width, _at(head[-8:], 0) >> 16)
        height = max(height, _at(head[-4:], 0) >> 16)
    return Facts(seconds, width, height)


def unsaid(data: bytes) -> bytes:
    """Without its words; their boxes become empty space of the same size, so nothing moves."""
    cleaned = bytearray(data)
    for name, start, body, end in _spans(data, 0, len(data)):
        _silence(cleaned, name, start, body, end)
        if name == b"moov":
            for inner in _spans(data, body, end):
                _silence(cleaned, *inner)
                if inner[0] == b"trak":
                    for innermost in _spans(data, inner[2], inner[3]):
                        _silence(cleaned, *innermost)
    return bytes(cleaned)


def _silence(data: bytearray, name: bytes, start: int, body: int, end: int) -> None:
    if name in SAID:
        data[start + 4 : start + 8] = b"free"
        data[body:end] = bytes(end - body)


def _fragments(data: bytes) -> float:
    """How long the longest track lasts, all its fragments together."""
    usual = {
        _at(one, 4): _at(one, 12) for one in _bodies(data, b"moov", b"mvex", b"trex")
    }
    lasts: dict[int, int] = defaultdict(int)
    for fragment in _bodies(data, b"moof", b"traf"):
        track, default = _track_of(next(_bodies(fragment, b"tfhd"), b""))
        for run in _bodies(fragment, b"trun"):
            lasts[track] += _ticks(
                run, usual.get(track, 0) if default is None else default
            )
    scales = {
        _after_times(next(_bodies(track, b"tkhd"), b"")): _after_times(
            next(_bodies(track, b"mdia", b"mdhd"), b"")
        )
        for track in _bodies(data, b"moov", b"trak")
    }
    found = (lasts[track] / scale for track, scale in scales.items() if scale)
    return max(found, default=0.0)


def _track_of(head: bytes) -> tuple[int, int | None]:
    """The track of a fragment, and how long each of its samples lasts, if it says so."""
    flags, place = _at(head, 1, 3), 8
    if not flags & DEFAULT:
        return _at(head, 4), None
    place += 8 if flags & BASE else 0
    place += 4 if flags & DESCRIPTION else 0
    return _at(head, 4), _at(head, place)


def _ticks(run: bytes, default: int) -> int:
    """Of all samples of a run, each as long as it says or as it is usual."""
    flags, count = _at(run, 1, 3), _at(run, 4)
    if not flags & DURATIONS:
        return count * default
    start = 8 + sum(4 for flag in (OFFSET, FIRST_FLAGS) if flags & flag)
    each = sum(1 for flag in EACH if flags & flag)
    there = min(count * each, max(len(run) - start, 0) // 4)
    return sum(struct.unpack_from(f">{there}I", run, start)[::each]) if there else 0


def _bodies(data: bytes, name: bytes, *inner: bytes) -> Iterator[bytes]:
    """What is in the boxes of that name, or in those within them, no deeper than asked."""
    for found, _start, body, end in _spans(data, 0, len(data)):
        if found == name and inner:
            yield from _bodies(data[body:end], *inner)
        elif found == name:
            yield data[body:end]


def _spans(data: bytes, place: int, stop: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Name, beginning, beginning of the content, and end of each box."""
    for _part in range(MOST_PARTS):
        if place + 8 > stop:
            return
        size, name = _at(data, place), data[place + 4 : place + 8]
        body = place + 8
        if size == 1:
            size, body = _at(data, body, 8), place + 16
        end = min(place + size, stop) if size else stop
        if end < body:
            return
        yield name, place, body, end
        place = end


def _at(data: bytes, place: int, length: int = 4) -> int:
    return int.from_bytes(data[place : place + length])


def _is_wide(head: bytes) -> bool:
    return bool(head[:1] == b"\x01")


def _after_times(head: bytes) -> int:
    """What stands behind when it was made and changed: a time scale, a track's number."""
    return _at(head, 20 if _is_wide(head) else 12)
