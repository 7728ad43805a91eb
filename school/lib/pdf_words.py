"""What stands in a file that says it is a PDF, without opening it as one.

For what an unknown person hands in, whole or damaged: nothing is followed and nothing
obeyed, and no more is unpacked than the limits below allow.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import islice

MOST_STREAMS = 200
LONGEST_STREAM = 500_000
MOST_UNPACKED = 4_000_000
STREAM = re.compile(rb"stream\r?\n")
OCTAL = re.compile(rb"\\([0-3][0-7]{2})")


def is_pdf(data: bytes) -> bool:
    """Readers look for either mark within a kilobyte; one may have been damaged."""
    return b"%PDF-" in data[:1024] or b"%%EOF" in data[-1024:]


def pieces(data: bytes) -> Iterator[bytes]:
    """The file as it is, then each of its packed streams as far as it unpacks."""
    yield OCTAL.sub(lambda found: bytes([int(found[1], 8)]), data)
    left = MOST_UNPACKED
    view = memoryview(data)
    for found in islice(STREAM.finditer(data), MOST_STREAMS):
        packed = view[found.end() : found.end() + LONGEST_STREAM]
        try:
            piece = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        left -= len(piece)
        yield piece
        if left <= 0:
            return
