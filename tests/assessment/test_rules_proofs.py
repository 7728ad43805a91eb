"""What may be pinned to a step and how long it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import proofs as rules
from school.assessment.rules.proofs import CLIP, VOICE, Fault
from school.lib.recordings import Facts

PICTURE = {"width": 640, "height": 480}
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)
)


@pytest.mark.parametrize(
    ("kind", "container", "facts", "fault"),
    [
        (CLIP, "iso", Facts(20, **PICTURE), None),
        (CLIP, "webm", Facts(21.4, **PICTURE), None),
        (CLIP, "iso", Facts(22, **PICTURE), Fault.TOO_LONG),
        (CLIP, "iso", Facts(0, **PICTURE), None),
        (CLIP, "iso", Facts(5), Fault.OTHER_KIND),
        (CLIP, "ogg", Facts(5), Fault.OTHER_KIND),
        (CLIP, "", Facts(), Fault.OTHER_KIND),
        (VOICE, "webm", Facts(60), None),
        (VOICE, "mp3", Facts(), None),
        (VOICE, "ogg", Facts(62), Fault.TOO_LONG),
        (VOICE, "webm", Facts(5, **PICTURE), Fault.OTHER_KIND),
        (VOICE, "", Facts(), Fault.OTHER_KIND),
    ],
)
def test_a_recording_is_taken_as_what_it_is(kind, container, facts, fault) -> None:
    assert rules.fault_of(kind, container, facts) == fault


def test_whatever_is_taken_has_an_ending() -> None:
    kinds = {one for of in rules.MEDIA_TYPES.values() for one in of.values()}
    assert kinds | {"image/jpeg"} == set(rules.ENDINGS)


@given(opened=moments, released=moments, days=st.integers(0, 3650))
def test_the_days_run_from_the_release(opened, released, days) -> None:
    until = rules.keep_until(released, opened_at=opened, days=days)
    assert until == released + timedelta(days=days)


@given(opened=moments, days=st.integers(0, 3650))
def test_what_is_never_decided_is_not_kept_for_ever(opened, days) -> None:
    until = rules.keep_until(None, opened_at=opened, days=days)
    assert until == opened + timedelta(days=365 + days)


@given(released=moments, days=st.integers(0, 60), appeal=st.integers(1, 60))
def test_nothing_goes_while_there_is_time_to_appeal(released, days, appeal) -> None:
    until = rules.keep_until(
        released, opened_at=released, days=days, appeal_days=appeal
    )
    last = (released + timedelta(days=appeal)).date()
    assert until is not None
    assert until.date() > last


@given(opened=moments, released=st.none() | moments, days=st.integers(0, 3650))
def test_an_open_appeal_keeps_it(opened, released, days) -> None:
    until = rules.keep_until(released, opened_at=opened, days=days, is_disputed=True)
    assert until is None
