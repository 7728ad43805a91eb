"""An assessment item of anybody's, as a question of ours."""

import hashlib
import re
from decimal import Decimal

from school.assessment.exchange.qti.item import Item, Picture
from school.assessment.exchange.qti.languages import part_languages, read_explanation
from school.assessment.exchange.qti.prose import BLANK, is_interaction
from school.assessment.rules.answers import numeric
from school.assessment.rules.written import (
    FIELDS,
    LETTERS,
    Fault,
    decimal_text,
    option_field,
)
from school.assessment.rules.written.shape import LONGEST_CODE, LONGEST_UNIT
from school.lib.markup import Node

CHOICE, ORDER, TEXT = "choiceInteraction", "orderInteraction", "textEntryInteraction"
KNOWN = {CHOICE, ORDER, TEXT}
YES_NO = (
    {"true", "false"},
    {"yes", "no"},
    {"对", "错"},
    {"正确", "错误"},
    {"是", "否"},
    {"√", "×"},
)
TEMPLATES = ("templateDeclaration", "templateProcessing")


def read_item(root: Node, file: str, picture: Picture) -> Item:
    item = Item(root, file, picture)
    item.places = dict.fromkeys(FIELDS, item.at("assessmentItem"))
    item.put("code", _code(root), "assessmentItem", "identifier")
    body = root.child("itemBody")
    found = [one for one in body.all() if is_interaction(one)] if body else []
    strange = [one.name for one in found if one.name not in KNOWN]
    if strange:
        item.fault("kind", "unknown_interaction", strange[0], name=strange[0])
    elif not found or body is None:
        item.fault("kind", "nothing_asked", "itemBody")
    elif len(found) > 1:
        item.fault("kind", "interactions", "itemBody", count=len(found))
    elif any(root.first(name) for name in TEMPLATES):
        item.fault("kind", "computed", "templateDeclaration")
    else:
        _body(item, body, found[0])
        read_explanation(item)
        part_languages(item)
    return item


def _code(root: Node) -> str:
    """The identifier, where it can be a code; else one that is the same every time."""
    for name in ("identifier", "label"):
        code = root.get(name)
        if code and len(code) <= LONGEST_CODE and not set(code) & set(" \t\n"):
            return code
    digest = hashlib.sha256(root.get("identifier").encode()).hexdigest()
    return f"X{digest[: LONGEST_CODE - 1]}" if root.get("identifier") else ""


def _body(item: Item, body: Node, interaction: Node) -> None:
    inside = {id(one) for one in interaction.all("img")}
    pictures = [one for one in body.all("img") if id(one) not in inside]
    prompt = interaction.child("prompt")
    if prompt:
        pictures += list(prompt.all("img"))
    if len(pictures) > 1:
        item.fault("picture", "pictures", "itemBody", count=len(pictures))
    for one in pictures[:1]:
        _picture(item, "picture", one, "itemBody", "img")
    stem = item.said(body, blank=interaction.name == TEXT and not item.is_ours)
    if prompt:
        stem = "\n".join(filter(None, [stem, item.said(prompt)]))
    if interaction.name == TEXT:
        stem = _number(item, body, interaction, stem)
    else:
        _choices(item, interaction)
    item.put("stem", stem, "itemBody")


def _picture(item: Item, name: str, node: Node, *elements: str) -> None:
    found = item.picture(node, item.file)
    if isinstance(found, Fault):
        item.fault(name, found.code, *elements, **found.data)
    else:
        item.put(name, found, *elements)


# Choices


def _choices(item: Item, interaction: Node) -> None:
    choices = [one for one in interaction.children if one.name == "simpleChoice"]
    if len(choices) > len(LETTERS):
        item.fault("kind", "options", interaction.name, count=len(choices))
        return
    keys: dict[str, str] = {}
    for letter, choice in zip(LETTERS, choices, strict=False):
        name = choice.get("identifier")
        keys[name] = letter
        words = item.said(choice)
        if image := choice.first("img"):
            place = ("simpleChoice", name)
            _picture(item, option_field(letter, "picture"), image, *place)
            words = words or " ".join(image.get("alt").split()) or letter
        item.put(option_field(letter, "text"), words, "simpleChoice", name)
        for part in ("zh", "en"):
            item.places[option_field(letter, part)] = item.at("simpleChoice", name)
    answers = [keys.get(value, "?") for value in _right(item.root, interaction)]
    kind = _kind(item, interaction, choices, len(answers))
    item.put("kind", kind, interaction.name)
    item.put("answer", "".join(answers), "responseDeclaration", "correctResponse")


def _kind(item: Item, interaction: Node, choices: list[Node], right: int) -> str:
    for name in interaction.get("class").split():
        if name.startswith("kind-"):
            return name.removeprefix("kind-")
    if interaction.name == ORDER:
        return "ordering"
    if right > 1:
        return "multiple"
    pictured = [one for one in choices if one.first("img")]
    if pictured and len(pictured) == len(choices):
        return "picture"
    words = {item.said(one).casefold() for one in choices}
    return "true_false" if words in YES_NO else "single"


def _right(root: Node, interaction: Node) -> list[str]:
    """The correct response; where there is none, what the mapping gives points for."""
    declaration = _declaration(root, interaction)
    if declaration is None:
        return []
    correct = declaration.child("correctResponse")
    if correct:
        return [one.text.strip() for one in correct.children if one.name == "value"]
    points = {
        one.get("mapKey"): numeric(one.get("mappedValue")) or Decimal(0)
        for one in declaration.all("mapEntry")
    }
    if declaration.get("cardinality") == "multiple":
        return [key for key, value in points.items() if value > 0]
    best = max(points.values(), default=Decimal(0))
    return [key for key, value in points.items() if value == best > 0][:1]


def _declaration(root: Node, interaction: Node) -> Node | None:
    name = interaction.get("responseIdentifier")
    found = (one for one in root.children if one.name == "responseDeclaration")
    return next((one for one in found if one.get("identifier") == name), None)


# Numbers


def _number(item: Item, body: Node, box: Node, stem: str) -> str:
    """The stem without the unit, which stands behind the box."""
    item.put("kind", "numeric", TEXT)
    right = _right(item.root, box)
    answer = right[0] if right else ""
    item.put("answer", answer, "responseDeclaration", "correctResponse")
    number = numeric(answer)
    if answer and number is None:
        place = ("responseDeclaration", "correctResponse")
        item.fault("answer", "word_wanted", *place, value=answer)
    else:
        _tolerance(item, number or Decimal(0))
    line = next((one for one in body.all("p", "div") if box in one.children), None)
    if line is None:
        return stem
    index = next(index for index, part in enumerate(line.parts) if part is box)
    before, after = (
        "".join(part if isinstance(part, str) else part.text for part in parts).strip()
        for parts in (line.parts[:index], line.parts[index + 1 :])
    )
    if not before and len(after) <= LONGEST_UNIT:
        item.put("unit", after, TEXT)
        return re.sub(rf"{BLANK}\s*{re.escape(after)}", "", stem).strip()
    return stem


def _tolerance(item: Item, answer: Decimal) -> None:
    processing = item.root.child("responseProcessing")
    equal = processing.first("equal") if processing else None
    if equal is None:
        if processing and processing.first("gte", "lte", "gt", "lt", "equalRounded"):
            item.fault("tolerance", "computed_tolerance", "responseProcessing")
        return
    sides = {numeric(one) for one in equal.get("tolerance").split()}
    mode = equal.get("toleranceMode") or "exact"
    if mode == "exact":
        return
    (near, *others) = sides or {None}
    if near is None or others:
        item.fault("tolerance", "uneven_tolerance", "equal")
        return
    if mode == "relative":
        near = abs(answer) * near / 100
    item.put("tolerance", decimal_text(near), "equal")
