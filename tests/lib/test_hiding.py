"""Nobody's number can be worked out from what a breakdown shows."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from school.lib.hiding import TOGETHER, Group, hidden

# Of each person of a small group: not reached, reached and out of work, in work.
STATES = ("unreached", "out", "work")
Courses = list[list[tuple[int, int, int]]]
classes = st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 12))
schools: st.SearchStrategy[Courses] = st.lists(
    st.lists(classes, min_size=1, max_size=4), min_size=1, max_size=4
)


def group_of(courses: Courses) -> Group:
    numbers = iter(range(10**6))
    parts = []
    for course, cohorts in enumerate(courses):
        inner = [
            grouped((course, cohort), [take(numbers, size) for size in sizes])
            for cohort, sizes in enumerate(cohorts)
        ]
        parts.append(joined((course,), inner))
    return joined((), parts)


def take(numbers: Iterator[int], size: int) -> frozenset[int]:
    return frozenset(next(numbers) for _each in range(size))


def grouped(key: tuple[int, ...], sets: list[frozenset[int]]) -> Group:
    unreached, out, work = sets
    return Group(
        key,
        {
            "roll": [unreached | out | work],
            "reached": [out | work],
            "work": [work, out],
        },
    )


def joined(key: tuple[int, ...], parts: list[Group]) -> Group:
    told = {
        figure: [
            frozenset().union(*sets)
            for sets in zip(*(part.told[figure] for part in parts), strict=True)
        ]
        for figure in ("roll", "reached", "work")
    }
    return Group(key, told, parts)


def all_hidden(whole: Group) -> dict[str, frozenset[object]]:
    roll = hidden(whole, "roll")
    reached = hidden(whole, "reached", besides=roll)
    return {
        "roll": roll,
        "reached": reached,
        "work": hidden(whole, "work", besides=reached),
    }


class Reader:
    """Who adds and subtracts all that is shown: what is he sure of?

    One unknown for each state of each class; each figure that is shown is an equation.
    """

    def __init__(self, whole: Group, out: dict[str, frozenset[object]]) -> None:
        self.leaves = [one.key for one in whole.within() if not one.parts]
        self.rows: list[list[Fraction]] = []
        for group in whole.within():
            for figure in ("roll", "reached", "work"):
                if group.key not in out[figure]:
                    self.learn(self.sum_of(group, figure), len(group.told[figure][0]))

    def sum_of(self, group: Group, figure: str, rest: bool = False) -> list[Fraction]:
        counted = {"roll": STATES, "reached": STATES[1:], "work": STATES[2:]}[figure]
        if rest:
            counted = ("out",)
        inner = {one.key for one in group.within()}
        return [
            Fraction(leaf in inner and state in counted)
            for leaf in self.leaves
            for state in STATES
        ]

    def learn(self, left: list[Fraction], right: int) -> None:
        row = self.reduced([*left, Fraction(right)])
        if any(row[:-1]):
            pivot = next(place for place, x in enumerate(row[:-1]) if x)
            self.rows.append([x / row[pivot] for x in row])

    def reduced(self, row: list[Fraction]) -> list[Fraction]:
        for known in self.rows:
            pivot = next(place for place, x in enumerate(known) if x)
            if row[pivot]:
                factor = row[pivot]
                row = [x - factor * y for x, y in zip(row, known, strict=True)]
        return row

    def is_sure_of(self, left: list[Fraction]) -> bool:
        return not any(self.reduced([*left, Fraction(0)])[:-1])


def numbers_of(whole: Group) -> Iterable[tuple[Group, str, bool, int]]:
    for group in whole.within():
        for figure in ("roll", "reached", "work"):
            yield group, figure, False, len(group.told[figure][0])
        yield group, "work", True, len(group.told["work"][1])


@given(schools)
def test_no_number_of_one_to_four_follows_from_those_shown(courses: Courses) -> None:
    whole = group_of(courses)
    reader = Reader(whole, all_hidden(whole))
    for group, figure, is_rest, people in numbers_of(whole):
        if 0 < people < 5:
            assert not reader.is_sure_of(reader.sum_of(group, figure, is_rest))


@given(schools)
def test_what_is_hidden_does_not_follow_from_what_is_shown(courses: Courses) -> None:
    """Save where the whole is one group, or all others have nobody."""
    whole = group_of(courses)
    out = all_hidden(whole)
    reader = Reader(whole, out)
    for group, figure, _rest, people in numbers_of(whole):
        if group.key in out[figure] and people:
            assert not reader.is_sure_of(reader.sum_of(group, figure))


@given(schools)
def test_those_hidden_together_leave_room_for_each_small_number(
    courses: Courses,
) -> None:
    """A class's own page may say "at most four": with the sum it must not say which."""
    whole = group_of(courses)
    out = all_hidden(whole)
    for group in whole.within():
        if group.key in out["work"] or not group.parts:
            continue
        away = [part for part in group.parts if part.key in out["work"]]
        for side in range(2):
            sizes = [len(part.told["work"][side]) for part in away]
            if any(0 < size < 5 for size in sizes) and len(away) < len(group.parts):
                assert sum(sizes) >= TOGETHER


@given(schools)
def test_nothing_is_hidden_without_need(courses: Courses) -> None:
    whole = group_of(courses)
    sizes = [size for cohorts in courses for sizes in cohorts for size in sizes]
    if all(size == 0 or size >= 5 for size in sizes):
        assert not any(all_hidden(whole).values())


def line(*sizes: int) -> Group:
    numbers = iter(range(1_000))
    parts = [
        Group((place,), {"roll": [take(numbers, size)]})
        for place, size in enumerate(sizes)
    ]
    everyone = [frozenset().union(*(part.told["roll"][0] for part in parts))]
    return Group((), {"roll": everyone}, parts)


def test_the_smallest_of_the_others_is_hidden_with_it() -> None:
    assert hidden(line(20, 3, 8, 12), "roll") == {(1,), (2,)}


def test_two_small_ones_do_not_hide_each_other() -> None:
    assert hidden(line(20, 1, 2, 30), "roll") == {(0,), (1,), (2,)}


def test_an_empty_group_hides_nobody() -> None:
    assert hidden(line(20, 3, 0, 12), "roll") == {(1,), (2,), (3,)}


def test_a_small_whole_is_not_told_apart() -> None:
    assert hidden(line(1, 2), "roll") == {(), (0,), (1,)}


def test_who_took_two_courses_is_one() -> None:
    """Six places of three people are three people."""
    three, others = frozenset({1, 2, 3}), frozenset(range(10, 30))
    parts = [Group(("a",), {"roll": [three]}), Group(("b",), {"roll": [others]})]
    assert hidden(Group((), {"roll": [three | others]}, parts), "roll") == {
        ("a",),
        ("b",),
    }
