"""The report of a company's pay table: a line for each row, with what became of it and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from school.lib.tables import Line
from school.wages.uploads.judging import Outcome, Verdict, code
from school.wages.uploads.models import UploadRow, WageUpload
from school.wages.uploads.rules import Row

# As they would be kept, until it is decided: every question of a page (with more of them
# something is wrong with the whole table), and of what fits as much as anybody compares.
MOST_READ: Final[dict[str, int]] = {Outcome.ASKED: 200, Outcome.FITS: 50}


def checked(
    upload: WageUpload,
    verdicts: Iterable[Verdict],
    bad: Iterable[Line],
    *,
    codes: Collection[str],
) -> list[UploadRow]:
    """Of each row what would become of it; of no worker's code but those in `codes`. Not saved."""
    return [
        *_unread(upload, bad, codes=codes),
        *_judged(upload, verdicts, codes=codes),
    ]


def tell(
    upload: WageUpload, taken: Iterable[Verdict], others: Iterable[Verdict]
) -> None:
    """What became of each; of those with nothing to say, by the hundred."""
    numbers: dict[str, list[int]] = {Outcome.TAKEN: [], Outcome.CORRECTED: []}
    for one in taken:
        which = Outcome.CORRECTED if one.replaces else Outcome.TAKEN
        numbers[which].append(one.row.number)
    for done, rows in numbers.items():
        upload.report.filter(number__in=rows).update(outcome=done, reasons=[])
    for one in others:
        # It has changed since it was checked.
        outcome = Outcome.LEFT if one.outcome == Outcome.ASKED else one.outcome
        upload.report.filter(number=one.row.number).update(
            outcome=outcome, reasons=[["", reason] for reason in one.codes]
        )


def _unread(
    upload: WageUpload, bad: Iterable[Line], *, codes: Collection[str]
) -> Iterator[UploadRow]:
    for line in bad:
        worker = code(line.texts.get("worker", ""))
        yield UploadRow(
            upload=upload,
            number=line.number,
            # Else it may be anything: an ID number in the wrong column.
            worker=worker if worker in codes else "",
            outcome=Outcome.REFUSED,
            reasons=[[reason.title, reason.code] for reason in line.reasons],
        )


def _judged(
    upload: WageUpload,
    verdicts: Iterable[Verdict],
    *,
    codes: Collection[str],
) -> Iterator[UploadRow]:
    counts: Counter[str] = Counter()
    for one in verdicts:
        reasons, outcome = list(one.codes), one.outcome
        counts[outcome] += 1
        is_read = counts[outcome] <= MOST_READ.get(outcome, 0)
        if outcome == Outcome.ASKED and not is_read:
            reasons, outcome = [*reasons, "too_many_asked"], Outcome.REFUSED
        yield UploadRow(
            upload=upload,
            number=one.row.number,
            worker=one.row.worker if one.row.worker in codes else "",
            outcome=outcome,
            reasons=[["", reason] for reason in reasons],
            reads=_reads(one.row) if is_read else {},
        )


def _reads(row: Row) -> dict[str, str | int]:
    """For the one who decides, on the page: as it would be kept."""
    assert row.days
    return {
        "name": row.name,
        "first": row.days[0].isoformat(),
        "last": row.days[1].isoformat(),
        "amount_fen": row.pay.amount_fen,
        "unit": row.pay.unit,
        "quantity": row.pay.quantity_hundredths,
    }
