"""The pure rules of the sheet: what is set how large, and what a wording may say."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from school.lib.diploma import looks, words
from school.lib.diploma.fitting import Plate, breadth, name_halves, plate
from school.lib.diploma.layouts import LANDSCAPE, LAYOUTS
from school.lib.diploma.looks import Look
from school.lib.diploma.sheets import Sheet, height_of, overflow, sheet
from tests.factories import diplomas


def set_as(name: str) -> Plate:
    return sheet(diplomas.claims(name=name)).name


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("王敏", 40, ("王敏",)),
        ("张丽珍", 40, ("张丽珍",)),
        ("阿卜杜热西提·阿布都外力", 36, ("阿卜杜热西提·阿布都外力",)),
        ("赵" * 25, 18, ("赵" * 25,)),
        ("赵" * 50, 18, ("赵" * 25, "赵" * 25)),
        ("赵" * 24 + "·" + "钱" * 25, 18, ("赵" * 24 + "·", "钱" * 25)),
    ],
)
def test_a_name_steps_down_with_its_length(
    name: str, size: int, lines: tuple[str, ...]
) -> None:
    assert set_as(name) == Plate(lines, size)


@pytest.mark.parametrize(
    ("length", "size"), [(9, 21), (17, 21), (22, 21), (25, 18), (30, 15), (38, 12)]
)
def test_a_long_course_title_is_set_smaller(length: int, size: int) -> None:
    assert sheet(diplomas.claims(course_title_zh="护" * length)).course.size == size


def test_a_title_is_broken_where_it_reads_best() -> None:
    design = Look(layout=looks.CARD, wording_zh=looks.CARD_WORDING_ZH).frozen()
    made = sheet(diplomas.claims(design=design))
    assert made.course.lines == ("居家养老护理", "（含阿尔茨海默病照护）")


NAMES = some.text(
    some.sampled_from("赵𬭎䶮WmMi·.' éA"), min_size=1, max_size=50
) | some.builds(
    lambda letter, times: letter * times,
    some.sampled_from("赵Wm·"),
    some.integers(1, 50),
)
TITLES = some.text(some.sampled_from("护理（）、Aa1·"), min_size=1, max_size=60)
DESIGNS = some.builds(
    lambda layout, face, is_bilingual: Look(
        layout=layout,
        face=face,
        is_bilingual=is_bilingual,
        wording_zh=looks.CARD_WORDING_ZH if layout == looks.CARD else looks.WORDING_ZH,
    ),
    some.sampled_from(sorted(LAYOUTS)),
    some.sampled_from([looks.SONG, looks.HEI]),
    some.booleans(),
)


@settings(max_examples=300)
@given(name=NAMES, title=TITLES, look=DESIGNS)
def test_no_name_or_title_leaves_its_column(name: str, title: str, look: Look) -> None:
    made = sheet(
        diplomas.claims(name=name, course_title_zh=title, design=look.frozen())
    )
    assert "".join(made.name.lines) == name
    assert "".join(made.course.lines) == title
    for text in (made.name, made.course):
        assert text.size > 0
        for line in text.lines:
            assert breadth(line) * text.size <= made.layout.column


@settings(max_examples=300)
@given(
    look=DESIGNS,
    points=some.sampled_from([60, 88.5, 100, 100.5]),
    name=NAMES,
    title=TITLES,
)
def test_the_usual_words_always_have_room(
    look: Look, points: float, name: str, title: str
) -> None:
    claims = diplomas.claims(
        name=name,
        course_title_zh=title,
        theory_points=points,
        hours_credited="119.5",
        design=look.frozen(),
    )
    assert not overflow(claims)
    made = sheet(claims)
    assert height(made) <= made.layout.room


def height(made: Sheet) -> float:
    spoken = [line.text for line in made.lines if line.kind == "words"]
    sizes = (made.words_size, made.english_size)
    return height_of(made.layout, spoken, made.english, made.course, *sizes)


def test_more_words_than_the_sheet_has_room_for_are_too_many() -> None:
    look = Look(wording_zh=looks.WORDING_ZH + "\n" + "并能独立完成全部照护任务。" * 40)
    assert overflow(diplomas.claims(design=look.frozen()))


@given(name=some.text(some.sampled_from("赵钱·"), min_size=2, max_size=50))
def test_a_name_is_broken_after_a_dot_if_it_has_one(name: str) -> None:
    first, second = name_halves(name)
    assert first + second == name
    assert ("·" in name[:-1]) <= first.endswith("·")


def test_a_word_wider_than_any_step_allows_is_set_smaller_still() -> None:
    text = plate("W" * 200, LANDSCAPE.name, LANDSCAPE.column, halves=name_halves)
    assert max(map(breadth, text.lines)) * text.size <= LANDSCAPE.column


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "二〇二六年十一月二十一日"),
        (date(2026, 1, 1), "二〇二六年一月一日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2026, 12, 30), "二〇二六年十二月三十日"),
    ],
)
def test_the_day_of_issue_is_written_out(day: date, written: str) -> None:
    assert words.issue_date(day, words.CHINESE) == written


def test_other_dates_are_in_figures() -> None:
    assert words.issue_date(date(2026, 3, 2), words.ARABIC) == "2026年3月2日"
    assert words.english_date(date(2026, 3, 2)) == "2 March 2026"


def test_hours_of_assessment_are_what_theory_and_practice_leave() -> None:
    said = words.values(diplomas.claims(), words.ZH, words.CHINESE)
    assert said["parts"] == "理论 18、实操 36、考核 6"
    none = words.values(diplomas.claims(hours_total=54), words.EN, words.CHINESE)
    assert none["parts"] == "theory 18, practice 36"


SUGGESTED = "建议复训日期：2028年4月20日"


def kinds(wording: str, language: str = words.ZH) -> set[tuple[str, str]]:
    return {(one.kind, one.word) for one in words.problems(wording, language)}


@pytest.mark.parametrize("wording", [looks.WORDING_ZH, looks.CARD_WORDING_ZH])
def test_the_wordings_to_begin_with_are_sound(wording: str) -> None:
    assert kinds(wording) == set()
    assert kinds(looks.WORDING_EN, words.EN) == set()


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("{hours}", "{hour}", ("unknown", "hour")),
        ("{hours}", "60", ("missing", "hours")),
        ("{started_on}", "三月", ("missing", "started_on")),
        ("{name}\n", "{name}女士\n", ("alone", "name")),
        ("{course}\n", "{course}\n{course}\n", ("alone", "course")),
        ("{hours}", "{{hours}", ("brace", "")),
        ("参加", "*参加", ("star", "*于{started_on}至{ended_on}参加本校培训")),
        ("{course}", "{course}" + "\n多" * 9, ("lines", "12")),
    ],
)
def test_a_wording_is_refused_with_the_word_that_is_wrong(
    was: str, becomes: str, problem: tuple[str, str]
) -> None:
    wording = looks.WORDING_ZH.replace(was, becomes)
    if problem[0] == "star":
        wording = looks.WORDING_ZH.replace("于{", "*于{")
    assert problem in kinds(wording)


@given(some.text(some.sampled_from("{}*名name\n"), max_size=40))
def test_any_wording_is_judged(wording: str) -> None:
    found = kinds(wording)
    assert ("missing", "hours") in found
    assert all(isinstance(kind, str) for kind, _word in found)


@given(some.text(min_size=1, max_size=20))
def test_what_is_filled_in_is_never_a_mark(name: str) -> None:
    said = {**words.values(diplomas.claims(), words.ZH, words.CHINESE), "name": name}
    [line] = words.lines("谁：*{name}*。", said)
    assert line.pieces == (("谁：", False), (name, True), ("。", False))


def test_a_day_for_a_refresher_stands_only_where_one_is_suggested() -> None:
    wording = "学满\n建议复训日期：{refresher_by}"
    for day, lines in ((None, ["学满"]), (date(2028, 4, 20), ["学满", SUGGESTED])):
        claims = diplomas.claims(**({"refresher_by": day} if day else {}))
        said = words.values(claims, words.ZH, words.CHINESE)
        assert [one.text for one in words.lines(wording, said)] == lines


def test_every_placeholder_has_its_words() -> None:
    for language in (words.ZH, words.EN):
        said = words.values(diplomas.claims(), language, words.CHINESE)
        assert set(said) == set(words.PLACEHOLDERS)
    assert not re.search("[一-鿿]", said["parts"])
