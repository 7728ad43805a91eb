"""The two languages of an item, and its explanation."""

from collections.abc import Mapping

from school.assessment.exchange.qti.item import Item
from school.assessment.exchange.qti.names import LANGUAGES
from school.lib.markup import Node


def read_explanation(item: Item) -> None:
    for one in item.root.children:
        if one.name == "modalFeedback" and (words := item.said(one)):
            item.put("explanation", words, "modalFeedback")
            return


def part_languages(item: Item) -> None:
    """Each text in Chinese and in English; where there is one only, the same in both."""
    first = _language(item.root.get("lang"))
    note = next(
        (
            one
            for one in item.root.all("rubricBlock")
            if item.is_ours and one.get("view") == "author"
        ),
        None,
    )
    other = {} if note is None else _note(item, note)
    item.is_bilingual = note is not None
    for name in other.keys() & {"unit", "explanation"} - item.fields.keys():
        item.put(name, "", "rubricBlock")
    second = "zh" if first == "en" else "en"
    for name in _texts(item.fields):
        text = item.fields.pop(name)
        place = item.places.pop(name)
        stem = name.removesuffix("_text")
        for language, words in (
            (first, text),
            (second, other.get(stem, "") if note else text),
        ):
            item.fields[f"{stem}_{language}"] = words
            item.places[f"{stem}_{language}"] = place


def _texts(fields: Mapping[str, str]) -> list[str]:
    return [
        name
        for name in fields
        if name in ("stem", "unit", "explanation") or name.endswith("_text")
    ]


def _language(tag: str) -> str:
    is_english = tag.lower().split("-")[0] == LANGUAGES["en"]
    return "en" if is_english else "zh"


def _note(item: Item, note: Node) -> dict[str, str]:
    return {
        one.get("class").removeprefix("option-"): item.said(one)
        for one in note.children
        if one.name == "div"
    }
