"""What is wrong with captions, by the line."""

import pytest

from cms.recordings import webvtt
from cms.recordings.webvtt import Fault, Problem
from tests.factories.recordings import CAPTIONS


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
