"""Opus and Vorbis."""

OPUS_RATE = 48_000
HEAD = 64


def seconds_in(data: bytes) -> float:
    """What the last page has played to."""
    page = data.rfind(b"OggS")
    played = int.from_bytes(data[page + 6 : page + 14], "little")
    if b"OpusHead" in data[:HEAD]:
        return played / OPUS_RATE
    head = data.find(b"\x01vorbis", 0, HEAD)
    rate = int.from_bytes(data[head + 12 : head + 16], "little") if head > 0 else 0
    return played / rate if rate else 0.0
