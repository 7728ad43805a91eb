"""Lesson blocks of the curriculum as the blocks of a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.utils.html import format_html

from cms.first_pages.pictures import Placed, pictures_of
from school.courses.curriculum.lessons import (
    Block,
    CaseBlock,
    Lesson,
    SayBlock,
    SelfCheck,
    StepsBlock,
    TableBlock,
)

Raw = dict[str, Any]


def body(lesson: Lesson) -> list[Raw]:
    """The third table stays the third when files change: what was read of it stays read."""
    count: Counter[str] = Counter()
    blocks = []
    for block in lesson.body:
        count[block.type] += 1
        name = f"lesson:{lesson.id}/{block.type}/{count[block.type]}"
        blocks.append({**_block(block), "id": str(uuid5(NAMESPACE_URL, name))})
    for placed in pictures_of(lesson.id):
        name = f"lesson:{lesson.id}/drawing/{placed.drawing}"
        drawing = _raw("drawing", _drawing(placed))
        own = {**drawing, "id": str(uuid5(NAMESPACE_URL, name))}
        blocks.insert(_place(blocks, placed), own)
    return blocks


def self_checks(lesson: Lesson) -> list[Raw]:
    return [_raw("check", _check(check)) for check in lesson.self_check]


def paragraphs(texts: Iterable[str]) -> list[Raw]:
    return [_raw("text", _paragraph(text)) for text in texts]


def how(steps: Sequence[dict[str, str]]) -> list[Raw]:
    return [_raw("step", dict(step)) for step in steps]


def _place(blocks: Sequence[Raw], placed: Placed) -> int:
    alike = [n for n, one in enumerate(blocks) if one["type"] == placed.behind]
    return alike[placed.place - 1] + 1 if placed.place <= len(alike) else len(blocks)


def _drawing(placed: Placed) -> Raw:
    return {"drawing": placed.drawing, "caption_zh": "", "caption_en": ""}


def _block(block: Block) -> Raw:
    match block:
        case StepsBlock():
            steps = [{"text": text} for text in block.items]
            value: Any = {**_title(block), "items": _items(steps)}
        case CaseBlock():
            value = {**_title(block), "text_zh": block.zh}
        case SayBlock():
            value = _items(block.zh)
        case TableBlock():
            value = {**_title(block), "table": _table(block)}
        case _:
            value = _paragraph(block.zh) if block.type == "text" else block.zh
    return _raw(block.type, value)


def _raw(kind: str, value: Any) -> Raw:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text)


def _title(block: StepsBlock | CaseBlock | TableBlock) -> Raw:
    return {"title_zh": block.title.zh, "title_en": block.title.en}


def _items(values: Iterable[Any]) -> list[Raw]:
    return [_raw("item", value) for value in values]


def _table(block: TableBlock) -> Raw:
    return {
        "columns": [{"type": "text", "heading": word} for word in block.header],
        "rows": [{"values": list(row)} for row in block.rows],
        "caption": "",
    }


def _check(check: SelfCheck) -> Raw:
    options = [
        {"text": text, "is_right": place in check.answer}
        for place, text in enumerate(check.options)
    ]
    return {
        "stem": check.stem,
        "options": _items(options),
        "explanation": check.explanation,
    }
