"""Files as they come from a telephone with a bad line, a broken card, or somebody's bad intent."""

import io
import zipfile
from collections.abc import Callable
from random import Random

# As other files begin.
HEADS = (
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"<?xml version='1.0'?>",
    b"\x1a\x45\xdf\xa3",
    b"GIF89a",
    b"MZ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
)
# What a reader may trip over where it stands.
STUMBLES = (
    b"\0" * 8,
    b"\xff" * 8,
    b"=cmd|' /C calc'!A0",
    b"&b;",
    b"../../",
    b"\r\n\r\n",
)


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def gap(data: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _side in range(2))
    return data[:start] + data[end:] or b"\0"


def flip(data: bytes, chance: Random) -> bytes:
    """One byte in a hundred, at least three: the head is hit as often as the rest."""
    bad = bytearray(data)
    for _hit in range(max(3, len(bad) // 100)):
        bad[chance.randrange(len(bad))] ^= chance.randrange(1, 256)
    return bytes(bad)


def flip_head(data: bytes, chance: Random) -> bytes:
    """Where sizes, counts and offsets stand."""
    head = min(64, len(data))
    return flip(data[:head], chance) + data[head:]


def other_head(data: bytes, chance: Random) -> bytes:
    head = chance.choice(HEADS)
    return head + data[len(head) :]


def stumble(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(STUMBLES) * chance.randrange(1, 9) + data[at:]


def twice(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data


def noise(data: bytes, chance: Random) -> bytes:
    keep = chance.randrange(1, 40)
    return data[:keep] + chance.randbytes(len(data) - keep)


def spoil_member(data: bytes, chance: Random) -> bytes:
    """An archive that is whole, with one file in it that is not."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    hit = chance.choice([name for name, content in members.items() if content])
    members[hit] = chance.choice(PLAIN)(members[hit], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


Way = Callable[[bytes, Random], bytes]
PLAIN: tuple[Way, ...] = (
    cut,
    gap,
    flip,
    flip_head,
    other_head,
    stumble,
    twice,
    noise,
)


def spoil(data: bytes, chance: Random) -> bytes:
    ways: tuple[Way, ...] = PLAIN
    if data.startswith(b"PK"):
        ways = (*PLAIN, *[spoil_member] * len(PLAIN))
    return chance.choice(ways)(data, chance)
