import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.certificates import rules

NUMBER = rules.number(county="361027", year=2026, course="EC", serial=12)


def test_a_number_names_county_year_course_and_serial():
    assert NUMBER.startswith("FNYX-361027-2026-EC-00012-")
    assert rules.has_valid_check(NUMBER)


def test_a_number_cannot_be_taken_for_a_state_skill_certificate():
    assert not re.fullmatch(r"[YS]\d{4}\d{2}\d{6}\d{2}[1-5]\d{6}", NUMBER)


@given(st.integers(0, len(NUMBER) - 1), st.sampled_from("0123456789ABCDEFGHJK"))
def test_one_wrong_character_is_noticed(position, character):
    if NUMBER[position] in f"-{character}":
        return
    wrong = NUMBER[:position] + character + NUMBER[position + 1 :]
    assert not rules.has_valid_check(wrong)


@pytest.mark.parametrize(
    "typed", [NUMBER.lower(), NUMBER.replace("-", " "), NUMBER.replace("-", "—")]
)
def test_a_number_is_read_as_people_type_it(typed):
    assert rules.has_valid_check(typed)
    assert rules.normal(typed) == NUMBER


def test_nothing_follows_revoked():
    statuses = rules.MAY_FOLLOW.keys()
    assert not any(rules.may_become(rules.REVOKED, then) for then in statuses)


def test_the_order_of_claims_does_not_change_their_hash():
    one = rules.canonical({"name": "李春花", "number": "1"})
    other = rules.canonical({"number": "1", "name": "李春花"})
    assert rules.sha256(one) == rules.sha256(other)
