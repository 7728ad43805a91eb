"""What a corrected report would tell otherwise than the one that stands, for who publishes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from school.outcomes.figures import DASH
from school.outcomes.reports.words import of_figures
from school.outcomes.rules.published import Published
from school.outcomes.tables import FEW


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure in words, as it stands in public and as it would; empty where it is not told."""

    where: str
    label: str
    was: str
    now: str

    @property
    def is_lost(self) -> bool:
        """It is in public today, and would not be told any more."""
        return bool(self.was) and not self.now


def changes(old: Published, new: Published) -> list[Changed]:
    before, after = _told(old), _told(new)
    return [
        Changed(*key, was=before.get(key, ""), now=after.get(key, ""))
        for key in {**before, **after}
        if before.get(key, "") != after.get(key, "")
    ]


def _told(report: Published) -> dict[tuple[str, str], str]:
    return dict(_each(of_figures(report)))


def _each(shown: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for section in shown["sections"]:
        for figure in section.figures:
            value = "" if figure.value == DASH else figure.value
            of = f" ({figure.of})" if value and figure.of else ""
            yield (section.title, figure.label), f"{value}{of}"
    for group in shown["groups"]:
        labels = [label for label, _whom in group.table.columns]
        for row in group.table.rows:
            for label, cell in zip(labels, row.cells, strict=True):
                told = cell.value not in {DASH, str(FEW)}
                words = {"group": row.label, "figure": label}
                key = group.table.title, _("%(group)s: %(figure)s") % words
                yield key, f"{cell.value} {cell.of}".strip() if told else ""
