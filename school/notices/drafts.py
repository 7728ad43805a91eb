"""The built-in text of a kind in the desk's own notation, to begin a new wording from.

It is rendered with signs in the place of facts. What is missing once a fact is not
known goes into brackets.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from django.template import TemplateSyntaxError
from django.utils import timezone, translation

from school.notices import samples, wording
from school.notices.kinds import facts_of
from school.notices.rules.texts import PIECE
from school.ui.templatetags.ui import day, evening

SENTENCE_ENDS = tuple(".。:：!！?？")
# Days and numbers that no text holds by itself.
FIRST_DAY, FIRST_NUMBER = datetime(2001, 1, 2, 3, 4), 9_870_001


def draft(kind: str, part: str, language: str) -> str:
    """Nothing, where the template makes more of a fact than a sign can stand for."""
    with translation.override(language):
        try:
            found = _drafted(kind, part)
            return found if _says_the_same(found, kind, part) else ""
        except (AttributeError, TemplateSyntaxError, TypeError, ValueError):
            return ""


def _drafted(kind: str, part: str) -> str:
    return "".join(_pieces(kind, part, sorted(facts_of(kind).flags), {}))


def _pieces(
    kind: str, part: str, flags: list[str], so: Mapping[str, bool]
) -> list[str]:
    """What is said either way stands once; the rest in brackets that name the flag."""
    if not flags:
        return PIECE.findall(_bracketed(kind, part, so))
    name, *others = flags
    without, with_it = (
        _pieces(kind, part, others, {**so, name: is_so}) for is_so in (False, True)
    )
    found: list[str] = []
    matched = SequenceMatcher(None, without, with_it, autojunk=False)
    for tag, begins, ends, other_begins, other_ends in matched.get_opcodes():
        if tag == "equal":
            found += without[begins:ends]
            continue
        found += [_marked(one, f"{{{name}!}}") for one in without[begins:ends]]
        found += [
            _marked(one, f"{{{name}?}}") for one in with_it[other_begins:other_ends]
        ]
    return found


def _says_the_same(text: str, kind: str, part: str) -> bool:
    return all(
        _plainly(wording.said(text, kind, context))
        == _plainly(wording.built_in(kind, part, context))
        for context in (samples.full(kind), samples.least(kind))
    )


def _plainly(text: str) -> str:
    return "".join(text.split())


def _bracketed(kind: str, part: str, flags: Mapping[str, bool]) -> str:
    facts = facts_of(kind)
    names = sorted(facts.always | facts.sometimes)
    whole = _rendered(kind, part, names, flags)
    spans = []
    for name in sorted(facts.sometimes):
        less = _rendered(kind, part, [one for one in names if one != name], flags)
        if less != whole:
            spans.append(_left_out(whole, less))
    for begins, ends in sorted(spans, reverse=True):
        inside = whole[begins:ends]
        if "[" not in inside and "]" not in inside:
            whole = f"{whole[:begins]}[{inside}]{whole[ends:]}"
    return whole


def _left_out(whole: str, less: str) -> tuple[int, int]:
    begins = 0
    while begins < len(less) and whole[begins] == less[begins]:
        begins += 1
    length = len(whole) - len(less)
    # Neighbours that begin alike leave open where it lies: a sentence is left out whole.
    places = [begins]
    while begins and whole[begins - 1] == whole[begins + length - 1]:
        begins -= 1
        places.append(begins)
    whole_ones = [
        place
        for place in places
        if whole[place : place + length].rstrip().endswith(SENTENCE_ENDS)
    ]
    begins = whole_ones[-1] if whole_ones else places[0]
    return begins, begins + length


def _marked(piece: str, mark: str) -> str:
    return f"[{mark}{piece.removeprefix('[').removesuffix(']')}]"


def _rendered(kind: str, part: str, names: list[str], flags: Mapping[str, bool]) -> str:
    signs = dict(_signs(kind))
    context = {name: signs[name] for name in names} | dict(flags)
    text = wording.built_in(kind, part, wording.frozen(context))
    for name, sign in signs.items():
        for shown in _shown(sign):
            text = text.replace(shown, f"{{{name}}}")
    return text


def _signs(kind: str) -> Iterator[tuple[str, Any]]:
    facts = facts_of(kind)
    zone = timezone.get_current_timezone()
    for place, name in enumerate(sorted(facts.always | facts.sometimes)):
        sample = samples.sample(kind, name)
        moment = (FIRST_DAY + timedelta(days=place)).replace(tzinfo=zone)
        if isinstance(sample, int):
            yield name, FIRST_NUMBER + place
        elif isinstance(sample, dict) and "at" in sample:
            yield name, moment
        elif isinstance(sample, dict) and "on" in sample:
            yield name, moment.date()
        else:
            yield name, f"{{{name}}}"


def _shown(sign: Any) -> list[str]:
    if isinstance(sign, datetime):
        # The longer first: it holds the other.
        return [evening(sign), day(sign)]
    return [day(sign)] if isinstance(sign, date) else [str(sign)]
