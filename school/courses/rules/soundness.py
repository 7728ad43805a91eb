"""Whether an edition holds together: every reason why not, all at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from school.courses.rules.content import Content, Part

HOUR = 45
FULL = "full"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, with its figures, and the part where it is mended."""

    code: str
    part: Part | None = None
    data: dict[str, Any] = field(default_factory=dict)


def problems(content: Content) -> list[Problem]:
    return [problem for check in CHECKS for problem in check(content)]


def _hours(content: Content) -> Iterator[Problem]:
    facts = content.facts
    for key in ("theory_minutes", "practical_minutes"):
        total = sum(module[key] for module in content.modules)
        if total != facts[key]:
            yield Problem(
                f"modules_{key}", facts, {"total": total, "stated": facts[key]}
            )
    for key in ("theory_minutes", "practical_minutes", "assessment_minutes"):
        total = sum(evening[key] for evening in content.evenings)
        if total != facts[key]:
            yield Problem(
                f"evenings_{key}", facts, {"total": total, "stated": facts[key]}
            )


def _module_hours(content: Content) -> Iterator[Problem]:
    for module in content.modules:
        for key in ("theory_minutes", "practical_minutes"):
            total = sum(
                evening[key]
                for evening in content.evenings
                if evening["module"] == module.code
            )
            if total != module[key]:
                data = {"total": total, "stated": module[key]}
                yield Problem(f"module_{key}", module, data)
    for evening in content.evenings:
        taught = evening["theory_minutes"] + evening["practical_minutes"]
        if taught and not evening["module"]:
            yield Problem("evening_without_module", evening)
        if not taught + evening["assessment_minutes"]:
            yield Problem("evening_empty", evening)


def _share(content: Content) -> Iterator[Problem]:
    facts = content.facts
    keys = ("theory_minutes", "practical_minutes", "assessment_minutes")
    whole = sum(facts[key] for key in keys)
    share = facts["practical_minutes"] * WHOLE // whole if whole else 0
    if share < facts["practical_percent_min"]:
        data = {"share": share, "least": facts["practical_percent_min"]}
        yield Problem("practical_share", facts, data)
    if facts["online_minutes_max"] > facts["theory_minutes"]:
        yield Problem("online_minutes", facts)


def _order(content: Content) -> Iterator[Problem]:
    for kind, parts in (
        ("modules", content.modules),
        ("evenings", content.evenings),
        ("stations", content.stations),
    ):
        if not parts:
            yield Problem(f"no_{kind}")
        times = Counter(part["number"] for part in parts)
        for part in parts:
            if times[part["number"]] > 1:
                yield Problem("number_twice", part, {"number": part["number"]})


def _paper(content: Content) -> Iterator[Problem]:
    facts, asked = content.facts, content.facts["exam_questions"]
    points = asked * facts["exam_points_each"]
    if points != WHOLE:
        yield Problem("paper_points", facts, {"points": points})
    own = [
        m["exam_questions"] for m in content.modules if m["exam_questions"] is not None
    ]
    by_minutes = len(content.modules) - len(own)
    left = asked - sum(own)
    if by_minutes and left < by_minutes:
        yield Problem("paper_too_short", facts, {"left": left, "modules": by_minutes})
    elif not by_minutes and left:
        yield Problem("paper_shares", facts, {"sum": sum(own), "asked": asked})
    for module in content.modules:
        if module["exam_questions"] == 0:
            yield Problem("module_not_in_paper", module)


def _marks(content: Content) -> Iterator[Problem]:
    facts = content.facts
    for key in ("pass_theory", "pass_practical", "pass_attendance_percent"):
        if not 1 <= facts[key] <= WHOLE:
            yield Problem("pass_mark", facts, {"field": key})
    for key in ("class_size_max", "exam_minutes"):
        if not facts[key]:
            yield Problem("nothing_given", facts, {"field": key})
    if not facts["to_confirm"]:
        yield Problem("nothing_to_confirm", facts)


def _stations(content: Content) -> Iterator[Problem]:
    for station in content.stations:
        points = sum(item["points"] for item in content.items_of(station))
        if points != WHOLE:
            yield Problem("station_points", station, {"points": points})
        if not (content.critical_fails_of(station) or station["no_critical_reason"]):
            yield Problem("no_critical", station)
    seen = {code for station in content.stations for code in station["modules"]}
    for module in content.modules:
        if module["practical_minutes"] and module.code not in seen:
            yield Problem("module_at_no_station", module)


def _taken(content: Content) -> Iterator[Problem]:
    """Which stations are taken, and what they weigh."""
    facts, stations = content.facts, content.stations
    if facts["station_mode"] == FULL:
        weights = sum(station["weight"] for station in stations)
        if stations and weights != WHOLE:
            yield Problem("weights", facts, {"total": weights})
        yield from (
            Problem("no_weight", station)
            for station in stations
            if not station["weight"]
        )
        return
    pool = [one for one in stations if one["is_in_pool"] and not one["is_mandatory"]]
    if stations and not any(station["is_mandatory"] for station in stations):
        yield Problem("no_mandatory", facts)
    if len(pool) < facts["drawn_stations"]:
        data = {"have": len(pool), "drawn": facts["drawn_stations"]}
        yield Problem("pool_too_small", facts, data)
    for station in stations:
        if not (station["is_mandatory"] or station["is_in_pool"]):
            yield Problem("never_taken", station)


def _english(content: Content) -> Iterator[Problem]:
    for part in content.parts:
        missing = [
            column
            for column, value in part.values.items()
            if column.endswith("_en")
            and not value.strip()
            and part[f"{column[:-3]}_zh"].strip()
        ]
        missing += [
            column
            for column, value in part.values.items()
            if isinstance(value, list)
            and any(isinstance(one, dict) and not one.get("en") for one in value)
        ]
        yield from (Problem("no_english", part, {"field": one}) for one in missing)


CHECKS: tuple[Callable[[Content], Iterator[Problem]], ...] = (
    _order,
    _hours,
    _module_hours,
    _share,
    _paper,
    _marks,
    _stations,
    _taken,
    _english,
)
