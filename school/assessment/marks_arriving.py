"""What a phone sends of sheets, read with care."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from school.assessment.actions.lines import Given, Kind
from school.assessment.forms import NOTE_LENGTH
from school.lib import batches

MOST_LINES, MOST_POINTS, MOST_SEEN = 200, 1000, 10_000
CODE, CLAIM, DEVICE, RUBRIC = 40, 32, 36, 64


@dataclass(frozen=True, slots=True)
class Sent:
    """A line, and of which sheet it is."""

    sheet: str
    claim: str
    given: Given


@dataclass(frozen=True, slots=True)
class OfSheet:
    """The lines of one sheet, in the order in which they were given."""

    code: str
    claim: str
    given: Sequence[Given]


def parse(body: bytes) -> tuple[list[OfSheet], list[str]]:
    """The lines by sheet, and the uuids of those that cannot be read.

    Raises one of `batches.MALFORMED` where it is nothing that the page's script sends.
    """
    _sent, rows = batches.opened(body, rows="marks", most=MOST_LINES)
    lines, others = batches.each(rows, _line)
    by_sheet: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for line in lines:
        by_sheet[line.sheet, line.claim].append(line.given)
    sheets = [OfSheet(*of, given) for of, given in by_sheet.items()]
    return sheets, others


def _line(one: Mapping[str, Any]) -> Sent:
    kind = Kind(one["kind"])
    points = one.get("points")
    return Sent(
        sheet=_text(one["sheet"], CODE),
        claim=_text(one["claim"], CLAIM),
        given=Given(
            uuid=UUID(str(one["uuid"])),
            kind=kind,
            given_at=batches.moment(one["at"]),
            device=_text(one.get("device", ""), DEVICE),
            rubric=_text(one.get("rubric", ""), RUBRIC),
            subject=_text(one.get("subject", ""), CODE),
            points=None if points is None else _number(points, MOST_POINTS),
            is_observed=one.get("is_observed") is True,
            seen=_number(one.get("seen", 0), MOST_SEEN),
            note=_text(one.get("note", ""), NOTE_LENGTH),
            note_before=_text(one.get("note_before", ""), NOTE_LENGTH),
            rest_not_done=one.get("rest_not_done") is True,
        ),
    )


def _text(value: Any, most: int) -> str:
    """Counted as the browser counts: a line's end is one sign."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a text")
    text = value.replace("\r\n", "\n")
    if len(text) > most:
        raise ValueError("too long")
    return text


def _number(value: Any, most: int) -> int:
    # Beyond it no column takes it; what is too many points is refused with its reason.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError("not a count")
    return value
