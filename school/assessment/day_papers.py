"""What is printed of an evening of stations: the plan for the office, a sign for each door."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.models import AssessmentDay
from school.assessment.timetables import Cell, Room, of_day
from school.lib.fields import in_language
from school.lib.format import clock
from school.lib.paper import Column, Paper, Table, joined
from school.lib.spreadsheet import Value
from school.ui.templatetags.ui import full_date

# Columns that a sheet across has room for.
ACROSS = 6


def plan_paper(day: AssessmentDay) -> list[Paper]:
    """Times down, rooms across, with names: for the registrar's hand only."""
    timetable = of_day(day)
    rooms = timetable.rooms
    parts = [rooms[at : at + ACROSS] for at in range(0, len(rooms), ACROSS)]
    return [
        Paper(
            title=_("Plan of the assessment"),
            subject=day.cohort.name,
            issuer=in_language(settings.SCHOOL_NAME),
            facts=[
                *_facts(day),
                (_("Candidates on the plan"), timetable.candidates),
            ],
            tables=[_across(part) for part in parts],
            notes=[_("Names are on this paper. It does not lie in any room.")],
            is_landscape=True,
        )
    ]


def door_signs(day: AssessmentDay) -> list[Paper]:
    """Numbers only, whatever the edition says: everybody passes a door."""
    columns = [
        Column(_("Time of the turn"), 95, "sign"),
        Column(_("Candidate number"), 45, "sign"),
        Column(_("Was here"), 0, "blank"),
    ]
    return [
        Paper(
            title=room.room,
            subject=f"{day.cohort.name} · {room.station}",
            issuer=in_language(settings.SCHOOL_NAME),
            facts=_facts(day),
            tables=[Table(columns, [_turn(cell) for cell in room.cells])],
            notes=[_("Wait outside until your number is called.")],
        )
        for room in of_day(day).rooms
        if room.cells
    ]


def _facts(day: AssessmentDay) -> list[tuple[str, Value]]:
    return [
        (_("Day of the assessment"), full_date(day.on)),
        (_("Place of the assessment"), str(day.venue)),
    ]


def _across(rooms: Sequence[Room]) -> Table:
    by_time = [{cell.starts_at: cell for cell in room.cells} for room in rooms]
    times = sorted({at for cells in by_time for at in cells})
    columns = [Column(_("Begins at"), 16, "number")]
    columns += [Column(f"{room.room} {room.station}") for room in rooms]
    who: list[Value] = [_("Examiners"), *(_names(room) for room in rooms)]
    rows = [
        [_clock(at), *(_candidate(cells.get(at)) for cells in by_time)] for at in times
    ]
    return Table(columns, [who, *rows])


def _names(room: Room) -> str:
    return joined(str(user) for user in room.examiners)


def _candidate(cell: Cell | None) -> Value:
    if cell is None:
        return None
    practical = cell.practical
    who = f"{practical.candidate_number} {practical.enrollment.person.name}"
    if not cell.instead:
        return who
    return _("%(who)s (examined by %(names)s)") % {
        "who": who,
        "names": joined(map(str, cell.instead)),
    }


def _turn(cell: Cell) -> list[Value]:
    times = f"{_clock(cell.starts_at)} – {_clock(cell.ends_at)}"
    return [times, cell.practical.candidate_number, ""]


def _clock(moment: datetime) -> str:
    return clock(timezone.localtime(moment))
