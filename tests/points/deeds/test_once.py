"""One deed gives its points once, however its number is typed and on whatever day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from school.lib.errors import Refusal
from school.points.deeds import actions
from school.points.deeds.models import Deed
from school.points.deeds.rules import LONGEST, thing_of
from tests.factories.deeds import make_deed, make_deed_rule, make_proved
from tests.factories.points import deltas

DAY = date(2026, 11, 20)


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.mark.parametrize(
    "typed", ["VL-014", "vl-014 ", "ＶＬ－０１４", "vl – 014", "VL-014\u200b"]
)
def test_a_number_is_one_however_it_is_typed(typed: str) -> None:
    assert thing_of("C01", typed, DAY) == "VL-014"


def test_the_day_tells_the_nights_of_assisting_apart() -> None:
    assert thing_of("T08", "d1", DAY) == "2026-11-20 D1"
    assert thing_of("T08", "甲" * 60, DAY) != thing_of("T08", "甲" * 59 + "乙", DAY)
    assert len(thing_of("T08", "甲" * 60, DAY)) == LONGEST


@pytest.mark.django_db
def test_the_same_log_is_entered_once_whatever_the_day(trainee, points_officer) -> None:
    make_proved(trainee, by=points_officer, reference="VL-014")
    before = timezone.localdate() - timedelta(days=1)
    for again in ({"reference": " vl-014"}, {"occurred_on": before}):
        with refused("entered_already"):
            make_deed(trainee, by=points_officer, **{"reference": "VL-014", **again})
    assert deltas(trainee) == [5]


@pytest.mark.django_db
def test_two_nights_of_one_list_count_both(trainee, points_officer) -> None:
    rule = make_deed_rule("T08")
    before = timezone.localdate() - timedelta(days=1)
    make_proved(trainee, by=points_officer, rule=rule)
    make_proved(trainee, by=points_officer, rule=rule, occurred_on=before)
    assert deltas(trainee) == [5, 5]


@pytest.mark.django_db
def test_the_ledger_itself_gives_for_it_once(
    trainee, points_officer, inspector
) -> None:
    """Of two that were entered before numbers were compared, the second is refused."""
    rule = make_deed_rule("S04", "inspector")
    first = make_proved(trainee, by=inspector, rule=rule, reference="1")
    second = make_proved(trainee, by=inspector, rule=rule, reference="2")
    Deed.objects.filter(pk=second.pk).update(reference="1 ")
    actions.confirm_deed(first, by=points_officer)
    with refused("entered_already"):
        actions.confirm_deed(second, by=points_officer)
    assert deltas(trainee) == [5]
