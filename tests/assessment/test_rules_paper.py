from collections import Counter
from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.answers import Key
from school.assessment.rules.paper import (
    BankModule,
    BankQuestion,
    BankTooSmall,
    counts_of,
    draw_paper,
    mark_paper,
    shares,
)

KEYS = ("A", "B", "C", "D")


def bank(*sizes: int, minutes: int = 135) -> list[BankModule]:
    return [
        BankModule(
            id=number,
            minutes=minutes,
            questions=tuple(
                BankQuestion(id=number * 1000 + serial, option_keys=KEYS)
                for serial in range(size)
            ),
        )
        for number, size in enumerate(sizes, start=1)
    ]


def test_shares_follow_the_hours_of_the_elder_care_course() -> None:
    hours = [3, 3, 6, 6, 6, 6, 6, 3, 9, 6]
    bank_sizes = [4, 5, 9, 9, 7, 9, 8, 6, 13, 10]
    assert shares(hours, bank_sizes, 20) == [1, 1, 3, 2, 2, 2, 2, 1, 4, 2]


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.integers(0, 12)), min_size=1, max_size=12
    ),
    st.integers(1, 40),
)
def test_shares_add_up_and_never_ask_for_more_than_the_bank_has(
    modules: list[tuple[int, int]], total: int
) -> None:
    minutes = [pair[0] for pair in modules]
    available = [pair[1] for pair in modules]
    if sum(available) < total:
        with pytest.raises(BankTooSmall):
            shares(minutes, available, total)
        return
    given_shares = shares(minutes, available, total)
    assert sum(given_shares) == total
    assert all(
        0 <= share <= have for share, have in zip(given_shares, available, strict=True)
    )
    filled = [have for have in available if have]
    if total >= len(filled):
        assert all(
            share >= 1
            for share, have in zip(given_shares, available, strict=True)
            if have
        )


@given(st.integers(0, 2**63 - 1))
def test_a_paper_has_no_question_twice_and_every_module(seed: int) -> None:
    paper = draw_paper(bank(5, 6, 7), total=12, seed=seed)
    assert [line.number for line in paper] == list(range(1, 13))
    assert len({line.question_id for line in paper}) == 12
    assert {line.question_id // 1000 for line in paper} == {1, 2, 3}
    assert all(sorted(line.option_order) == list(KEYS) for line in paper)


def test_the_same_seed_draws_the_same_paper_in_whatever_order_the_bank_is_read() -> (
    None
):
    modules = bank(6, 6)
    turned = [
        BankModule(m.id, m.minutes, tuple(reversed(m.questions))) for m in modules
    ]
    assert draw_paper(modules, total=8, seed=7) == draw_paper(turned, total=8, seed=7)
    assert draw_paper(modules, total=8, seed=7) != draw_paper(modules, total=8, seed=8)


def test_options_are_shuffled_but_true_and_false_stay_in_order() -> None:
    question = BankQuestion(id=1, option_keys=("A", "B"), keeps_order=True)
    module = BankModule(id=1, minutes=45, questions=(question,))
    papers = [draw_paper([module], total=1, seed=seed) for seed in range(20)]
    assert {paper[0].option_order for paper in papers} == {("A", "B")}
    free = [draw_paper(bank(1), total=1, seed=seed)[0] for seed in range(200)]
    assert len(Counter(line.option_order for line in free)) > 10


def test_an_unanswered_question_earns_nothing() -> None:
    keys = {
        1: Key("single", ("A",)),
        2: Key("single", ("B",)),
        3: Key("multiple", ("A", "B")),
    }
    assert mark_paper(keys, {1: ["A"], 3: ["B", "A"]}, points_each=5) == 10


# Minutes and questions of each module as the curriculum has them, and a paper's length.
CURRICULUM = {
    "cleaning": (
        [135, 135, 135, 270, 270, 270, 270, 135, 135],
        [7, 9, 5, 11, 11, 12, 11, 7, 7],
    ),
    "elder care": (
        [135, 135, 270, 270, 270, 270, 270, 135, 405, 270],
        [4, 5, 9, 9, 7, 9, 8, 6, 13, 10],
    ),
    "postpartum care": (
        [135, 135, 270, 270, 270, 270, 135, 270, 405, 270],
        [4, 7, 9, 9, 7, 8, 4, 10, 13, 9],
    ),
}
DRAWS, LENGTH = 10_000, 20


@pytest.mark.parametrize("course", CURRICULUM)
def test_ten_thousand_papers_spread_as_chance_allows(course: str) -> None:
    minutes, sizes = CURRICULUM[course]
    modules = [
        replace(module, minutes=each)
        for module, each in zip(bank(*sizes), minutes, strict=True)
    ]
    counts = counts_of(modules, LENGTH)
    for count, each in zip(counts, minutes, strict=True):
        assert abs(count - LENGTH * each / sum(minutes)) <= 1
    drawn: Counter[int] = Counter()
    for seed in range(DRAWS):
        ids = [
            line.question_id for line in draw_paper(modules, total=LENGTH, seed=seed)
        ]
        assert len(set(ids)) == LENGTH
        by_module = Counter(question // 1000 for question in ids)
        assert [by_module[module.id] for module in modules] == counts
        drawn.update(ids)
    for module, count in zip(modules, counts, strict=True):
        have = len(module.questions)
        if count == have:
            continue
        expected = DRAWS * count / have
        squares = sum((drawn[one.id] - expected) ** 2 for one in module.questions)
        # Drawn without putting back, the squares fall short of Pearson's by this much.
        chi_square = squares / expected * (have - 1) / (have - count)
        assert chi_square < most_by_chance(have - 1)


def most_by_chance(degrees: int, deviations: float = 4.0) -> float:
    """What chi-square stays under but once in 30,000 times (Wilson and Hilferty)."""
    part = 2 / (9 * degrees)
    return degrees * (1 - part + deviations * sqrt(part)) ** 3


def test_a_module_gives_as_many_as_the_blueprint_says_and_the_rest_by_minutes() -> None:
    modules = bank(10, 10, 10)
    modules[0] = replace(modules[0], wanted=7)
    assert counts_of(modules, 12) == [7, 3, 2]
    modules[1] = replace(modules[1], wanted=0)
    assert counts_of(modules, 12) == [7, 0, 5]
    paper = draw_paper(modules, total=12, seed=3)
    assert Counter(line.question_id // 1000 for line in paper) == {1: 7, 3: 5}


@pytest.mark.parametrize(("wanted", "total"), [(11, 12), (9, 8)])
def test_more_than_there_is_or_than_fits_is_not_drawn(wanted: int, total: int) -> None:
    modules = bank(10, 10)
    modules[0] = replace(modules[0], wanted=wanted)
    with pytest.raises(BankTooSmall):
        counts_of(modules, total)
