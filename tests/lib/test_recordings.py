"""What a recording is, and how long it lasts, by its bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib import recordings
from tests.factories.recordings import (
    MP3,
    OGG,
    WEBM,
    box,
    element,
    fragmented,
    mp3,
    mp4,
    opus,
    webm,
)


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (mp4(), "iso"),
        (WEBM, "webm"),
        (OGG, "ogg"),
        (MP3, "mp3"),
        (b"\xff\xfb\x90\x64" + bytes(60), "mp3"),
        (b"\xff\xff\xff\xff" + bytes(60), ""),
        (b"\x1a\x45\xdf\xa3" + bytes(12) + b"matroska", ""),
        (b"<html><script>", ""),
        (b"MZ\x90\x00", ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_how_it_begins(head: bytes, container: str) -> None:
    assert recordings.container_of(head[: recordings.HEAD_BYTES]) == container


def table_of(data: bytes) -> bytes:
    return data[data.index(b"moov") + 4 :]


def test_an_mp4_says_how_long_and_how_large_it_is() -> None:
    facts = recordings.facts_of(table_of(mp4(seconds=95, size=(1280, 720))))
    assert facts == recordings.Facts(95, 1280, 720)


@pytest.mark.parametrize(
    "table", [b"", b"\x00\x00\x00\x00trak", box(b"mvhd", b""), b"\x00\x00\x00\x01trak"]
)
def test_a_broken_table_says_nothing(table: bytes) -> None:
    assert recordings.facts_of(table) == recordings.Facts()


def test_a_table_in_a_table_in_a_table_says_nothing() -> None:
    nested = b""
    for _depth in range(5000):
        nested = (len(nested) + 8).to_bytes(4) + b"trak" + nested
    assert recordings.facts_of(nested) == recordings.Facts()


def test_a_whole_file_says_the_same_wherever_its_table_stands() -> None:
    assert recordings.facts_in(mp4(seconds=12)) == recordings.Facts(12, 640, 360)
    assert recordings.facts_in(MP3) == recordings.Facts()


def test_what_a_browser_records_lasts_until_its_last_block() -> None:
    """It writes no length: nobody knows one when it begins."""
    facts = recordings.facts_in(webm(seconds=19))
    assert (round(facts.seconds), facts.width, facts.height) == (19, 640, 480)
    assert recordings.facts_in(webm(seconds=19, has_picture=False)).width == 0
    assert round(recordings.facts_in(webm(seconds=3, says=25)).seconds) == 25


@pytest.mark.parametrize("name", ["2ad7b1", "e7"])
def test_a_number_longer_than_one_may_be_is_not_reckoned_with(name: str) -> None:
    """Two of some megabytes each would keep the server busy for a minute."""
    data = webm(seconds=19, says=19) + element(name, b"\xff" * 300)
    data += element("a3", b"\x81\0\0\x80")
    assert recordings.facts_in(data).seconds <= 19


def test_a_voice_lasts_until_its_last_page() -> None:
    assert round(recordings.facts_in(opus(seconds=31)).seconds) == 31


@pytest.mark.parametrize("default", ["", "tfhd", "trex"])
def test_an_mp4_in_fragments_lasts_as_long_as_all_of_them(default: str) -> None:
    facts = recordings.facts_in(fragmented(seconds=19, default=default))
    assert facts == recordings.Facts(19, 640, 480)


def test_a_length_of_nothing_but_ones_is_not_known() -> None:
    unknown = box(b"mvhd", bytes(12) + struct.pack(">I", 1000) + b"\xff" * 4)
    assert recordings.facts_of(unknown) == recordings.Facts()


def test_a_run_that_claims_more_than_it_holds_says_what_it_holds() -> None:
    claims = fragmented(seconds=1).replace(
        b"\0\0\3\5\0\0\0\x1e", b"\0\0\3\5\xff\xff\xff\xff"
    )
    assert recordings.facts_in(claims).seconds == 1


@pytest.mark.parametrize("hertz", [44_100, 22_050])
@pytest.mark.parametrize("words", [b"", b"27.91N 116.77E"])
def test_an_mp3_lasts_as_long_as_its_frames(hertz: int, words: bytes) -> None:
    data = mp3(seconds=31, words=words, hertz=hertz)
    assert recordings.facts_in(data).seconds == pytest.approx(31, abs=0.1)


WHOLE = [
    mp4(),
    webm(seconds=5, words=b"title"),
    opus(seconds=5),
    fragmented(seconds=2),
    mp3(seconds=1, words=b"title"),
]


@pytest.mark.parametrize("cut", [8, 20, 40, 60, 90, 120])
def test_what_is_cut_off_breaks_nothing(cut: int) -> None:
    for whole in WHOLE:
        recordings.facts_in(whole[:cut])
        assert len(recordings.unsaid(whole[:cut])) <= cut


@pytest.mark.parametrize("part", [b"\xec\x80", b"\xae\x80", b"\xa3\x81\x81"])
def test_a_file_of_nothing_but_headers_is_not_read_to_its_end(part: bytes) -> None:
    head = webm(seconds=1)[:40]
    assert recordings.facts_in(head + part * 500_000).width == 0


def test_where_it_was_taken_goes_and_nothing_moves() -> None:
    said = mp4(seconds=9, place=b"+27.9100+116.7700/")
    silent = recordings.unsaid(said)
    assert b"+27.9100" not in silent
    assert len(silent) == len(said)
    assert recordings.facts_in(silent) == recordings.facts_in(said)
    assert recordings.unsaid(mp4()) == mp4()


@pytest.mark.parametrize("words", [b"27.91N", b"27.91N" + bytes(200)])
def test_the_words_of_a_webm_file_go_and_nothing_moves(words: bytes) -> None:
    said = webm(seconds=9, words=words)
    silent = recordings.unsaid(said)
    assert b"27.91N" not in silent
    assert len(silent) == len(said)
    assert recordings.facts_in(silent) == recordings.facts_in(said)
    assert recordings.unsaid(silent) == silent
    assert recordings.unsaid(webm(seconds=9)) == webm(seconds=9)


def test_the_words_around_an_mp3_go() -> None:
    assert recordings.unsaid(mp3(seconds=3, words=b"27.91N")) == mp3(seconds=3)
    assert recordings.unsaid(MP3) == MP3


@given(st.sampled_from(WHOLE), st.data())
def test_no_byte_that_is_wrong_breaks_anything(
    whole: bytes, data: st.DataObject
) -> None:
    wrong = bytearray(whole)
    for _time in range(3):
        place = data.draw(st.integers(0, min(len(wrong), 400) - 1))
        wrong[place] = data.draw(st.integers(0, 255))
    recordings.facts_in(bytes(wrong))
    assert len(recordings.unsaid(bytes(wrong))) <= len(wrong)
