"""What a recording is, and how long it lasts, by its bytes."""

import pytest

from school.lib import recordings
from tests.factories.recordings import MP3, OGG, WEBM, box, mp4, opus, webm


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


def test_a_voice_lasts_until_its_last_page() -> None:
    assert round(recordings.facts_in(opus(seconds=31)).seconds) == 31


@pytest.mark.parametrize("cut", [8, 20, 40, 60, 90, 120])
def test_what_is_cut_off_breaks_nothing(cut: int) -> None:
    for whole in (mp4(), webm(seconds=5), opus(seconds=5)):
        recordings.facts_in(whole[:cut])
        recordings.unsaid(whole[:cut])


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
