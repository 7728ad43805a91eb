"""How far the sheets of a station have come, and whom it still needs."""

import pytest

from school.assessment.rules.examiners import Stage, stage
from school.assessment.rules.stations import APPEAL, BLIND, MODERATOR, Sheet


def totals(*points: int, rank: int = BLIND) -> list[Sheet]:
    return [Sheet(points={1: number}, rank=rank) for number in points]


@pytest.mark.parametrize(
    ("given_sheets", "awaited", "planned", "expected"),
    [
        ([], [BLIND, BLIND], 2, Stage.WAITING),
        (totals(70), [BLIND], 2, Stage.WAITING),
        (totals(70, 72), [], 2, Stage.AGREED),
        (totals(70, 90), [], 2, Stage.DIFFER),
        (totals(70, 90), [BLIND], 2, Stage.THIRD_CALLED),
        (totals(70, 90), [BLIND], 3, Stage.WAITING),
        (totals(70, 72), [BLIND], 3, Stage.WAITING),
        (totals(70, 90, 72), [], 2, Stage.MAJORITY),
        (totals(70, 71, 72), [], 3, Stage.AGREED),
        (totals(70, 90), [MODERATOR], 2, Stage.MODERATOR_CALLED),
        (totals(70, 90), [BLIND, MODERATOR], 2, Stage.MODERATOR_CALLED),
        (
            [*totals(70, 90), *totals(80, rank=MODERATOR)],
            [BLIND],
            2,
            Stage.MODERATED,
        ),
        ([*totals(70, 72), *totals(80, rank=APPEAL)], [], 2, Stage.APPEALED),
        # A result is out while an appeal is heard.
        (totals(70, 72), [APPEAL], 2, Stage.AGREED),
    ],
)
def test_a_station_is_settled_when_nobody_is_awaited_and_all_agree(
    given_sheets: list[Sheet], awaited: list[int], planned: int, expected: Stage
) -> None:
    assert stage(given_sheets, awaited, planned=planned, gap_over=15) == expected


def test_a_critical_fail_that_half_of_four_saw_needs_a_moderator() -> None:
    saw, did_not = Sheet({1: 80}, frozenset({1})), Sheet({1: 80})
    tied = [saw, saw, did_not, did_not]
    assert stage(tied, [], planned=4, gap_over=15) == Stage.DIFFER
    assert stage([*tied[1:], did_not], [], planned=4, gap_over=15) == Stage.MAJORITY
