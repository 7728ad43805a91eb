"""What a file holds and what is wrong with it, in rows for a page or a sheet."""

from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from school.assessment.exchange.columns import HEADINGS, word
from school.assessment.exchange.planning import Change, Plan
from school.assessment.exchange.sentences import Problem
from school.assessment.rules.written import Written
from school.lib.sheets import marked
from school.lib.spreadsheet import Sheet, workbook

SHORT = 60
# More places than these with one thing wrong are no list to read.
ALIKE = 10


def new_rows(plan: Plan) -> list[tuple[str, str, str]]:
    return [_row(one) for one in plan.new]


def change_rows(changes: Sequence[Change]) -> list[tuple[str, str, str, str]]:
    """A question, and the columns in which the file differs from the bank."""
    return [
        (
            *_row(change.written),
            " / ".join(str(HEADINGS.get(name, _("Options"))) for name in change.names),
        )
        for change in changes
    ]


def _row(one: Written) -> tuple[str, str, str]:
    return one.code, word("kind", one.kind), Truncator(one.stem_zh).chars(SHORT)


def gathered(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """What is said of many places alike is said once, with their number."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        places.setdefault(problem.sentence, []).append(problem.place)
    rows = []
    for sentence, found in places.items():
        if len(found) > ALIKE:
            data = {"first": found[0], "count": len(found)}
            rows.append((_("%(first)s and others, %(count)s in all") % data, sentence))
        else:
            rows += [(place, sentence) for place in found]
    return rows


def marked_copy(data: bytes | None, problems: Sequence[Problem]) -> bytes:
    """The workbook that was sent, with a note at each bad cell; without one, a list."""
    rows = [(problem.place, problem.sentence) for problem in problems]
    listed = Sheet(_("What is wrong"), [_("Place in the file"), _("What to do")], rows)
    if data is None:
        return workbook([listed])
    notes: dict[str, str] = {}
    for place, text in rows:
        notes[place] = f"{notes[place]}\n{text}" if place in notes else text
    return marked(data, notes, listed)
