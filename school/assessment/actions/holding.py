"""What verbs about sheets hold first, and what becomes of a sheet that changes hands."""

from collections.abc import Collection
from datetime import datetime

from school.assessment.models import Marking, Practical, SheetNote


def hold_practicals(*ids: int) -> list[Practical]:
    """Under their locks, always in one order: before any sheet of theirs."""
    return list(
        Practical.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("enrollment__person", "enrollment__cohort__edition")
        .order_by("pk")
    )


def hand_on(sheets: Collection[Marking], *, at: datetime) -> None:
    """Write that the examiners they name have these sheets from now on.

    They begin anew: neither the clock of who had it before goes along, nor her words,
    which stay in the ledger.
    """
    SheetNote.objects.bulk_create(
        SheetNote(marking=sheet, at=at, received_at=at)
        for sheet in sheets
        if sheet.note
    )
    for sheet in sheets:
        sheet.status = Marking.Status.OPEN
        sheet.started_at, sheet.note = None, ""
    Marking.objects.bulk_update(sheets, ["examiner", "status", "started_at", "note"])
