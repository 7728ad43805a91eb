"""Item statistics, against figures worked out by hand."""

import pytest

from school.assessment.rules.items import (
    Asked,
    Finding,
    Item,
    Response,
    correlation,
    group_size,
    measure,
)

QUESTION = Asked(1, "single", ("A", "B", "C", "D"), ("B",))
OTHERS = 4


def sitting(chosen: str, rest: int, *, key: str = "B") -> list[Response]:
    """One answer to the question, and `rest` of four others right."""
    others = [Response(10 + n, ("A",), n < rest) for n in range(OTHERS)]
    return [Response(1, tuple(chosen), chosen == key), *others]


def sittings(*groups: tuple[int, str, int]) -> list[list[Response]]:
    """So many sittings that chose this, with so many of the others right."""
    return [
        sitting(chosen, rest) for count, chosen, rest in groups for _one in range(count)
    ]


def item(*groups: tuple[int, str, int], asked: Asked = QUESTION) -> Item:
    return measure([asked], sittings(*groups))[asked.id]


# 11 of the best with all others right, 18 with half of them, 11 with none.
GOOD = (
    (9, "B", 4),
    (2, "A", 4),
    (9, "B", 2),
    (5, "A", 2),
    (4, "C", 2),
    (2, "B", 0),
    (6, "A", 0),
    (2, "C", 0),
    (1, "", 0),
)
TURNED = ((2, "B", 4), (9, "A", 4), (9, "B", 2), (9, "C", 2), (9, "B", 0), (2, "D", 0))


def test_the_correlation_is_pearsons() -> None:
    # 0.5 / sqrt(1 * 0.5)
    assert correlation([1, 1, 0, 0], [1, 0.5, 0.5, 0]) == pytest.approx(
        0.70711, abs=1e-5
    )
    assert correlation([1, 0], [0, 1]) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("xs", "ys"), [([], []), ([1], [1]), ([1, 1], [0, 1]), ([0, 1], [0.1, 0.1])]
)
def test_what_does_not_vary_correlates_with_nothing(
    xs: list[float], ys: list[float]
) -> None:
    assert correlation(xs, ys) is None


@pytest.mark.parametrize(
    ("answers", "size"), [(40, 11), (100, 27), (50, 14), (2, 1), (1, 0), (0, 0)]
)
def test_a_group_is_27_percent(answers: int, size: int) -> None:
    assert group_size(answers) == size


def test_a_good_question_in_figures() -> None:
    found = item(*GOOD)
    assert (found.answers, found.right, found.omitted) == (40, 20, 1)
    assert found.difficulty == 0.5
    assert found.omitted_share == 0.025
    # 3.5 / sqrt(10 * 5.5)
    assert found.discrimination == pytest.approx(0.47194, abs=1e-5)
    # 1 / sqrt(39)
    assert found.error == pytest.approx(0.16013, abs=1e-5)


def test_the_options_of_a_good_question() -> None:
    table = {
        one.key: (one.is_right, one.all.count, one.upper.count, one.lower.count)
        for one in item(*GOOD).options
    }
    assert table == {
        "A": (False, 13, 2, 6),
        "B": (True, 20, 9, 2),
        "C": (False, 6, 0, 2),
        "D": (False, 0, 0, 0),
    }
    first = item(*GOOD).options[0]
    assert first.all.share == pytest.approx(13 / 40)
    assert first.upper.share == pytest.approx(2 / 11)
    assert first.lower.share == pytest.approx(6 / 11)


def test_an_option_that_nobody_chooses_is_named() -> None:
    assert item(*GOOD).findings == (Finding.NEVER_CHOSEN,)
    chosen = (*GOOD[:-1], (1, "D", 0))
    assert item(*chosen).findings == ()


def test_a_question_that_the_best_get_wrong_is_named_first() -> None:
    found = item(*TURNED)
    # -3.5 / sqrt(10 * 5.5)
    assert found.discrimination == pytest.approx(-0.47194, abs=1e-5)
    assert found.findings == (Finding.NEGATIVE, Finding.STRONGER)


def test_what_chance_may_do_is_not_called_negative() -> None:
    # -0.5 / sqrt(9.975 * 10): within one standard error of nothing.
    found = item((10, "B", 4), (10, "A", 4), (11, "B", 0), (9, "C", 0))
    assert found.discrimination == pytest.approx(-0.05006, abs=1e-4)
    assert Finding.NEGATIVE not in found.findings


@pytest.mark.parametrize(
    ("right", "wrong", "findings"),
    [
        (19, 1, (Finding.TOO_EASY,)),
        (18, 2, ()),
        (6, 14, (Finding.TOO_HARD,)),
        (7, 13, ()),
        (18, 0, ()),
    ],
)
def test_too_easy_and_too_hard_are_said_from_twenty_answers(
    right: int, wrong: int, findings: tuple[Finding, ...]
) -> None:
    assert item((right, "B", 2), (wrong, "A", 2)).findings == findings


def test_groups_are_not_compared_before_forty_answers() -> None:
    almost = sittings(*TURNED)[1:]
    found = measure([QUESTION], almost)[1]
    assert found.answers == 39
    assert (found.is_judged, found.is_compared) == (True, False)
    assert found.findings == ()


def test_in_an_easy_question_idle_options_are_no_fault() -> None:
    assert item((39, "B", 2), (1, "A", 2)).findings == (Finding.TOO_EASY,)


def test_a_statement_has_no_idle_option() -> None:
    asked = Asked(1, "true_false", ("B", "F"), ("B",))
    assert item((25, "B", 2), (15, "", 2), asked=asked).findings == ()


def test_a_wrong_option_of_several_is_weighed_against_the_rarest_right_one() -> None:
    asked = Asked(1, "multiple", ("A", "B", "C"), ("A", "B"))
    papers = [
        *[[Response(1, ("A", "C"), False), Response(2, (), True)] for _n in range(20)],
        *[[Response(1, ("A", "B"), True), Response(2, (), False)] for _n in range(20)],
    ]
    found = measure([asked], papers)[1]
    assert found.options[0].all.count == 40
    assert Finding.STRONGER in found.findings


def test_of_orders_and_numbers_the_commonest_wrong_answers_are_named() -> None:
    asked = Asked(1, "numeric", (), ("37",))
    papers = [
        [Response(1, (text,) if text else (), text == "37"), Response(2, (), True)]
        for text in ["37", "36", "40", "40", "", "38", "39", "35", "34"]
    ]
    found = measure([asked], papers)[1]
    assert found.options == ()
    assert [(one[0], count) for one, count in found.wrong] == [
        ("40", 2),
        ("34", 1),
        ("35", 1),
        ("36", 1),
        ("38", 1),
    ]
    assert found.omitted == 1


def test_a_paper_of_one_question_says_nothing_of_it() -> None:
    assert measure([QUESTION], [[Response(1, ("B",), True)]])[1].answers == 0


def test_a_question_never_asked_has_no_figures() -> None:
    found = measure([QUESTION], [])[1]
    assert (found.answers, found.difficulty, found.discrimination) == (0, None, None)
    assert found.error is None
    assert found.findings == ()
