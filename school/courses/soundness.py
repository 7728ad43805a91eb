"""What still has to be mended before an edition may be published, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.courses import signals
from school.courses.content import content_of
from school.courses.models import Edition
from school.courses.rules.content import Content, Part
from school.courses.rules.soundness import Problem, problems
from school.courses.wording import heading, hours_of, label_of

MODULES_ADD_UP = _(
    "%(what)s: the modules have %(total)s hours together, the edition states %(stated)s."
)
EVENINGS_ADD_UP = _(
    "%(what)s: the evenings have %(total)s hours together, the edition states %(stated)s."
)
MODULE_ADDS_UP = _(
    "%(what)s: its evenings have %(total)s hours together, the module states %(stated)s."
)
SAYS: Mapping[str, str | Promise] = {
    "no_modules": _("The edition has no module. Add one."),
    "no_evenings": _("The edition has no evening. Write its plan."),
    "no_stations": _("The edition has no station. Add one."),
    "number_twice": _("Two of them have the number %(number)s. Give each its own."),
    "modules_theory_minutes": MODULES_ADD_UP,
    "modules_practical_minutes": MODULES_ADD_UP,
    "evenings_theory_minutes": EVENINGS_ADD_UP,
    "evenings_practical_minutes": EVENINGS_ADD_UP,
    "evenings_assessment_minutes": EVENINGS_ADD_UP,
    "module_theory_minutes": MODULE_ADDS_UP,
    "module_practical_minutes": MODULE_ADDS_UP,
    "evening_without_module": _("The evening teaches, but no module. Name its module."),
    "evening_empty": _("The evening has no hours. Give it some, or remove it."),
    "practical_share": _(
        "Practice is %(share)s %% of the hours; at least %(least)s %% are asked for."
    ),
    "online_minutes": _(
        "More time online counts than there is theory. Let less of it count."
    ),
    "paper_points": _(
        "A full paper gives %(points)s points. Questions times points must make 100."
    ),
    "paper_too_short": _(
        "%(left)s questions of the paper are left for %(modules)s modules. "
        "Each module needs at least one."
    ),
    "paper_shares": _(
        "The modules give %(sum)s questions together, a paper has %(asked)s."
    ),
    "module_not_in_paper": _(
        "The exam asks nothing of this module. Give it a question."
    ),
    "pass_mark": _("“%(field)s” must lie between 1 and 100."),
    "nothing_given": _("“%(field)s” is 0. Give a number."),
    "nothing_to_confirm": _(
        "Nothing is named for the nurse-instructor to confirm. Name at least one point."
    ),
    "station_points": _(
        "The items give %(points)s points together. They must make 100."
    ),
    "no_critical": _(
        "No step of this station fails anybody. Add a critical fail, or say why it "
        "needs none."
    ),
    "module_at_no_station": _(
        "The module is practised, but no station examines it: only the theory does."
    ),
    "weights": _("The weights of the stations make %(total)s. They must make 100."),
    "no_weight": _("Every station is taken, but this one weighs nothing."),
    "no_mandatory": _("No station is taken by everybody. Mark at least one."),
    "pool_too_small": _(
        "%(drawn)s stations are drawn, but only %(have)s may be drawn. "
        "Allow more, or draw fewer."
    ),
    "never_taken": _("Nobody ever takes this station: let it be drawn, or remove it."),
    "no_english": _("“%(field)s”: the English is missing."),
    "empty_english": _("“%(field)s” is empty."),
}
# Worth a look, by the nurse-instructor too, but no reason not to publish.
NOTES = frozenset({"module_at_no_station"})


@dataclass(frozen=True)
class Finding:
    """One thing to mend: what, and the part of the edition where it is mended."""

    code: str
    text: str | Promise
    part: Part | None = None

    @property
    def is_note(self) -> bool:
        return self.code in NOTES

    @property
    def place(self) -> str:
        return heading(self.part) if self.part else ""


def findings_of(edition: Edition, content: Content | None = None) -> list[Finding]:
    """Everything at once: what the edition says of itself, and what higher apps miss."""
    content = content or content_of(edition)
    own = [_finding(problem) for problem in problems(content)]
    answers: list[tuple[Any, Any]] = signals.edition_checked.send(
        sender=Edition, edition=edition, content=content
    )
    return [*own, *(finding for _receiver, found in answers for finding in found)]


def _finding(problem: Problem) -> Finding:
    part, data = problem.part, dict(problem.data)
    says = problem.code
    if says == "no_english" and str(data["field"]).endswith("_en"):
        says = "empty_english"
    if part and "field" in data:
        data["field"] = label_of(part.kind, data["field"])
    if problem.code.endswith("_minutes") and part:
        data = {key: hours_of(value) for key, value in data.items()}
        data["what"] = label_of("facts", problem.code.split("_", 1)[1])
    text = SAYS[says]
    return Finding(problem.code, str(text) % data if data else text, part)


def to_mend(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.is_note]


def summary(findings: list[Finding]) -> list[dict[str, Any]]:
    """As a refusal and the journal keep them."""
    return [
        {"code": one.code, "part": one.part.code if one.part else ""}
        for one in findings
    ]
