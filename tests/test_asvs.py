"""The table of OWASP ASVS is whole, and points at what is there."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs/asvs.md"
MARKS = ("met", "partly", "gap", "does not apply")
# Levels 1 and 2 of version 5.0.0, in its order; what is wanting belongs to level 3.
WANTED = """
V1.1: 1-2
V1.2: 1-9
V1.3: 1-11
V1.4: 1-3
V1.5: 1-2
V2.1: 1-3
V2.2: 1-3
V2.3: 1-4
V2.4: 1
V3.2: 1-2
V3.3: 1-4
V3.4: 1-6
V3.5: 1-5
V3.7: 1-2
V4.1: 1-3
V4.2: 1
V4.3: 1-2
V4.4: 1-4
V5.1: 1
V5.2: 1-3
V5.3: 1-2
V5.4: 1-3
V6.1: 1-3
V6.2: 1-12
V6.3: 1-4
V6.4: 1-4
V6.5: 1-5
V6.6: 1-3
V6.8: 1-4
V7.1: 1-3
V7.2: 1-4
V7.3: 1-2
V7.4: 1-5
V7.5: 1-2
V7.6: 1-2
V8.1: 1-2
V8.2: 1-3
V8.3: 1
V8.4: 1
V9.1: 1-3
V9.2: 1-4
V10.1: 1-2
V10.2: 1-2
V10.3: 1-4
V10.4: 1-11
V10.5: 1-5
V10.6: 1-2
V10.7: 1-3
V11.1: 1-2
V11.2: 1-3
V11.3: 1-3
V11.4: 1-4
V11.5: 1
V11.6: 1
V12.1: 1-3
V12.2: 1-2
V12.3: 1-4
V13.1: 1
V13.2: 1-5
V13.3: 1-2
V13.4: 1-5
V14.1: 1-2
V14.2: 1-4
V14.3: 1-3
V15.1: 1-3
V15.2: 1-3
V15.3: 1-7
V16.1: 1
V16.2: 1-5
V16.3: 1-4
V16.4: 1-3
V16.5: 1-3
V17.1: 1
V17.2: 1-4
V17.3: 1-2
"""
COUNTS = re.compile(r"^\| (met|partly|gap|does not apply) \| (\d+) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    ids: str
    mark: str
    shown_by: str


def wanted() -> list[str]:
    return [
        f"{section}.{number}"
        for line in WANTED.split("\n")
        if line
        for section, _, spans in [line.partition(": ")]
        for span in spans.split(" ")
        for number in _numbers(span)
    ]


def _numbers(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


def rows(text: str) -> list[Row]:
    cells = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| V")
    )
    return [Row(ids, mark, shown) for ids, _what, mark, _how, shown in cells]


def ids_of(row: Row) -> list[str]:
    """A range goes from the first to the last, in the order of the standard."""
    first, _, last = row.ids.partition("-")
    order = wanted()
    if first not in order or (last or first) not in order:
        return [row.ids]
    return order[order.index(first) : order.index(last or first) + 1]


def told(found: list[Row]) -> Counter[str]:
    """How many requirements have each mark."""
    return Counter(row.mark for row in found for _id in ids_of(row))


def faults(text: str) -> Iterator[str]:
    found = rows(text)
    times = Counter(one for row in found for one in ids_of(row))
    yield from (f"{one} is wanting" for one in wanted() if not times[one])
    yield from (f"{one} stands {many} times" for one, many in times.items() if many > 1)
    yield from (f"{one} is no requirement" for one in times.keys() - {*wanted()})
    yield from (f"{row.ids}: {row.mark}?" for row in found if row.mark not in MARKS)
    counts = {mark: int(number) for mark, number in COUNTS.findall(text)}
    if counts != told(found):
        yield f"the counts are {told(found)}"
    for row in found:
        yield from (f"{row.ids}: {fault}" for fault in _of_evidence(row))


def _of_evidence(row: Row) -> Iterator[str]:
    named = re.findall(r"`([^`]+)`", row.shown_by)
    if row.mark != "does not apply" and not named:
        yield "nothing shows it"
    if ", ".join(f"`{one}`" for one in named) != row.shown_by:
        yield f"{row.shown_by} is more than files and settings"
    for one in named:
        path, _, setting = one.partition(": ")
        if not (ROOT / path).exists():
            yield f"{path} is not there"
        elif setting and setting not in _assigned(ROOT / path):
            yield f"{path} has no {setting}"


def _assigned(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        name.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }


def test_the_list_is_that_of_levels_1_and_2() -> None:
    assert len(wanted()) == len(set(wanted())) == 253


def test_each_requirement_stands_once_with_what_shows_it() -> None:
    assert list(faults(TABLE.read_text("utf-8"))) == []


def test_each_gap_is_told_in_plain_words_at_the_top() -> None:
    text = TABLE.read_text("utf-8")
    top = text[: text.index("\n| V")]
    gaps = {one for row in rows(text) if row.mark == "gap" for one in ids_of(row)}
    assert gaps == {*re.findall(r"V\d+\.\d+\.\d+", top)} & gaps


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| V1.1.1 |", "| V1.1.2 |", "V1.1.1 is wanting"),
        ("| V1.1.1 |", "| V1.1.2 |", "V1.1.2 stands 2 times"),
        ("| V1.1.1 |", "| V1.1.9 |", "V1.1.9 is no requirement"),
        ("| V17.1.1-V17.3.2 |", "| V17.1.1-V17.3.1 |", "V17.3.2 is wanting"),
        ("\n| gap | ", "\n| gap | 9", "the counts are"),
        ("| gap | no scanner", "| open | no scanner", "V5.4.3: open?"),
        ("`tests/bad_input/hostile.py`", "`tests/none.py`", "V1.2.1: tests/none.py is"),
        (": PUSH_SERVICES`", ": NO_SUCH`", "V1.3.6: school/settings/messages.py has"),
        ("`bin/serve.py`", "the code", "V1.2.5: nothing shows it"),
        ("`bin/serve.py`", "the code, `bin/lint`", "more than files and settings"),
    ],
)
def test_what_is_wrong_is_found(old: str, new: str, said: str) -> None:
    text = TABLE.read_text("utf-8")
    assert old in text
    found = list(faults(text.replace(old, new, 1)))
    assert any(said in fault for fault in found), found
