"""What became of the class afterwards, in work and pay, as its page of results tells it."""

from django.utils.translation import gettext as _

from school.attendance.papers.documents import issuer
from school.lib.masking import SMALLEST
from school.lib.paper import Column, Paper, Table
from school.outcomes import figures
from school.outcomes.dossier.facts import Facts


def follow_up(facts: Facts) -> Paper:
    """就业与收入回访汇总: rates with what they rest on, of no fewer than five people, nobody's name."""
    told = figures.sections(facts.results_then, people=_("people"))
    return Paper(
        title=_("Summary of work and pay afterwards"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[_table(section) for section in told if section.figures],
        notes=[*_notes(told), _fewest()],
        signatures=[_("In charge"), _("Date of signing")],
        is_landscape=True,
    )


def _table(section: figures.Section) -> Table:
    columns = [
        Column(_("Figure"), 40),
        Column(_("What it comes to"), 26, "number"),
        Column(_("Of how many"), 44),
        Column(_("Known of"), 44),
        Column(_("How it is worked out")),
    ]
    rows = [
        [one.label, _value(one), one.of, one.coverage, one.definition]
        for one in section.figures
    ]
    return Table(columns, rows, title=section.title)


def _value(figure: figures.Figure) -> str:
    return "\n".join(filter(None, [figure.value, figure.interval]))


def _notes(told: list[figures.Section]) -> list[str]:
    empty = [f"{one.title}: {one.empty}" for one in told if one.empty]
    left_out = [
        _("%(when)s, not in the pay figures: %(why)s")
        % {"when": one.title, "why": "; ".join(one.left_out)}
        for one in told
        if one.left_out
    ]
    return [*empty, *left_out]


def _fewest() -> str:
    return _("Of fewer than %(smallest)s people no figure is shown.") % {
        "smallest": SMALLEST
    }
