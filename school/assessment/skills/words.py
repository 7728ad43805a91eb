"""Levels, roles and steps as the school says them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.assessment.rules.skills import THRESHOLDS, Level
from school.assessment.skills.showings import Showing, role_of
from school.courses.models import Instructor

LEVELS: dict[Level, Any] = {
    Level.NOT_YET: gettext_lazy("not shown yet"),
    Level.WITH_HELP: gettext_lazy("can do it with help"),
    Level.SAFELY: gettext_lazy("can do it safely"),
    Level.FULLY: gettext_lazy("can do all of it"),
}
KINDS: dict[Level, str] = {
    Level.NOT_YET: "neutral",
    Level.WITH_HELP: "attention",
    Level.SAFELY: "done",
    Level.FULLY: "done",
}


def level(of: Level) -> str:
    return str(LEVELS[of])


def not_examined() -> str:
    return _("not examined yet")


def kind(of: Level) -> str:
    """How the word is drawn."""
    return KINDS[of]


def roles(showing: Showing) -> list[str]:
    """What her examiners are, without their names."""
    return [_role(code) for code in showing.roles]


def names(showing: Showing) -> list[str]:
    return [
        f"{sheet.examiner.get_full_name()} ({_role(role_of(sheet))})"
        for sheet in showing.sheets
    ]


def _role(code: str) -> str:
    labels = dict(Instructor.Kind.choices)
    return str(labels[code]) if code in labels else _("an examiner of the school")


def thresholds() -> str:
    """The rule, as it stands in the rules."""
    return _(
        "Rule %(version)s: all of it from %(fully)s%% of the points of a station, safely "
        "from %(safely)s%%, with help from %(with_help)s%%. Whoever did what fails a "
        "station needs help, whatever the points."
    ) % {
        "version": THRESHOLDS.version,
        "fully": THRESHOLDS.fully,
        "safely": THRESHOLDS.safely,
        "with_help": THRESHOLDS.with_help,
    }
