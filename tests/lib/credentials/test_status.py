import base64
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school.lib.credentials import multibase, status
from tests.factories import credentials


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, status.SIZE - 1), max_size=8))
def test_the_bits_are_where_another_reader_looks_for_them(indices: set[int]) -> None:
    text = status.encoded(indices)
    assert text[0] == "u" and "=" not in text
    bits = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=="))
    assert len(bits) == 16 * 1024
    row = bin(int.from_bytes(b"\1" + bits))[3:]
    assert {place for place, bit in enumerate(row) if bit == "1"} == indices
    assert all(credentials.is_set(text, index) for index in indices)


def test_no_two_writings_of_one_list() -> None:
    assert status.encoded([3, 5]) == status.encoded([5, 3, 3])


@pytest.mark.parametrize("index", [-1, status.SIZE])
def test_a_place_outside_the_list_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="no place"):
        status.encoded([index])


@given(st.binary(max_size=80))
def test_what_is_written_in_base58_is_read_again(data: bytes) -> None:
    assert credentials.from_base58(multibase.base58(data)) == data
