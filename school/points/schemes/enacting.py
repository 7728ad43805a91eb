"""What a version in force means for the tables that awards, cards and the shop read."""

from collections.abc import Mapping
from typing import Any

from school.lib.sync import Counts, bring_in_line
from school.points.models import Reward, Rule, Tier
from school.points.schemes.models import Scheme
from school.points.signals import enacted

Row = dict[str, Any]


def enact(body: Mapping[str, Any], *, version: str) -> Counts:
    """Its rules are in force, and no others; tiers and rewards say what it says.

    A rule that is switched off has no row, so nothing is awarded or deducted by it.
    """
    Rule.objects.filter(is_current=True).update(is_current=False)
    wanted = {
        rule["code"]: _rule(rule, version)
        for rule in body["rules"]
        if rule.get("is_on", True)
    }
    known = Rule.objects.filter(version=version)
    total = bring_in_line(known, wanted)[1]
    tiers = {one["code"]: _tier(one) for one in body["tiers"]}
    total += bring_in_line(Tier.objects.all(), tiers)[1]
    rewards = {one["code"]: _reward(one) for one in body["catalogue"]}
    total += bring_in_line(Reward.objects.all(), rewards)[1]
    enacted.send(Scheme)
    return total


def pair(name: str, text: Mapping[str, str]) -> Row:
    return {f"{name}_zh": text["zh"], f"{name}_en": text["en"]}


def _rule(kept: Mapping[str, Any], version: str) -> Row:
    cap = kept["cap"]
    return {
        **pair("title", kept["title"]),
        "key": kept["key"],
        "version": version,
        "delta": kept["delta"],
        "category": kept["category"],
        "cap_period": cap["period"],
        "cap_points": cap["max_abs_points"],
        "cap_times": cap["max_times"],
        "approval_above": kept.get("approval_above"),
        "source": kept,
        "is_current": True,
    }


def _tier(kept: Mapping[str, Any]) -> Row:
    return {
        **pair("label", kept["text_label"]),
        "min_score": kept["min_score"],
        "max_score": kept["max_score"],
    }


def _reward(kept: Mapping[str, Any]) -> Row:
    return {
        **pair("title", kept["title"]),
        "kind": kept["kind"],
        "cost": kept["cost"],
        "source": kept,
    }
