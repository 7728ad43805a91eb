"""What a result and a standing say in one line, for lists and desks."""

from typing import Any

from django.utils.translation import gettext as _

from school.assessment.evidence import Standing, StationState
from school.assessment.models import Attempt, Result
from school.assessment.rules import verdict
from school.assessment.rules.examiners import Stage
from school.lib.fields import in_language
from school.lib.format import hours, hours_needed


def explained(result: Result) -> list[str]:
    """Why not passed, a sentence for each reason, in the order of the pass rule."""
    return [_reason(reason, result.breakdown) for reason in result.reasons]


def missing(standing: Standing) -> list[str]:
    """What is still to come before a decision can fall."""
    lacks = []
    if standing.is_sitting:
        lacks.append(_("theory exam in progress"))
    elif standing.best_attempt is None:
        lacks.append(_("theory exam not sat"))
    elif standing.has_failed_theory:
        lacks.append(_("theory not passed"))
    if standing.practical is None:
        return [*lacks, _("practical not opened")]
    return lacks + [
        _station(state) for state in standing.practical.stations if not state.outcome
    ]


def attempt_line(attempt: Attempt) -> str:
    if attempt.points is None:
        return _("in progress")
    return _("%(points)s (sitting %(number)s)") % {
        "points": attempt.points,
        "number": attempt.number,
    }


def stage_word(stage: Stage) -> str:
    words = {
        Stage.WAITING: _("sheets awaited"),
        Stage.DIFFER: _("they differ"),
        Stage.THIRD_CALLED: _("third called"),
        Stage.MODERATOR_CALLED: _("moderator called"),
        Stage.AGREED: _("examiners agree"),
        Stage.MAJORITY: _("settled by more than two"),
        Stage.MODERATED: _("moderated"),
        Stage.APPEALED: _("changed on appeal"),
    }
    return words[stage]


def _station(state: StationState) -> str:
    code = state.station.code
    if state.lacks_third:
        return _("%(station)s: name a third examiner") % {"station": code}
    if state.lacks_moderator:
        return _("%(station)s: name a moderator") % {"station": code}
    return _("%(station)s: %(in)s of %(all)s sheets in") % {
        "station": code,
        "in": state.handed_in,
        "all": len(state.sheets),
    }


def _reason(reason: dict[str, Any], breakdown: list[dict[str, Any]]) -> str:
    code, data = reason["code"], reason["data"]
    if code == verdict.CRITICAL_FAIL:
        return _critical(data["fail"], breakdown)
    if code == verdict.HOURS_LOW:
        done, needed = hours(data["credited"]), hours_needed(data["needed"])
        return _("Hours: %(done)s, %(needed)s needed") % {
            "done": done,
            "needed": needed,
        }
    sentences = {
        verdict.THEORY_MISSING: _("The theory exam was not sat"),
        verdict.PRACTICAL_MISSING: _("The practical was not taken"),
        verdict.THEORY_LOW: _("Theory: %(points)s points, %(needed)s needed"),
        verdict.PRACTICAL_LOW: _("Practical: %(points)s points, %(needed)s needed"),
    }
    return sentences[code] % data


def _critical(fail_code: str, breakdown: list[dict[str, Any]]) -> str:
    for station in breakdown:
        for fail in station["critical"]:
            if fail["code"] == fail_code:
                return _("Critical fail at %(station)s: %(step)s") % {
                    "station": in_language(station),
                    "step": in_language(fail),
                }
    return _("A critical step went wrong")
