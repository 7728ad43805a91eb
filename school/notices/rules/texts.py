"""The texts that the desk writes: `{name}` stands for a fact, `[…]` for what is said only if it is known.

`[{is_cancelled?}…]` is said where that is so, `[{is_cancelled!}…]` where it is not.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

PIECE = re.compile(r"\[[^\[\]]*\]|[^\[\]]+|[\[\]]")
FACT = re.compile(r"\{\s*([a-z_]+)\s*([?!]?)\s*\}")


AFTER_A_STOP = re.compile(r"(?<=[。！？；：，]) +")
IN_BRACKETS = re.compile(r" ?\(([^()]*[\u4e00-\u9fff]{2,}[^()]*)\)(?=[:：])")


class Fault(Enum):
    """What is wrong with a text; the words for it are the form's."""

    BRACES = "braces"
    BRACKETS = "brackets"
    UNKNOWN = "unknown"
    UNSURE = "unsure"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    name: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a kind of notice is told: always, sometimes, and only as yes or no."""

    always: frozenset[str]
    sometimes: frozenset[str]
    flags: frozenset[str]


def findings(text: str, facts: Facts) -> list[Finding]:
    """Everything that would keep `text` from being said, each once."""
    return list(dict.fromkeys(_findings(text, facts)))


def _findings(text: str, facts: Facts) -> Iterator[Finding]:
    for piece in PIECE.findall(text):
        if piece in {"[", "]"}:
            yield Finding(Fault.BRACKETS)
            continue
        if re.search(r"[{}]", FACT.sub("", piece)):
            yield Finding(Fault.BRACES)
        for name, mark in FACT.findall(piece):
            yield from _of_fact(name, mark, piece.startswith("["), facts)


def _of_fact(name: str, mark: str, is_inside: bool, facts: Facts) -> Iterator[Finding]:
    known = facts.flags if mark else facts.always | facts.sometimes
    if name not in known:
        yield Finding(Fault.UNKNOWN, name)
    elif mark and not is_inside:
        yield Finding(Fault.OUTSIDE, name)
    elif name in facts.sometimes and not is_inside:
        yield Finding(Fault.UNSURE, name)


def said(text: str, words: Mapping[str, str], flags: Collection[str] = ()) -> str:
    """The text with its facts; what stands in brackets only where all in it holds."""
    return "".join(_piece(piece, words, flags) for piece in PIECE.findall(text))


def _piece(piece: str, words: Mapping[str, str], flags: Collection[str]) -> str:
    if piece.startswith("[") and piece.endswith("]"):
        facts = FACT.findall(piece)
        if not all(_holds(name, mark, words, flags) for name, mark in facts):
            return ""
        piece = piece[1:-1]
    return FACT.sub(lambda found: "" if found[2] else words.get(found[1], ""), piece)


def _holds(
    name: str, mark: str, words: Mapping[str, str], flags: Collection[str]
) -> bool:
    if mark:
        return (name in flags) == (mark == "?")
    return bool(words.get(name))


def set_in_chinese(text: str) -> str:
    """No gap after a Chinese stop, and its own colon after a heading."""
    text = IN_BRACKETS.sub(r"（\1）", text).replace(": ", "：")
    return AFTER_A_STOP.sub("", text)
