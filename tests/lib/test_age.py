"""What is locked opens with its own key alone, and wholly or not at all."""

import errno
import io
from typing import Any

import pytest

from school.lib import age

PLAIN = b"".join(bytes([number % 251]) for number in range(300_000))


@pytest.fixture(scope="module")
def pair() -> tuple[str, str]:
    return age.make_pair()


def locked(pair: tuple[str, str], plain: bytes = PLAIN) -> bytes:
    target = io.BytesIO()
    age.lock(io.BytesIO(plain), target, to=pair[0])
    return target.getvalue()


def opened(content: bytes, key: str) -> bytes:
    with age.unlocked(io.BytesIO(content), key=key) as plain:
        return plain.read()


@pytest.mark.parametrize("plain", [b"", b"x", PLAIN])
def test_what_was_locked_opens(pair: tuple[str, str], plain: bytes) -> None:
    assert plain not in locked(pair, PLAIN)[:200] or not plain or plain == b"x"
    assert opened(locked(pair, plain), pair[1]) == plain


def test_another_key_does_not_open_it(pair: tuple[str, str]) -> None:
    with pytest.raises(age.WrongKey):
        opened(locked(pair), age.make_pair()[1])
    with pytest.raises(age.WrongKey):
        opened(locked(pair), "no key")


@pytest.mark.parametrize("left", [0, 20, 150, 1000, 65_736, -1, -70_000])
def test_a_file_cut_short_is_found(pair: tuple[str, str], left: int) -> None:
    with pytest.raises(age.Unreadable):
        opened(locked(pair)[:left], pair[1])


@pytest.mark.parametrize("place", [250, 100_000, -1])
def test_a_changed_byte_is_found(pair: tuple[str, str], place: int) -> None:
    content = bytearray(locked(pair))
    content[place] ^= 1
    with pytest.raises(age.Unreadable):
        opened(bytes(content), pair[1])


def test_what_is_not_locked_at_all_is_said(pair: tuple[str, str]) -> None:
    with pytest.raises(age.Unreadable):
        opened(b"PK\x03\x04" * 100, pair[1])


def test_the_end_is_looked_at_though_the_reader_stops_before(
    pair: tuple[str, str],
) -> None:
    with (
        pytest.raises(age.Unreadable),
        age.unlocked(io.BytesIO(locked(pair)[:-1]), key=pair[1]) as plain,
    ):
        assert plain.read(10) == PLAIN[:10]


def test_a_readers_own_trouble_stays_its_own(pair: tuple[str, str]) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        age.unlocked(io.BytesIO(locked(pair, PLAIN * 9)), key=pair[1]) as plain,
    ):
        plain.read(1)
        raise ZeroDivisionError


class Full(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_as_one(pair: tuple[str, str]) -> None:
    with pytest.raises(OSError, match="No space left") as told:
        age.lock(io.BytesIO(PLAIN), Full(), to=pair[0])
    assert told.value.errno == errno.ENOSPC


def test_a_public_key_is_known_by_its_form(pair: tuple[str, str]) -> None:
    assert age.is_public_key(pair[0])
    assert not age.is_public_key(pair[1])
    assert not age.is_public_key("age1nothing")
