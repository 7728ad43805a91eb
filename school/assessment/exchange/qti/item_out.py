"""A question as an assessment item: one language to be read, the other as a note to the author."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from school.assessment.exchange.qti.names import (
    CARDINALITIES,
    EXPLANATION,
    INSTANCE,
    INTERACTIONS,
    ITEM,
    LANGUAGES,
    MATCH_CORRECT,
    RESPONSE,
    SCORE,
    TOOL,
)
from school.assessment.rules.written import Option, Written, decimal_text
from school.lib.spreadsheet import legible

LONGEST_TITLE = 60


def item(written: Written, files: Mapping[str, str], language: str) -> bytes:
    """`files`: from the code of a picture to where it lies, seen from the item."""
    other = "en" if language == "zh" else "zh"
    stem = _said(written, "stem", language)
    root = Element(
        "assessmentItem",
        {
            "xmlns": ITEM,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": f"{ITEM} {ITEM}.xsd",
            "identifier": written.code,
            "title": " ".join(stem.split())[:LONGEST_TITLE],
            "xml:lang": LANGUAGES[language],
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": TOOL,
        },
    )
    _declarations(root, written)
    body = SubElement(root, "itemBody")
    _paragraphs(body, stem)
    if written.picture:
        _picture(SubElement(body, "p"), files[written.picture], stem)
    _interaction(body, written, files, language)
    _other_language(body, written, other)
    _processing(root, written)
    explanation = _said(written, "explanation", language)
    if explanation:
        names = {"outcomeIdentifier": EXPLANATION, "identifier": "always"}
        feedback = SubElement(root, "modalFeedback", {**names, "showHide": "show"})
        _paragraphs(feedback, explanation)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _said(written: Written, part: str, language: str) -> str:
    return legible(str(getattr(written, f"{part}_{language}")))


def _paragraphs(parent: Element, text: str) -> None:
    for line in text.split("\n"):
        SubElement(parent, "p").text = line


def _picture(parent: Element, file: str, words: str) -> None:
    SubElement(parent, "img", {"src": file, "alt": " ".join(words.split())})


def _declarations(root: Element, written: Written) -> None:
    is_number = written.kind == "numeric"
    response = SubElement(
        root,
        "responseDeclaration",
        {
            "identifier": RESPONSE,
            "cardinality": CARDINALITIES.get(written.kind, "single"),
            "baseType": "float" if is_number else "identifier",
        },
    )
    right = SubElement(response, "correctResponse")
    for value in written.answer:
        SubElement(right, "value").text = value
    _outcome(root, SCORE, "float", "0", normalMaximum="1")
    if written.explanation_zh or written.explanation_en:
        _outcome(root, EXPLANATION, "identifier", "always")


def _outcome(root: Element, name: str, kind: str, value: str, **more: str) -> None:
    names = {"identifier": name, "cardinality": "single", "baseType": kind, **more}
    declared = SubElement(root, "outcomeDeclaration", names)
    SubElement(SubElement(declared, "defaultValue"), "value").text = value


def _interaction(
    body: Element, written: Written, files: Mapping[str, str], language: str
) -> None:
    name = INTERACTIONS[written.kind]
    names = {"responseIdentifier": RESPONSE}
    if written.kind == "numeric":
        line = SubElement(body, "p")
        box = SubElement(line, name, {**names, "expectedLength": "12"})
        box.tail = _said(written, "unit", language)
        return
    # What the standard has no word for stays in the class.
    is_shuffled = "false" if written.kind == "true_false" else "true"
    names |= {"class": f"kind-{written.kind}", "shuffle": is_shuffled}
    if name == "choiceInteraction":
        names["maxChoices"] = "0" if written.kind == "multiple" else "1"
    interaction = SubElement(body, name, names)
    for option in written.options:
        choice = SubElement(interaction, "simpleChoice", {"identifier": option.key})
        words = _option(option, language)
        if option.picture:
            _picture(choice, files[option.picture], words)
        else:
            choice.text = words


def _option(option: Option, language: str) -> str:
    return legible(option.zh if language == "zh" else option.en)


def _other_language(body: Element, written: Written, language: str) -> None:
    """No candidate sees it: for the author, in a block that takes part in nothing."""
    note = SubElement(
        body, "rubricBlock", {"view": "author", "xml:lang": LANGUAGES[language]}
    )
    for part in ("stem", "unit", "explanation"):
        if text := _said(written, part, language):
            _paragraphs(SubElement(note, "div", {"class": part}), text)
    for option in written.options:
        division = SubElement(note, "div", {"class": f"option-{option.key}"})
        _paragraphs(division, _option(option, language))


def _processing(root: Element, written: Written) -> None:
    if written.kind != "numeric":
        SubElement(root, "responseProcessing", {"template": MATCH_CORRECT})
        return
    processing = SubElement(root, "responseProcessing")
    condition = SubElement(processing, "responseCondition")
    met = SubElement(condition, "responseIf")
    mode = {"toleranceMode": "exact"}
    if written.tolerance is not None:
        near = decimal_text(written.tolerance)
        mode = {"toleranceMode": "absolute", "tolerance": f"{near} {near}"}
    equal = SubElement(met, "equal", mode)
    SubElement(equal, "variable", {"identifier": RESPONSE})
    SubElement(equal, "correct", {"identifier": RESPONSE})
    for branch, points in (
        (met, "1"),
        (SubElement(condition, "responseElse"), "0"),
    ):
        score = SubElement(branch, "setOutcomeValue", {"identifier": SCORE})
        SubElement(score, "baseValue", {"baseType": "float"}).text = points
