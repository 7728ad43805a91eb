"""Anchor files: one a day, small, to be copied to where nobody at the database can write."""

import json
from datetime import date
from pathlib import Path
from typing import Final

from school.journal.chain.rules import Anchor, Sealed

NAME: Final = "journal-{day}.json"


def write(folder: Path, seal: Sealed, *, on: date) -> Path:
    path = folder / NAME.format(day=on.isoformat())
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(
        json.dumps({"day": on.isoformat(), "seal": seal.number, "digest": seal.digest})
        + "\n"
    )
    half.rename(path)
    return path


def read(folder: Path) -> list[Anchor]:
    """Oldest first. One that is no anchor any more names a seal that cannot be."""
    return [_anchor(path) for path in sorted(folder.glob(NAME.format(day="*")))]


def _anchor(path: Path) -> Anchor:
    try:
        told = json.loads(path.read_text())
        return Anchor(path.name, int(told["seal"]), str(told["digest"]))
    except (ValueError, KeyError, TypeError):
        return Anchor(path.name, 0, "")
