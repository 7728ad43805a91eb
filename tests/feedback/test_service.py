"""Before and after: worked out by hand, from values alone."""

from datetime import date

from school.feedback.rules.service import (
    Indicator,
    Month,
    Phase,
    Rate,
    Span,
    compare,
)

BEGAN, COMPLETED = date(2026, 3, 20), date(2026, 5, 22)
FEBRUARY, JUNE = date(2026, 2, 1), date(2026, 6, 1)
SPANS = [Span(worker, BEGAN, COMPLETED) for worker in range(1, 8)]


def test_months_in_which_the_course_ran_are_on_no_side() -> None:
    sides = {month: SPANS[0].side(date(2026, month, 1)) for month in range(1, 8)}
    assert sides == {
        1: Phase.BEFORE,
        2: Phase.BEFORE,
        3: None,
        4: None,
        5: None,
        6: Phase.AFTER,
        7: Phase.AFTER,
    }
    assert SPANS[0].side(date(2025, 12, 1)) is Phase.BEFORE
    assert SPANS[0].side(date(2027, 1, 1)) is Phase.AFTER


def test_a_worked_example() -> None:
    """Of seven who completed, five have both sides; one only before, one nothing.

    Before: 5 × 20 orders, 5 × 12 good, 5 × 4 bad: 60.0 % and 20.0 %.
    After: 4 × 20 + 30 = 110 orders, 4 × 15 + 27 = 87 good (79.1 %), 4 + 3 = 7 bad (6.4 %).
    Repeat orders are known of four on both sides: too few to tell.
    """
    months = [Month(w, FEBRUARY, 20, 12, 4, 5 if w < 5 else None) for w in range(1, 6)]
    months += [Month(w, JUNE, 20, 15, 1, 9) for w in range(1, 5)]
    months.append(Month(5, JUNE, 30, 27, 3, 9))
    # In the middle of the course, only before, and of somebody else.
    months.append(Month(1, date(2026, 4, 1), 90, 0, 90, 0))
    months.append(Month(6, FEBRUARY, 50, 0, 50, 0))
    months.append(Month(99, JUNE, 50, 0, 50, 0))
    good, bad, repeat = compare(SPANS, months)
    assert (good.completed, good.workers) == (7, 5)
    assert (good.before, good.after) == (Rate(60, 100), Rate(87, 110))
    assert good.before and good.after and bad.after
    assert (good.before.tenths, good.after.tenths) == (600, 791)
    assert (bad.before, bad.after) == (Rate(20, 100), Rate(7, 110))
    assert bad.after.tenths == 64
    assert repeat.indicator is Indicator.REPEAT
    assert (repeat.workers, repeat.before, repeat.after) == (None, None, None)


def test_unknown_is_not_zero() -> None:
    months = [Month(w, FEBRUARY, 10, None, 1, 1) for w in range(1, 7)]
    months += [Month(w, JUNE, 10, 5, 1, 1) for w in range(1, 7)]
    good, bad, _repeat = compare(SPANS, months)
    assert (good.workers, good.before) == (0, None)
    assert (bad.workers, bad.before) == (6, Rate(6, 60))


def test_a_month_without_orders_is_no_side() -> None:
    months = [Month(w, FEBRUARY, 0, 0, 0, 0) for w in range(1, 7)]
    months += [Month(w, JUNE, 10, 5, 1, 1) for w in range(1, 7)]
    assert [one.workers for one in compare(SPANS, months)] == [0, 0, 0]
    assert [one.workers for one in compare([], [])] == [0, 0, 0]
