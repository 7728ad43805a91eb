"""A version of the points scheme is put in force once and never changes."""

from dataclasses import replace

import pytest

from school.courses.curriculum.points import PointsFile
from school.courses.curriculum.reader import read
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.sync import Counts
from school.people.models import User
from school.points.curriculum import load_points
from school.points.models import Reward, Rule, Tier
from school.points.refusals import SchemeFrozen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def points() -> PointsFile:
    return read().points


def cheaper(points: PointsFile, *, version: str = "1.0") -> PointsFile:
    """The scheme with three points for an evening instead of two."""
    first = replace(points.rules[0], delta=3)
    return replace(points, version=version, rules=(first, *points.rules[1:]))


def test_rules_tiers_and_rewards_are_loaded(points: PointsFile) -> None:
    assert load_points(points, by=SYSTEM) == Counts(created=42 + 4 + 13)
    rule = Rule.objects.get(code="T01")
    assert (rule.delta, rule.cap_period, rule.cap_points) == (2, "month", 30)
    assert (rule.version, rule.is_current) == ("1.0", True)
    assert rule.source["evidence"] == ["attendance_record"]
    assert [tier.code for tier in Tier.objects.all()] == [
        "model",
        "green",
        "watch",
        "red",
    ]
    assert Reward.objects.get(code="RD13").source["min_tier"] == "model"


def test_loading_again_writes_nothing(points: PointsFile) -> None:
    load_points(points, by=SYSTEM)
    entries = Entry.objects.count()
    assert load_points(points, by=SYSTEM) == Counts(unchanged=59)
    assert Entry.objects.count() == entries


def test_a_changed_rule_of_the_same_version_is_refused(points: PointsFile) -> None:
    load_points(points, by=SYSTEM)
    with pytest.raises(SchemeFrozen):
        load_points(cheaper(points), by=SYSTEM)
    assert Rule.objects.get(code="T01").delta == 2


def test_a_changed_tier_or_reward_of_the_same_version_is_refused(
    points: PointsFile,
) -> None:
    load_points(points, by=SYSTEM)
    tier = replace(points.tiers[0], max_score=299)
    reward = replace(points.catalogue[0], cost=1)
    with pytest.raises(SchemeFrozen):
        load_points(replace(points, tiers=(tier, *points.tiers[1:])), by=SYSTEM)
    with pytest.raises(SchemeFrozen):
        load_points(replace(points, catalogue=(reward,)), by=SYSTEM)


def test_a_raised_version_takes_the_place_of_the_former(points: PointsFile) -> None:
    load_points(points, by=SYSTEM)
    counts = load_points(cheaper(points, version="1.1"), by=SYSTEM)
    assert counts == Counts(created=42, unchanged=4 + 13)
    versions = Rule.objects.filter(code="T01").values_list(
        "version", "delta", "is_current"
    )
    assert sorted(versions) == [("1.0", 2, False), ("1.1", 3, True)]
    assert Rule.objects.filter(is_current=True).count() == 42


def test_a_former_version_is_not_put_in_force_again(points: PointsFile) -> None:
    load_points(points, by=SYSTEM)
    load_points(cheaper(points, version="1.1"), by=SYSTEM)
    load_points(points, by=SYSTEM)
    assert Rule.objects.get(code="T01", is_current=True).version == "1.1"


def test_a_price_changed_at_the_desk_stays_changed(points: PointsFile) -> None:
    load_points(points, by=SYSTEM)
    Reward.objects.filter(code="RD01").update(cost=15)
    load_points(points, by=SYSTEM)
    assert Reward.objects.get(code="RD01").cost == 15


def test_who_may_not_change_rules_may_not_load_them(
    points: PointsFile, registrar: User
) -> None:
    with pytest.raises(NotPermitted):
        load_points(points, by=registrar)
