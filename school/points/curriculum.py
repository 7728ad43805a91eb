"""Taking the points scheme in: rules, tiers and rewards of one version."""

from typing import Any

from django.db import transaction

from school.courses.curriculum.plain import plain
from school.courses.curriculum.points import PointsFile, PointsRule
from school.courses.curriculum.rows import pair
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.sync import Counts, bring_in_line
from school.points.models import Reward, Rule, Tier
from school.points.refusals import SchemeFrozen

Rows = dict[str, dict[str, Any]]


@transaction.atomic
def load_points(points: PointsFile, *, by: Actor) -> Counts:
    """Put a version of the scheme in force; one that is known already must be the same.

    Entries name the version of the rule they were made by, so a version never changes.
    """
    if not by.has_perm("points.change_rule"):
        raise NotPermitted
    wanted = {rule.code: _rule(rule, points.version) for rule in points.rules}
    known = Rule.objects.filter(version=points.version)
    if known:
        if not _is_same(points, {rule.code: rule.source for rule in known}):
            raise SchemeFrozen(version=points.version)
        return Counts(unchanged=len(wanted) + len(points.tiers) + len(points.catalogue))
    Rule.objects.filter(is_current=True).update(is_current=False)
    rules, total = bring_in_line(known, wanted)
    total += bring_in_line(Tier.objects.all(), _tiers(points))[1]
    total += bring_in_line(Reward.objects.all(), _rewards(points))[1]
    journal.record(
        by=by,
        verb="points.load_rules",
        on=rules[points.rules[0].code],
        data={"version": points.version, "rules": sorted(rules)},
    )
    return total


def _is_same(points: PointsFile, known: dict[str, Any]) -> bool:
    rewards = {reward.code: reward.source for reward in Reward.objects.all()}
    tiers: Rows = {
        tier.code: {name: getattr(tier, name) for name in _tiers(points)[tier.code]}
        for tier in Tier.objects.filter(code__in=_tiers(points))
    }
    return (
        known == {rule.code: plain(rule) for rule in points.rules}
        and rewards == {reward.code: plain(reward) for reward in points.catalogue}
        and tiers == _tiers(points)
    )


def _rule(rule: PointsRule, version: str) -> dict[str, Any]:
    return {
        **pair("title", rule.title),
        "key": rule.key,
        "version": version,
        "delta": rule.delta,
        "category": rule.category,
        "cap_period": rule.cap.period,
        "cap_points": rule.cap.max_abs_points,
        "cap_times": rule.cap.max_times,
        "source": plain(rule),
        "is_current": True,
    }


def _tiers(points: PointsFile) -> Rows:
    return {
        tier.code: {
            **pair("label", tier.text_label),
            "min_score": tier.min_score,
            "max_score": tier.max_score,
        }
        for tier in points.tiers
    }


def _rewards(points: PointsFile) -> Rows:
    return {
        reward.code: {
            **pair("title", reward.title),
            "kind": reward.kind,
            "cost": reward.cost,
            "source": plain(reward),
        }
        for reward in points.catalogue
    }
