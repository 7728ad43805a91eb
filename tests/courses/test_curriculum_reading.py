"""The curriculum of the school is complete and can be read."""

from dataclasses import replace
from itertools import chain

import pytest

from school.courses.curriculum.plain import digest
from school.courses.curriculum.reader import DATA, Curriculum, read


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read(DATA)


def test_the_three_courses_are_read(curriculum: Curriculum) -> None:
    assert [(part.course.code, part.course.version) for part in curriculum.courses] == [
        ("EC", "1.0"),
        ("PC", "1.0"),
        ("CL", "1.0"),
    ]


@pytest.mark.parametrize(
    ("what", "count"),
    [("lessons", 58), ("questions", 240)],
)
def test_every_lesson_and_question_is_read(
    curriculum: Curriculum, what: str, count: int
) -> None:
    assert sum(len(getattr(part, what)) for part in curriculum.courses) == count


def test_every_course_has_eighty_questions(curriculum: Curriculum) -> None:
    assert {len(part.questions) for part in curriculum.courses} == {80}


def test_the_three_tracks_are_read(curriculum: Curriculum) -> None:
    assert [(part.track.code, part.track.courses) for part in curriculum.courses] == [
        ("elder-care", ("EC",)),
        ("postpartum-care", ("PC",)),
        ("cleaning", ("CL",)),
    ]


def test_every_station_item_and_critical_fail_is_read(curriculum: Curriculum) -> None:
    stations = [
        station for part in curriculum.courses for station in part.course.stations
    ]
    assert len(stations) == 23
    assert sum(len(station.items) for station in stations) == 225
    assert sum(len(station.critical_fails) for station in stations) == 79


def test_modules_and_evenings_are_read(curriculum: Curriculum) -> None:
    courses = [part.course for part in curriculum.courses]
    assert [len(course.modules) for course in courses] == [10, 10, 9]
    assert [len(course.sessions) for course in courses] == [20, 20, 15]
    assert [course.hours.total for course in courses] == [60, 60, 45]


def test_standards_rules_tiers_and_rewards_are_read(curriculum: Curriculum) -> None:
    assert len(curriculum.standards.items) == 20
    assert len(curriculum.points.rules) == 42
    assert [tier.code for tier in curriculum.points.tiers] == [
        "model",
        "green",
        "watch",
        "red",
    ]
    assert len(curriculum.points.catalogue) == 13


def test_every_course_says_what_the_nurse_instructor_confirms(
    curriculum: Curriculum,
) -> None:
    counts = {part.course.code: len(part.confirm) for part in curriculum.courses}
    assert counts == {"EC": 9, "PC": 11, "CL": 8}


def test_every_kind_of_block_is_read(curriculum: Curriculum) -> None:
    lessons = chain.from_iterable(part.lessons for part in curriculum.courses)
    kinds = {block.type for lesson in lessons for block in lesson.body}
    assert kinds == {
        "text",
        "steps",
        "caution",
        "case",
        "say",
        "call_for_help",
        "table",
    }


def test_a_rule_without_optional_keys_has_their_defaults(
    curriculum: Curriculum,
) -> None:
    attend = next(rule for rule in curriculum.points.rules if rule.code == "T01")
    assert (attend.delta, attend.sets_red, attend.unique_on) == (2, False, ())


def test_a_part_knows_its_line(curriculum: Curriculum) -> None:
    elder_care = curriculum.courses[0].course
    lines = (DATA / "elder-care.yaml").read_text(encoding="utf-8").splitlines()
    station = elder_care.stations[2]
    assert lines[station.at() - 1] == "- id: EC-S03"
    assert lines[station.at("items") - 1] == "  items:"
    assert lines[station.at("modules", 1) - 1] == "  - EC-M07"


def test_reading_twice_gives_the_same(curriculum: Curriculum) -> None:
    assert read(DATA) == curriculum


def test_the_digest_changes_with_any_word_but_not_with_the_lines(
    curriculum: Curriculum,
) -> None:
    part = curriculum.courses[0]
    moved = replace(part.course, lines={"": 7})
    worded = replace(part.course, class_size_max=23)
    assert digest(replace(part, course=moved)) == digest(part)
    assert digest(replace(part, course=worded)) != digest(part)
