"""What a recording is, by its bytes; what is wrong with captions, by the line."""

import pytest

from cms.recordings import rules, webvtt
from cms.recordings.webvtt import Fault, Problem
from tests.factories.recordings import CAPTIONS, MP3, OGG, WEBM, box, mp4


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
    assert rules.container_of(head[: rules.HEAD_BYTES]) == container


def table_of(data: bytes) -> bytes:
    return data[data.index(b"moov") + 4 :]


def test_an_mp4_says_how_long_and_how_large_it_is() -> None:
    facts = rules.facts_of(table_of(mp4(seconds=95, size=(1280, 720))))
    assert facts == rules.Facts(95, 1280, 720)


@pytest.mark.parametrize(
    "table", [b"", b"\x00\x00\x00\x00trak", box(b"mvhd", b""), b"\x00\x00\x00\x01trak"]
)
def test_a_broken_table_says_nothing(table: bytes) -> None:
    assert rules.facts_of(table) == rules.Facts()


def test_a_table_in_a_table_in_a_table_says_nothing() -> None:
    nested = b""
    for _depth in range(5000):
        nested = (len(nested) + 8).to_bytes(4) + b"trak" + nested
    assert rules.facts_of(nested) == rules.Facts()


def test_what_stands_in_the_head_of_captions_is_no_caption() -> None:
    """As it comes out of programs that take speech down."""
    head = "WEBVTT\nKind: captions\nLanguage: zh-Hans\n\n"
    assert webvtt.problems(f"{head}00:01.000 --> 00:02.000\n先洗手。") == []
    assert webvtt.problems(head) == [Problem(4, Fault.EMPTY)]


def captions(*lines: str) -> str:
    return "\n".join(["WEBVTT", "", *lines])


def test_captions_that_are_as_they_should_be() -> None:
    said = captions(
        "NOTE 讲师核对过",
        "",
        "第一句",
        "00:01.000 --> 00:04.000 align:start",
        "先洗手。",
        "再戴手套。",
        "",
        "01:00:00.500 --> 01:00:02.000",
        "完。",
    )
    assert webvtt.problems(said) == []
    assert webvtt.problems("\ufeff" + CAPTIONS.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [Problem(1, Fault.HEAD)]),
        ("WEBVTTX\n", [Problem(1, Fault.HEAD)]),
        (
            "1\n00:00:01,000 --> 00:00:04,000\n字幕",
            [Problem(1, Fault.HEAD)],
        ),
        (captions("NOTE 只有一句说明"), [Problem(3, Fault.EMPTY)]),
        (
            captions("00:01,000 --> 00:02,000", "早"),
            [Problem(3, Fault.COMMA)],
        ),
        (captions("早上好", "您好"), [Problem(4, Fault.TIMES)]),
        (captions("00:61.000 --> 01:02.000", "早"), [Problem(3, Fault.TIMES)]),
        (captions("00:05.000 --> 00:02.000", "早"), [Problem(3, Fault.BACKWARDS)]),
        (captions("00:05.000 --> 00:06.000"), [Problem(3, Fault.NO_WORDS)]),
        (
            captions(
                "00:05.000 --> 00:06.000",
                "早",
                "",
                "二",
                "00:01.000 --> 00:02.000",
                "晚",
            ),
            [Problem(7, Fault.ORDER)],
        ),
    ],
)
def test_captions_are_refused_with_the_line(text: str, problems: list[Problem]) -> None:
    assert webvtt.problems(text) == problems
