from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from school.service import rules
from school.service.rules import Month
from tests.factories.service import told

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(**extra: Any) -> rules.Told:
    return told(**{"occurred_at": NOW, "worker": "1", **extra})


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({}, ""),
        ({"platform": "美家"}, "bad_platform"),
        ({"external_id": ""}, "bad_id"),
        ({"external_id": "a" * 41}, "bad_id"),
        ({"kind": "praise"}, "unknown_kind"),
        ({"order": "DD 1"}, "bad_order"),
        ({"order": ""}, "order_missing"),
        ({"kind": "complaint", "complaint": "safety", "order": ""}, ""),
        ({"kind": "complaint"}, "unknown_complaint"),
        ({"kind": "complaint", "complaint": "smell"}, "unknown_complaint"),
        ({"stars": None}, "bad_stars"),
        ({"stars": 0}, "bad_stars"),
        ({"stars": 6}, "bad_stars"),
        ({"kind": "withdrawn"}, "withdraws_nothing"),
        ({"occurred_at": NOW + timedelta(minutes=11)}, "lies_ahead"),
        ({"occurred_at": NOW + timedelta(minutes=9)}, ""),
        ({"occurred_at": NOW - timedelta(days=93)}, "too_old"),
    ],
)
def test_what_is_against_an_event(extra: dict[str, Any], code: str) -> None:
    assert rules.fault(at(**extra), now=NOW) == code


def test_numbers_of_people_are_not_kept() -> None:
    text = "电话13900000101，卡 6222 0213-4567 8901，来了3次，2026年"
    assert rules.kept_text(text) == "电话***，卡 ***，来了3次，2026年"
    assert len(rules.kept_text("好" * 900)) == 500


@pytest.mark.parametrize(
    ("kind", "stars", "code"),
    [
        ("review", 5, "S01"),
        ("review", 4, ""),
        ("repeat_order", None, "S02"),
        ("completed", None, ""),
        ("complaint", None, ""),
    ],
)
def test_what_gives_points(kind: str, stars: int | None, code: str) -> None:
    assert rules.award_for(kind, stars) == code


@pytest.mark.parametrize(
    ("kind", "complaint", "code"),
    [
        ("late", "", "N01"),
        ("no_show", "", "N02"),
        ("tools", "", "N03"),
        ("complaint", "attitude", "N05"),
        ("complaint", "safety", "N09"),
        ("review", "", ""),
    ],
)
def test_what_may_become_a_case(kind: str, complaint: str, code: str) -> None:
    assert rules.proposed_for(kind, complaint) == code


@pytest.mark.parametrize(
    ("month", "to_give", "to_leave"),
    [
        (Month(8, 0, 0), True, True),
        (Month(7, 0, 0), False, False),
        (Month(20, 1, 0), False, True),
        (Month(20, 0, 1), False, False),
    ],
)
def test_a_clean_month(month: Month, to_give: bool, to_leave: bool) -> None:
    assert rules.is_earned(month, is_given=False) == to_give
    assert rules.is_earned(month, is_given=True) == to_leave
