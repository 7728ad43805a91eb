"""What somebody has to choose on a sheet that was marked on several phones."""

from collections.abc import Sequence

from school.assessment.models import CriticalMark, ItemMark, Marking
from school.assessment.rules.conflicts import Line, contradictions


def items_to_choose(marking: Marking) -> dict[int, Sequence[ItemMark]]:
    """By item: the marks of which one is to count."""
    marks = {mark.pk: mark for mark in marking.item_marks.all()}
    lines = (
        (mark.item_id, Line(mark.pk, mark.points, mark.device, mark.seen))
        for mark in marks.values()
    )
    found = contradictions(lines)
    return {item: [marks[one.sequence] for one in of] for item, of in found.items()}


def criticals_to_choose(marking: Marking) -> dict[int, Sequence[CriticalMark]]:
    """By critical fail: seen on one phone, and not on another."""
    marks = {mark.pk: mark for mark in marking.critical_marks.all()}
    lines = (
        (
            mark.critical_fail_id,
            Line(mark.pk, int(mark.is_observed), mark.device, mark.seen),
        )
        for mark in marks.values()
    )
    found = contradictions(lines)
    return {fail: [marks[one.sequence] for one in of] for fail, of in found.items()}


def contradictions_of(marking: Marking) -> int:
    """On how many steps of the sheet somebody has to choose."""
    return len(items_to_choose(marking)) + len(criticals_to_choose(marking))
