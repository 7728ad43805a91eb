"""What a version of the scheme must be, and what differs from one version to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from school.points.rules import HIGHEST_SCORE, LOWEST_SCORE, Cap

NO_LIMIT: Final = "none"
CALENDAR: Final = ("month", "quarter", "year")
# What is kept of a part and may be changed from one version to the next.
RULE_FIELDS: Final = (
    "title",
    "is_on",
    "delta",
    "cap",
    "evidence",
    "second_confirmation",
    "approval_above",
)
TIER_FIELDS: Final = ("text_label", "min_score", "max_score")
REWARD_FIELDS: Final = ("cost", "min_tier", "limit")
PARTS: Final = {
    "rules": RULE_FIELDS,
    "tiers": TIER_FIELDS,
    "catalogue": REWARD_FIELDS,
}


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """A rule as one version has it."""

    code: str
    delta: int
    category: str
    period: str
    cap: Cap
    is_on: bool = True
    approval_above: int | None = None
    source: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "RuleTerms":
        cap = kept["cap"]
        return cls(
            code=kept["code"],
            delta=kept["delta"],
            category=kept["category"],
            period=cap["period"],
            cap=Cap(points=cap["max_abs_points"], times=cap["max_times"]),
            is_on=kept.get("is_on", True),
            approval_above=kept.get("approval_above"),
            source=kept,
        )

    @property
    def terms(self) -> tuple[Any, ...]:
        """What decides how many points come of it."""
        return (self.is_on, self.delta, self.period, self.cap)


@dataclass(frozen=True, slots=True)
class TierTerms:
    code: str
    label: Mapping[str, str]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Body:
    """Rules, tiers and rewards of one version."""

    rules: Sequence[RuleTerms]
    tiers: Sequence[TierTerms]
    rewards: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Body":
        return cls(
            rules=[RuleTerms.of(one) for one in body["rules"]],
            tiers=[
                TierTerms(
                    one["code"], one["text_label"], one["min_score"], one["max_score"]
                )
                for one in body["tiers"]
            ],
            rewards=list(body["catalogue"]),
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a version from going on; the data go into its sentence."""

    code: str
    about: str = ""


def problems(body: Body) -> list[Problem]:
    """Everything that is wrong with it, at once."""
    found = [Problem(code, rule.code) for rule in body.rules for code in _of_rule(rule)]
    found += [Problem(code) for code in _of_tiers(body.tiers)]
    known = {tier.code for tier in body.tiers}
    for reward in body.rewards:
        if reward["cost"] < 1:
            found.append(Problem("free_reward", reward["code"]))
        if reward["min_tier"] not in known:
            found.append(Problem("unknown_tier", reward["code"]))
    return found


def _of_rule(rule: RuleTerms) -> Iterator[str]:
    if not rule.is_on:
        return
    if rule.cap.points is not None and rule.cap.points < abs(rule.delta):
        yield "cap_below_amount"
    if rule.period in CALENDAR and rule.cap == Cap():
        yield "cap_without_number"
    if rule.period == NO_LIMIT and rule.cap != Cap():
        yield "number_without_period"
    if rule.delta < 0 and not rule.source.get("second_confirmation"):
        yield "deduction_by_one"
    if not rule.source.get("evidence"):
        yield "no_evidence"


def _of_tiers(tiers: Sequence[TierTerms]) -> Iterator[str]:
    """They cover every score once."""
    expected = LOWEST_SCORE
    for tier in sorted(tiers, key=lambda one: one.least):
        if tier.least != expected or tier.most < tier.least:
            yield "tiers_with_gap"
            return
        expected = tier.most + 1
    if expected != HIGHEST_SCORE + 1:
        yield "tiers_with_gap"


@dataclass(frozen=True, slots=True)
class Change:
    """A part that is not what it was, field by field; `before` is None where it is new."""

    part: str
    code: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    fields: tuple[str, ...]


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """From one version's body to the next, in the order in which they stand."""
    found = []
    for part, names in PARTS.items():
        old = {one["code"]: one for one in before.get(part, ())}
        for one in after[part]:
            was = old.get(one["code"])
            differing = tuple(
                name
                for name in names
                if was is None or _of(was, name) != _of(one, name)
            )
            if differing:
                found.append(Change(part, one["code"], was, one, differing))
    return found


def _of(kept: Mapping[str, Any], name: str) -> Any:
    value = kept.get(name)
    match name:
        case "is_on":
            return kept.get(name, True)
        case "evidence":
            # A form gives its ticks in an order of its own.
            return sorted(value or ())
        case "second_confirmation":
            return bool(value)
    return value


def turned(made: Sequence[Change]) -> list[Problem]:
    """What gives keeps giving, what takes keeps taking: other rules hang on it."""
    return [
        Problem("turned", one.code)
        for one in made
        if "delta" in one.fields
        and one.before is not None
        and _sign(one.before["delta"]) != _sign(one.after["delta"])
    ]


def _sign(points: int) -> int:
    return (points > 0) - (points < 0)


def next_version(known: Sequence[str]) -> str:
    """One up from the highest there is: 1.9 is followed by 1.10."""
    pairs = [tuple(int(part) for part in one.split(".")) for one in known]
    high = max(pairs, default=(1, -1))
    return f"{high[0]}.{high[1] + 1}"


def spread(starts: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """From where each tier begins: from and to, each up to where the next begins."""
    ordered = sorted(starts, key=lambda code: starts[code])
    ends = [starts[code] - 1 for code in ordered[1:]] + [HIGHEST_SCORE]
    return {code: (starts[code], end) for code, end in zip(ordered, ends, strict=True)}
