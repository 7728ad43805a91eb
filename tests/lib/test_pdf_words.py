"""What is found in a file that may be damaged, or made to do harm."""

import time
import zlib

from hypothesis import given
from hypothesis import strategies as st

from school.lib import pdf_words


def joined(data: bytes) -> bytes:
    return b"\n".join(pdf_words.pieces(data))


def test_words_are_found_plain_escaped_and_packed() -> None:
    packed = b"stream\r\n" + zlib.compress(b"in a stream") + b"\nendstream"
    found = joined(b"plain (with\\040octal) " + packed)
    assert b"plain" in found and b"with octal" in found and b"in a stream" in found


def test_no_more_is_unpacked_than_the_limit() -> None:
    bomb = b"stream\n" + zlib.compress(bytes(50_000_000))
    assert sum(map(len, pdf_words.pieces(bomb * 5))) < pdf_words.MOST_UNPACKED + 10**6


def test_a_file_of_nothing_but_beginnings_takes_no_time() -> None:
    # Each unpacks to nothing, however far it is followed.
    nothing = b"stream\nx\x01" + b"\0\0\0\xff\xff" * 20
    began = time.perf_counter()
    number = sum(1 for _piece in pdf_words.pieces(nothing * 18_000))
    assert number <= pdf_words.MOST_STREAMS + 1
    assert time.perf_counter() - began < 5


@given(st.binary())
def test_whatever_it_is_it_is_read(data: bytes) -> None:
    joined(b"%PDF-1.7 stream\n" + data)
    pdf_words.is_pdf(data)
