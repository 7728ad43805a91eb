"""MP3: nothing but frames, one after the other, between the words of ID3."""

from school.lib.recordings.facts import MOST_PARTS

# Kilobits a second of layer III by the number in the header, of MPEG 1 and of 2 and 2.5.
RATES = {
    True: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    False: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
HERTZ = [44_100, 48_000, 32_000]
# By the two bits of the version: 2.5, 2, 1.
SLOWER = {0: 4, 2: 2, 3: 1}
TAG, OLD_TAG, FOOTER = 10, 128, 0x10


def is_frame(head: bytes) -> bool:
    """Sync bits, layer III, and neither bit rate nor sample rate of the forbidden values."""
    return (
        len(head) > 2
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[1] & 0x18 != 0x08
        and head[2] & 0xF0 != 0xF0
        and head[2] & 0x0C != 0x0C
    )


def seconds_in(data: bytes) -> float:
    """All its frames together: what a header says of their number is not asked."""
    seconds, place = 0.0, _after_tag(data)
    for _part in range(MOST_PARTS):
        place = data.find(b"\xff", place)
        if place < 0:
            break
        length, lasts = _frame(data[place : place + 3])
        seconds += lasts
        place += length or 1
    return seconds


def unsaid(data: bytes) -> bytes:
    """Without the words before and behind the sound."""
    sound = data[_after_tag(data) :]
    if not is_frame(sound[:3]):
        return data
    return sound[:-OLD_TAG] if sound[-OLD_TAG:].startswith(b"TAG") else sound


def _frame(head: bytes) -> tuple[int, float]:
    """How many bytes it has and how long it lasts; nothing for what is none."""
    if not is_frame(head):
        return 0, 0.0
    version = head[1] >> 3 & 3
    is_first = version == 3
    rate = RATES[is_first][head[2] >> 4] * 1000
    hertz = HERTZ[head[2] >> 2 & 3] // SLOWER[version]
    samples = 1152 if is_first else 576
    if not rate:
        return 0, 0.0
    return samples // 8 * rate // hertz + (head[2] >> 1 & 1), samples / hertz


def _after_tag(data: bytes) -> int:
    if not data.startswith(b"ID3") or len(data) < TAG:
        return 0
    size = 0
    for part in data[6:TAG]:
        size = size << 7 | part & 0x7F
    return TAG + size + (TAG if data[5] & FOOTER else 0)
