"""A report's figures as plain numbers and keys, as they are shown and no finer, and back."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from school.feedback.surveys.rules import Shown
from school.outcomes.rules.breakdown import Cell, Count, Kind, Like, Line
from school.outcomes.rules.costs import Cost
from school.outcomes.rules.published import Published
from school.outcomes.rules.results import After, Change, Results
from school.outcomes.rules.rows import LeftOut
from school.outcomes.rules.shares import Bound, Share
from school.outcomes.rules.waited import Against, Why
from school.wages.rules import to_show, to_show_between

Plain = dict[str, Any]


def to_plain(told: Published) -> Plain:
    return {
        "classes": told.classes,
        "results": asdict(rounded(told.results)),
        "like": asdict(told.like),
        "tables": {
            kind: [_plain_line(line, told.like.kind) for line in lines]
            for kind, lines in told.tables.items()
        },
        "since": dict(told.since),
        "cost": asdict(told.cost),
        "content": _plain_content(told.content),
        "content_of": told.content_of,
        "against": told.against and [asdict(stepped(one)) for one in told.against],
    }


def from_plain(number: int, plain: Plain) -> Published:
    content = _content(plain.get("content"))
    # Format 1 did not say how many were looked at.
    looked_at = plain.get("content_of") or max(plain["classes"], content.classes)
    return Published(
        number=number,
        classes=plain["classes"],
        results=_results(plain["results"]),
        like=Like(**plain["like"]),
        tables={
            Kind(kind): [_line(line) for line in lines]
            for kind, lines in plain["tables"].items()
        },
        since=plain["since"],
        cost=Cost(**plain["cost"]),
        content=content,
        content_of=looked_at,
        against=_against(plain.get("against")),
    )


def _against(plain: list[Plain] | None) -> tuple[Against, ...] | None:
    """None in a report from before it was told."""
    if plain is None:
        return None
    return tuple(
        Against(
            **{
                **one,
                "why": one["why"] and Why(one["why"]),
                "between": one["between"] and tuple(one["between"]),
            }
        )
        for one in plain
    )


def _plain_content(shown: Shown) -> Plain:
    return {
        "answers": shown.answers,
        "tenths": list(shown.tenths),
        "classes": shown.classes,
    }


def _content(plain: Plain | None) -> Shown:
    """Of format 1 it may be absent; how many were asked is not told again."""
    if plain is None:
        return Shown()
    return Shown(
        answers=plain["answers"],
        tenths=tuple(plain["tenths"]),
        classes=plain["classes"],
    )


def rounded(found: Results) -> Results:
    """Pay in the steps in which it is shown."""
    return replace(
        found,
        after=tuple(
            replace(one, changes=tuple(map(_rounded, one.changes)))
            for one in found.after
        ),
    )


def _rounded(one: Change) -> Change:
    return replace(
        one,
        median_fen=_near(one.median_fen, one.kind),
        mean_fen=_near(one.mean_fen, one.kind),
        before_fen=_near(one.before_fen, one.kind),
        after_fen=_near(one.after_fen, one.kind),
        median_between=_outwards(one.median_between, one.kind),
        mean_between=_outwards(one.mean_between, one.kind),
    )


def stepped(one: Against) -> Against:
    """Pay in the steps in which it is shown."""
    return replace(
        one,
        more_fen=_near(one.more_fen, one.kind),
        between=_outwards(one.between, one.kind),
    )


def _near(fen: int | None, kind: str) -> int | None:
    return None if fen is None else to_show(fen, kind)


def _outwards(ends: tuple[int, int] | None, kind: str) -> tuple[int, int] | None:
    return ends and to_show_between(ends, kind)


def rounded_line(line: Line, kind: str) -> Line:
    return Line(
        line.key,
        {count: cell and _cell(cell, kind) for count, cell in line.cells.items()},
    )


def _cell(cell: Cell, kind: str) -> Cell:
    if cell.median_fen is None or cell.mean_fen is None:
        return cell
    return replace(
        cell,
        median_fen=to_show(cell.median_fen, kind),
        mean_fen=to_show(cell.mean_fen, kind),
    )


def _plain_line(line: Line, kind: str) -> Plain:
    cells = rounded_line(line, kind).cells
    return {
        "key": list(line.key),
        "cells": {count: cell and asdict(cell) for count, cell in cells.items()},
    }


def _line(plain: Plain) -> Line:
    cells = {
        Count(count): cell and Cell(**cell) for count, cell in plain["cells"].items()
    }
    return Line(tuple(plain["key"]), cells)


def _results(plain: Plain) -> Results:
    return Results(
        roll=plain["roll"],
        completed=_share(plain["completed"]),
        certified=_share(plain["certified"]),
        external=_share(plain["external"]),
        after=tuple(map(_after, plain["after"])),
    )


def _after(plain: Plain) -> After:
    return After(
        months=plain["months"],
        is_due=plain["is_due"],
        employed=_share(plain["employed"]),
        reached=_share(plain["reached"]),
        stayed=plain["stayed"] and _share(plain["stayed"]),
        changes=tuple(map(_change, plain["changes"])),
        left_out=tuple(
            (LeftOut(reason), number) for reason, number in plain["left_out"]
        ),
    )


def _change(plain: Plain) -> Change:
    told = dict(plain)
    for name in ("median_between", "mean_between"):
        told[name] = told[name] and tuple(told[name])
    told["coverage"] = _share(told["coverage"])
    told["rose"] = told["rose"] and _share(told["rose"])
    return Change(**told)


def _share(plain: Mapping[str, Any]) -> Share:
    return Share(plain["numerator"], plain["denominator"], Bound(plain["bound"]))
