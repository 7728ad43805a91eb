"""Days and steps of a deduction, without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school.courses.curriculum.reader import read
from school.lib.calendar import is_working
from school.points.cases import rules
from school.points.cases.rules import Against, Parties, State, Step, Wait

DAYS = st.dates(date(2025, 1, 1), date(2027, 11, 30))
STATUSES = sorted(set().union(*rules.TAKEN_IN.values()) | {"reversed", "withdrawn"})


def test_the_days_are_those_of_the_scheme() -> None:
    scheme = read().points
    assert scheme
    due = scheme.due_process
    assert due.response_working_days == rules.RESPONSE_DAYS
    assert due.appeal_working_days == rules.APPEAL_DAYS
    assert due.decision_working_days == rules.DECISION_DAYS
    assert due.automated_only_allowed is False
    assert set(scheme.posting.negative_status_flow) == set(STATUSES)
    assert all(rule.appealable for rule in scheme.rules if rule.delta < 0)
    assert all(rule.second_confirmation for rule in scheme.rules if rule.delta < 0)


def test_a_week_off_does_not_count() -> None:
    """The last working day before the National Day, and the Saturday that is worked."""
    last = rules.last_day(date(2026, 9, 30), working_days=3, is_working=is_working)
    assert last == date(2026, 10, 10)


@given(start=DAYS, count=st.integers(1, 12))
def test_so_many_working_days_lie_after_the_first(start: date, count: int) -> None:
    last = rules.last_day(start, working_days=count, is_working=is_working)
    assert is_working(last)
    after = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(map(is_working, after)) == count
    assert rules.days_left(start, last, is_working=is_working) == count


@given(on=DAYS, last=DAYS)
def test_what_is_left_and_what_is_past_mirror_each_other(on: date, last: date) -> None:
    left = rules.days_left(on, last, is_working=is_working)
    assert left == -rules.days_left(last, on, is_working=is_working)
    assert rules.days_left(last, last, is_working=is_working) == 0


states = st.builds(
    State,
    status=st.sampled_from(STATUSES),
    respond_by=DAYS,
    appeal_by=DAYS,
    decide_by=DAYS,
    is_decided=st.booleans(),
    is_appealable=st.booleans(),
)


@given(state=states, on=DAYS)
def test_nothing_is_confirmed_unheard_before_her_days_are_over(
    state: State, on: date
) -> None:
    if rules.hindrance(Step.CONFIRM, state, on=on) is None:
        assert state.respond_by
        assert state.status == "responded" or on > state.respond_by


@given(state=states, on=DAYS)
def test_whose_turn_it_is_can_take_a_step(state: State, on: date) -> None:
    can = {step for step in Step if rules.hindrance(step, state, on=on) is None}
    match rules.wait(state, on=on)[0]:
        case Wait.PROPOSER:
            assert Step.NOTIFY in can
        case Wait.WORKER:
            assert can & {Step.RESPOND, Step.APPEAL}
        case Wait.SECOND:
            assert Step.CONFIRM in can
        case Wait.DECIDER:
            assert can == {Step.DECIDE}
        case Wait.NOBODY:
            assert not can
            assert rules.is_final(state, on=on) == (state.status == "posted")


@given(state=states, on=DAYS)
def test_an_appeal_is_made_once_in_its_days(state: State, on: date) -> None:
    against = rules.hindrance(Step.APPEAL, state, on=on)
    if state.status != "posted":
        assert against is Against.STATE
    elif not against:
        assert not state.is_decided
        assert state.appeal_by
        assert on <= state.appeal_by


ids = st.integers(1, 4)


@given(opened=ids | st.none(), notified=ids, confirmed=ids, by=ids)
def test_two_confirm_and_three_decide(
    opened: int | None, notified: int, confirmed: int, by: int
) -> None:
    parties = Parties(opened, notified, confirmed)
    fit = rules.part_against(Step.CONFIRM, parties, by=by) is None
    assert fit == (by not in {opened, notified})
    fit = rules.part_against(Step.DECIDE, parties, by=by) is None
    assert fit == (by not in {opened, notified, confirmed})
    assert rules.part_against(Step.WITHDRAW, parties, by=by) is None
