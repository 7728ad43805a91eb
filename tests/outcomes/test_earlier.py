"""Two reports set beside each other tell of nobody: a change for few people is not told."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from school.feedback.surveys.rules import Shown
from school.outcomes.rules import (
    Answer,
    Bound,
    Cell,
    Count,
    Kind,
    Like,
    Member,
    Row,
    Share,
    results,
    tables,
)
from school.outcomes.rules.earlier import Before, beside_earlier
from school.outcomes.rules.plain import to_plain
from school.outcomes.rules.published import (
    COURSE,
    NOT_TOLD,
    Number,
    Published,
    is_apart,
)
from school.wages.rules import Comparable
from tests.lib.test_hiding import Reader as Solver
from tests.outcomes import forty

# Of each person of a group: did not complete, not reached, out of work, in work.
STATES = ("left", "unreached", "out", "work")
COUNTED = {
    Count.ROLL: STATES,
    Count.COMPLETED: STATES[1:],
    Count.REACHED: STATES[2:],
    Count.EMPLOYED: STATES[3:],
}
# On the roll, completed, reached, in work; and those of them who are not. That somebody
# was not reached is no secret, as in `breakdown.TELLS_REST_OF`.
SECRET = [STATES, STATES[1:], STATES[2:], STATES[3:], STATES[:1], STATES[2:3]]
GROUPS = [("a", "2025"), ("a", "2026"), ("b", "2026")]
School = tuple[tuple[int, ...], ...]
sizes = st.tuples(*[st.integers(0, 14)] * len(STATES))
schools = st.tuples(*[sizes] * len(GROUPS))
steps = st.tuples(
    *[st.tuples(*[st.sampled_from([0, 0, 0, 1, 2, 5, 7, -1, -5])] * 4)] * 3
)


def moved(school: School, step: School) -> School:
    return tuple(
        tuple(max(a + b, 0) for a, b in zip(*pair, strict=True))
        for pair in zip(school, step, strict=True)
    )


def row_in(state: str) -> Row:
    if state == "left":
        return Row(is_completed=False, is_certified=False)
    employed = {"unreached": None, "out": False, "work": True}[state]
    return Row(answers={3: Answer(True, employed)})


def report(number: int, school: School) -> Published:
    numbers = iter(range(10**6))
    members = [
        Member(next(numbers), row_in(state), {Kind.CLASS: key})
        for key, counts in zip(GROUPS, school, strict=True)
        for state, count in zip(STATES, counts, strict=True)
        for _each in range(count)
    ]
    like = Like(3)
    lines = tables(members, like)[Kind.CLASS]
    found = results(member.row for member in members)
    # Asked were all who stayed to the end; here they all completed.
    asked = sum(sum(counts[1:]) for counts in school)
    told = Published(number, 1, found, like, {Kind.CLASS: lines}, {})
    return replace(told, content=Shown(asked, 9, (45,) * 5, 1), content_of=1)


class Reader(Solver):
    """One unknown for each state of each group, before and then."""

    def __init__(self) -> None:
        self.rows: list[list[Fraction]] = []

    def sum_of_all(
        self, when: int, key: tuple[str, ...], states: tuple[str, ...]
    ) -> list[Fraction]:
        return [
            Fraction(time == when and state in states and group[: len(key)] == key)
            for time in (0, 1)
            for group in GROUPS
            for state in STATES
        ]

    def read(self, when: int, told: Published) -> None:
        for line in told.tables[Kind.CLASS]:
            for count, cell in line.cells.items():
                name = "course" if count in list(COUNTED)[:2] else "work"
                is_new = told.since[f"class.{name}"] == told.number
                if count in COUNTED and cell and is_new:
                    self.take(when, line.key, COUNTED[count], cell.numerator)
        found, work = told.results, told.results.after[0]
        if told.since[COURSE] == told.number:
            self.share(when, found.completed, Count.COMPLETED, Count.ROLL)
        if told.since["3.work"] == told.number:
            self.share(when, work.employed, Count.EMPLOYED, Count.REACHED)
            self.share(when, work.reached, Count.REACHED, Count.ROLL)
        for reason, number in work.left_out:
            if number is not None and reason in ("not_completed", "unknown"):
                state = "left" if reason == "not_completed" else "unreached"
                self.take(when, (), (state,), number)
        if asked := to_plain(told)["content"].get("asked"):
            self.take(when, (), STATES[1:], asked)

    def share(self, when: int, told: Share, count: Count, whole: Count) -> None:
        if told.bound == Bound.EXACT and told.numerator is not None:
            self.take(when, (), COUNTED[count], told.numerator)
        if told.denominator is not None:
            self.take(when, (), COUNTED[whole], told.denominator)

    def take(
        self, when: int, key: tuple[str, ...], states: tuple[str, ...], number: int
    ) -> None:
        self.learn(self.sum_of_all(when, key, states), number)

    def is_sure_of_change(self, key: tuple[str, ...], states: tuple[str, ...]) -> bool:
        before, then = (self.sum_of_all(when, key, states) for when in (0, 1))
        return self.is_sure_of([b - a for a, b in zip(before, then, strict=True)])


def changes(one: School, other: School) -> Iterator[tuple[object, object, int]]:
    for key in [(), ("a",), ("b",), *GROUPS]:
        for states in SECRET:
            yield (
                key,
                states,
                sum(
                    other[place][at] - one[place][at]
                    for place, group in enumerate(GROUPS)
                    if group[: len(key)] == key
                    for at, state in enumerate(STATES)
                    if state in states
                ),
            )


@settings(max_examples=50, deadline=None)
@given(schools, steps)
@example(((5, 5, 9, 20),) * 3, ((0, 0, 0, 1), (0,) * 4, (0,) * 4))
@example(((5, 5, 9, 20),) * 3, ((0, 0, 0, 5), (0, 0, 0, 2), (0,) * 4))
def test_no_change_of_one_to_four_follows_from_two_reports(
    school: School, step: School
) -> None:
    first = beside_earlier(report(1, school), Before())
    second = beside_earlier(report(2, moved(school, step)), Before([first]))
    reader = Reader()
    reader.read(0, first)
    reader.read(1, second)
    for key, states, change in changes(school, moved(school, step)):
        if 0 < abs(change) < 5:
            assert not reader.is_sure_of_change(key, states), (key, states, change)


@settings(max_examples=10, deadline=None)
@given(schools, st.lists(steps, min_size=2, max_size=4))
def test_nor_from_any_two_of_many(school: School, path: list[School]) -> None:
    """Each beside all before it, so that no sum of small steps is told in parts."""
    told: list[Published] = []
    stages = [school]
    for step in path:
        stages.append(moved(stages[-1], step))
    for number, stage in enumerate(stages, start=1):
        told.append(beside_earlier(report(number, stage), Before(told)))
    for late in range(1, len(told)):
        for early in range(late):
            reader = Reader()
            reader.read(0, told[early])
            reader.read(1, told[late])
            for key, states, change in changes(stages[early], stages[late]):
                if 0 < abs(change) < 5:
                    assert not reader.is_sure_of_change(key, states)


MANY: School = ((0, 0, 0, 20), (0,) * 4, (0,) * 4)


def test_what_is_left_of_a_group_beside_those_in_it_counts_too() -> None:
    """Ten more in all and seven more in one course: three more in the course not told of."""
    whole, course = Number(Count.ROLL), Number(Count.ROLL).of(Kind.CLASS, ("EC",))
    before = {whole: 20, course: 10}
    assert is_apart(before, {whole: 30, course: 20})
    assert is_apart(before, {whole: 30, course: 15})
    assert not is_apart(before, {whole: 30, course: 17})


def test_one_more_answer_leaves_the_figure_as_it_was() -> None:
    first = beside_earlier(report(1, ((0, 10, 8, 20), *MANY[1:])), Before())
    second = beside_earlier(report(2, ((0, 9, 8, 21), *MANY[1:])), Before([first]))
    assert second.since["3.work"] == 1
    assert second.results.after[0].employed == Share(20, 28, Bound.EXACT)
    assert second.results.after[0].reached == Share(28, 38, Bound.EXACT)
    whole = second.tables[Kind.CLASS][-1]
    assert whole.cells[Count.EMPLOYED] == Cell(20, 28)
    third = beside_earlier(
        report(3, ((0, 5, 8, 25), *MANY[1:])), Before([first, second])
    )
    assert third.since["3.work"] == 3
    assert third.results.after[0].employed == Share(25, 33, Bound.EXACT)


def test_who_takes_her_consent_back_is_not_told_of_again() -> None:
    """The figure that she is in may not stand; less her alone it would tell of her."""
    first = beside_earlier(report(1, ((0, 10, 8, 20), *MANY[1:])), Before())
    before = Before([first], taken_back=frozenset({1}))
    second = beside_earlier(report(2, ((0, 11, 8, 19), *MANY[1:])), before)
    assert second.since["3.work"] == NOT_TOLD
    assert second.results.after[0].employed.bound == Bound.HIDDEN
    assert all(
        line.cells.get(Count.EMPLOYED) is None for line in second.tables[Kind.CLASS]
    )
    # Who completed is told of everybody, whatever she agreed to.
    assert second.results.completed == first.results.completed
    third = beside_earlier(
        report(3, ((0, 5, 8, 25), *MANY[1:])), Before([first, second])
    )
    assert third.results.after[0].employed == Share(25, 33, Bound.EXACT)


def test_a_corrected_figure_does_not_repeat_the_wrong_one() -> None:
    first = beside_earlier(report(1, ((6, 0, 0, 20), *MANY[1:])), Before())
    wrong = Before([first], is_wrong=True)
    second = beside_earlier(report(2, ((7, 0, 0, 19), *MANY[1:])), wrong)
    assert second.results.completed.bound == Bound.HIDDEN
    third = beside_earlier(report(2, ((11, 0, 0, 15), *MANY[1:])), wrong)
    assert third.results.completed == Share(15, 26, Bound.EXACT)


def paid(after: list[int]) -> Published:
    rows = [
        Row(
            baseline=Comparable("month", 400_000),
            answers={3: Answer(True, True, Comparable("month", fen))},
        )
        for fen in after
    ]
    members = [Member(number, row, {}) for number, row in enumerate(rows)]
    like = Like(3)
    lines = tables(members, like)[Kind.SEX]
    return Published(1, 1, results(rows), like, {Kind.SEX: lines}, {})


def test_pay_of_as_many_others_is_not_told_anew() -> None:
    """Two who changed places would be told by the two averages."""
    first = beside_earlier(paid([500_000] * 9), Before())
    again = replace(paid([500_000] * 8 + [900_000]), number=2)
    second = beside_earlier(again, Before([first]))
    assert second.since["3.month.net"] == 1
    assert second.results.after[0].changes == first.results.after[0].changes


def test_one_of_the_forty_less_is_told_of_in_no_figure() -> None:
    """29 took her consent back before; now 01 does too."""
    first = beside_earlier(
        Published(1, 1, results(forty.rows()), Like(3), {}, {}), Before()
    )
    one, *others = forty.rows()
    less = [replace(one, has_consented=False), *others]
    new = Published(2, 1, results(less), Like(3), {}, {})
    second = beside_earlier(new, Before([first], taken_back=frozenset({1})))
    three = second.results.after[0]
    assert three.employed.bound == three.reached.bound == Bound.HIDDEN
    assert three.changes[0].mean_fen is None
    assert all(number is None for _reason, number in three.left_out)
    # The five paid by 26 days are the same five.
    assert three.changes[2].mean_fen == first.results.after[0].changes[2].mean_fen
