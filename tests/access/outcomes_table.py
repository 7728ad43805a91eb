"""Who may read what came of the classes, and take a class's papers."""

from django.utils import timezone

from school.outcomes.rules.periods import Span, last_over
from tests.access.rows import READERS, Row, fixed, named, of
from tests.access.world import World

RESULTS = named("auditor outcomes_officer registrar")
_class = of("cohort.code")
_like = fixed(3, "month", "net")
COSTS = named("outcomes_officer registrar")


def _last_month(_world: World) -> list[object]:
    period = last_over(Span.MONTH, on=timezone.localdate())
    return [period.span, period.start.year, period.start.month]


OUTCOMES_SCREENS: dict[str, Row] = {
    "outcomes_desk:overview": Row(RESULTS),
    "outcomes_desk:overview_of": Row(RESULTS, _like),
    "outcomes_desk:overview_export": Row(RESULTS, _like),
    "outcomes_desk:report": Row(RESULTS, _class),
    "outcomes_desk:export": Row(RESULTS, _class),
    "courses_desk:all_costs": Row(RESULTS),
    "courses_desk:costs": Row(RESULTS, _class),
    "courses_desk:enter_cost": Row(COSTS, _class),
    "courses_desk:correct_cost": Row(COSTS, of("cost.code")),
    "courses_desk:complete_costs": Row(COSTS, _class, True),
    "courses_desk:reopen_costs": Row(COSTS, of("open_cohort.code")),
    "outcomes_desk:reports": Row(RESULTS),
    "outcomes_desk:report_draft": Row(named("outcomes_officer"), _last_month),
    "outcomes_desk:dossier_classes": Row(READERS),
    "outcomes_desk:dossiers": Row(READERS, _class),
    "outcomes_desk:dossier": Row(READERS, of("dossier.code")),
    "outcomes_desk:dossier_file": Row(READERS, of("dossier.code")),
}
