"""A code of half a minute: whose it is, for which evening, and that nobody else makes one."""

from datetime import UTC, datetime, timedelta

import pytest

from school.attendance import codes, refusals
from school.attendance.rules import corrected, evidence, freshness

AT = datetime(2026, 3, 20, 11, 0, 10, tzinfo=UTC)
HER, HIS, TONIGHT, TOMORROW = "abcdefghjk", "bcdefghjkm", "2345678923", "3456789234"


def test_a_code_says_whose_it_is_and_for_which_evening() -> None:
    code = codes.read(codes.trainee_code(HER, TONIGHT, at=AT))
    assert (code.enrollment, code.session, code.is_genuine) == (HER, TONIGHT, True)
    assert abs(code.made_at - AT) <= timedelta(seconds=15)


def test_a_code_fits_the_drawing_on_the_phone() -> None:
    """qr.js draws 53 bytes and no more."""
    assert len(codes.trainee_code(HER, TONIGHT, at=AT).encode()) <= 53


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_a_code_with_any_part_changed_is_not_genuine(part: int) -> None:
    parts = codes.trainee_code(HER, TONIGHT, at=AT).split(".")
    parts[part] = {1: HIS, 2: TOMORROW, 3: str(int(parts[3]) + 1), 4: "A" * 12}[part]
    assert not codes.read(".".join(parts)).is_genuine


def test_her_key_of_one_evening_signs_for_no_other() -> None:
    assert codes.evening_key(HER, TONIGHT) != codes.evening_key(HER, TOMORROW)
    assert codes.evening_key(HER, TONIGHT) != codes.evening_key(HIS, TONIGHT)


@pytest.mark.parametrize(
    "text", ["", "https://example.org", "NS1.a.b.1.x", "NS1." + "\0" * 40, "９" * 60]
)
def test_what_is_no_code_of_ours_is_said(text: str) -> None:
    with pytest.raises(refusals.NotOurCode):
        codes.read(text)


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (0, "fresh"),
        (90, "fresh"),
        (91, "clock_off"),
        (360, "clock_off"),
        (361, "expired"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_the_age_of_a_code(seconds: int, age: str, sign: int) -> None:
    assert freshness(AT, AT + sign * timedelta(seconds=seconds)) == age


@pytest.mark.parametrize("wrong", [-60, -5, 0, 5, 600])
def test_an_assistant_s_wrong_clock_is_put_right_by_whole_minutes(wrong: int) -> None:
    off, on_the_way = timedelta(minutes=wrong), timedelta(seconds=9)
    hours_later = AT + timedelta(hours=3)
    found = corrected(AT + off, hours_later + off, hours_later + on_the_way)
    assert found == AT


def test_nothing_is_noted_in_the_future() -> None:
    assert corrected(AT + timedelta(hours=1), AT, AT) == AT


def test_the_room_s_code_is_good_for_a_minute_and_a_half() -> None:
    shown = codes.room_code(TONIGHT, at=AT)
    codes.check_room(shown, session=TONIGHT, at=AT + timedelta(seconds=60))
    with pytest.raises(refusals.RoomCodeExpired):
        codes.check_room(shown, session=TONIGHT, at=AT + timedelta(seconds=100))
    with pytest.raises(refusals.RoomCodeExpired):
        codes.check_room(shown, session=TONIGHT, at=AT - timedelta(seconds=60))
    with pytest.raises(refusals.ForgedCode):
        codes.check_room(shown, session=TOMORROW, at=AT)
    # The key is another in each run: any sign may be the last.
    forged = shown[:-1] + ("B" if shown.endswith("A") else "A")
    with pytest.raises(refusals.ForgedCode):
        codes.check_room(forged, session=TONIGHT, at=AT)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"method": "code", "face_compared": True}, 3),
        ({"method": "code"}, 2),
        ({"method": "code", "face_compared": True, "clock_off": True}, 1),
        ({"method": "room"}, 2),
        ({"method": "roll"}, 2),
        ({"method": "roll", "late": True}, 1),
        ({"method": "paper"}, 1),
    ],
)
def test_how_much_an_observation_proves(facts: dict, level: int) -> None:
    assert evidence(**facts) == level
