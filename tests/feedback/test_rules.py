"""Which lessons help, as values: no database."""

import pytest

from school.feedback.rules.lessons import Taught, has_number, lessons_for

BROAD = Taught(1, 10, "CL-M01-L1", (1, 1), standards=5)
NARROW = Taught(2, 10, "CL-M03-L1", (3, 1), standards=2)
MIDDLE = Taught(3, 10, "CL-M05-L2", (5, 2), standards=3)
NEWER = Taught(4, 11, "CL-M03-L1", (3, 1), standards=2)
BESIDE = Taught(5, 10, "CL-M09-L1", (9, 1), standards=1, teaches=False)
ALL = [BROAD, NARROW, MIDDLE, NEWER, BESIDE]


def test_of_her_own_edition_those_that_teach_little_else() -> None:
    found = lessons_for(ALL, pinned=[], hers=[10], newest=[11])
    assert found == (10, [NARROW.pk, MIDDLE.pk])


def test_an_edition_of_hers_that_does_not_teach_it_is_passed_over() -> None:
    found = lessons_for(ALL, pinned=[], hers=[7, 11], newest=[10])
    assert found == (11, [NEWER.pk])


def test_who_took_no_such_course_gets_the_newest() -> None:
    assert lessons_for(ALL, pinned=[], hers=[], newest=[11, 10]) == (11, [NEWER.pk])


def test_what_an_editor_chose_comes_alone_even_if_it_teaches_other_standards() -> None:
    found = lessons_for(ALL, pinned=["CL-M09-L1"], hers=[10], newest=[])
    assert found == (10, [BESIDE.pk])


def test_what_was_chosen_and_is_not_in_the_edition_hides_nothing() -> None:
    found = lessons_for([NARROW], pinned=["CL-M77-L1"], hers=[10], newest=[])
    assert found == (10, [NARROW.pk])


def test_nothing_teaches_it() -> None:
    assert lessons_for([], pinned=["X"], hers=[10], newest=[11]) == (None, [])
    assert lessons_for([BESIDE], pinned=[], hers=[10], newest=[]) == (None, [])


@pytest.mark.parametrize(
    ("words", "is_number"),
    [
        ("客户电话 138 0000 0000", True),
        ("打１３８００００００００", True),
        ("0794-5250000 留言", True),
        ("约定 9:00，9:40 才到，11月3日", False),
        ("2026-11-3 做了 3 间", False),
        ("20261103 那单，订单 9920261103", False),
    ],
)
def test_a_telephone_number_is_seen(words: str, is_number: bool) -> None:
    assert has_number(words) is is_number
