"""Who may not mark whom: no database, every reason."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import assessors as rules
from school.assessment.rules.assessors import Assessor, Licensed, Task

TODAY = date(2026, 3, 20)
YEAR = timedelta(days=365)
EC, PC = 1, 2
GOOD = Licensed(TODAY - YEAR, TODAY + YEAR, frozenset({EC}))
TASK = Task(course=EC, on=TODAY, needs_licence=True, person=7, company=3)
FIT = Assessor(id=1, licences=(GOOD,))


def codes(assessor: Assessor, task: Task = TASK) -> list[str]:
    return [reason.code for reason in rules.reasons_against(assessor, task)]


def test_nothing_stands_against_an_examiner_of_the_class_with_a_licence() -> None:
    assert codes(FIT) == []


def test_a_licence_is_asked_for_only_where_the_school_keeps_them() -> None:
    assert codes(Assessor(id=1)) == [rules.LICENCE_MISSING]
    assert codes(Assessor(id=1), replace(TASK, needs_licence=False)) == []


def test_a_licence_counts_on_its_first_and_its_last_day() -> None:
    for begins, ends in ((TODAY, TODAY), (TODAY - YEAR, TODAY), (TODAY, TODAY + YEAR)):
        one = Licensed(begins, ends, frozenset({EC}))
        assert codes(replace(FIT, licences=(one,))) == []


def test_what_is_wrong_with_a_licence_is_said() -> None:
    day = timedelta(days=1)
    over = Licensed(TODAY - YEAR, TODAY - day, frozenset({EC}))
    coming = Licensed(TODAY + day, TODAY + YEAR, frozenset({EC}))
    other = Licensed(TODAY - YEAR, TODAY + YEAR, frozenset({PC}))
    for licences, code in (
        ((over,), rules.LICENCE_OVER),
        ((coming, over), rules.LICENCE_NOT_YET),
        ((other,), rules.LICENCE_ELSEWHERE),
    ):
        assert codes(replace(FIT, licences=licences)) == [code]
    assert codes(replace(FIT, licences=(over, coming, GOOD))) == []


def test_ties_concern_one_candidate_alone() -> None:
    close = replace(FIT, conflicts={7: rules.RELATIVE}, companies=frozenset({3}))
    assert codes(close) == [rules.RELATIVE, rules.SAME_COMPANY]
    assert codes(close, replace(TASK, person=8, company=4)) == []
    assert codes(close, replace(TASK, person=None, company=None)) == []
    assert codes(replace(FIT, person=7)) == [rules.ONESELF]


def test_who_teaches_is_never_among_teachers_only() -> None:
    teacher = replace(FIT, teaches=True)
    beside = replace(TASK, others=frozenset({2}))
    assert codes(teacher, beside) == []
    assert codes(teacher, replace(beside, all_others_teach=True)) == [rules.ONLY_OWN]
    assert codes(FIT, replace(beside, all_others_teach=True)) == []
    assert codes(FIT, replace(TASK, others=frozenset({1, 2}))) == [rules.HAS_SHEET]


def test_the_licence_says_how_much_is_enough() -> None:
    limited = replace(GOOD, sheets_a_class=10, sheets_a_day=4)
    busy = replace(FIT, licences=(limited,), sheets_of_class=10, sheets_of_day=3)
    assert codes(busy) == [rules.CLASS_FULL]
    assert codes(replace(busy, sheets_of_day=4)) == [rules.CLASS_FULL, rules.DAY_FULL]
    assert codes(replace(busy, sheets_of_class=9)) == []


days = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
licences = st.builds(
    Licensed,
    valid_from=days,
    valid_until=days,
    courses=st.frozensets(st.sampled_from([EC, PC])),
    sheets_a_class=st.none() | st.integers(1, 5),
    sheets_a_day=st.none() | st.integers(1, 5),
)
people = st.builds(
    Assessor,
    id=st.integers(1, 3),
    is_on_duty=st.booleans(),
    teaches=st.booleans(),
    licences=st.lists(licences, max_size=3).map(tuple),
    conflicts=st.dictionaries(
        st.integers(7, 8), st.sampled_from([rules.RELATIVE, rules.KNOWN])
    ),
    person=st.none() | st.integers(7, 9),
    companies=st.frozensets(st.integers(3, 4)),
    sheets_of_class=st.integers(0, 6),
    sheets_of_day=st.integers(0, 6),
)
tasks = st.builds(
    Task,
    course=st.sampled_from([EC, PC]),
    on=days,
    needs_licence=st.booleans(),
    person=st.none() | st.integers(7, 9),
    company=st.none() | st.integers(3, 4),
    others=st.frozensets(st.integers(1, 3)),
    all_others_teach=st.booleans(),
)


@given(people, tasks)
def test_one_tie_more_never_makes_anybody_fit(one: Assessor, task: Task) -> None:
    before = set(codes(one, task))
    worse = replace(one, is_on_duty=False, conflicts={**one.conflicts, 7: rules.KNOWN})
    assert set(codes(worse, task)) | {rules.RELATIVE} >= before
    assert rules.NO_DUTY in codes(worse, task)


@given(people, tasks, st.permutations(range(3)))
def test_the_order_of_licences_never_matters(
    one: Assessor, task: Task, order: list[int]
) -> None:
    shuffled = tuple(one.licences[i] for i in order if i < len(one.licences))
    assert rules.reasons_against(
        replace(one, licences=shuffled), task
    ) == rules.reasons_against(one, task)


@given(people, tasks)
def test_no_reason_is_said_twice(one: Assessor, task: Task) -> None:
    found = codes(one, task)
    assert len(found) == len(set(found))
