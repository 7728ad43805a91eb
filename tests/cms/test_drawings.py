"""The house's drawings: small, whole, in the page's colours, and each with its words."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from cms import drawings
from cms.blocks import BodyBlock
from cms.first_pages import bodies
from cms.first_pages.pictures import PICTURES
from school.courses.curriculum.reader import read

FOLDER = Path(settings.BASE_DIR) / "templates" / "cms" / "drawings"
LARGEST = 8 * 1024


def test_every_drawing_has_words_and_every_word_a_drawing() -> None:
    assert sorted(drawings.DRAWINGS) == sorted(file.stem for file in FOLDER.iterdir())
    assert len(set(drawings.DRAWINGS.values())) == len(drawings.DRAWINGS)


@pytest.mark.parametrize("name", sorted(drawings.DRAWINGS))
def test_a_drawing_is_small_plain_and_whole(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    root = ElementTree.fromstring(text)
    assert root.attrib["viewBox"]
    # Nothing that runs, is fetched, or breaks the rule against styles of its own.
    assert not re.search(r"<script|href|style=|\bon\w+=|url\(", text)


def test_a_drawing_speaks() -> None:
    html = drawings.drawn("wash-hands")
    assert html.startswith('<svg class="drawing" role="img" aria-label="')
    assert html.count("<svg") == 1
    assert drawings.drawn("no-such") == ""


def test_a_drawing_stands_in_a_body() -> None:
    body = BodyBlock().to_python(
        [{"type": "drawing", "value": {"drawing": "wash-hands", "caption_zh": "洗手"}}]
    )
    html = body.render_as_block()
    assert "<svg" in html
    assert "<figcaption" in html


def test_every_drawing_stands_in_a_lesson_behind_a_block_that_is_there() -> None:
    lessons = {one.id: one for part in read().courses for one in part.lessons}
    shown = {placed.drawing for lesson in PICTURES.values() for placed in lesson}
    assert shown == set(drawings.DRAWINGS)
    for code, placements in PICTURES.items():
        kinds = [block.type for block in lessons[code].body]
        for placed in placements:
            assert kinds.count(placed.behind) >= placed.place, code


def test_a_fresh_lesson_has_its_drawings_where_they_teach() -> None:
    lessons = {one.id: one for part in read().courses for one in part.lessons}
    raw = bodies.body(lessons["EC-M10-L1"])
    kinds = [block["type"] for block in raw]
    assert kinds[1:5] == ["steps", "drawing", "steps", "drawing"]
    assert raw[2]["value"]["drawing"] == "choking-adult"
    html = BodyBlock().to_python(raw).render_as_block()
    assert html.count('<svg class="drawing"') == 2
    assert "拍5次" in html


def test_most_modules_are_taught_with_a_drawing() -> None:
    modules = {code.rpartition("-")[0] for code in PICTURES}
    # What is left out is about words: boundaries, contracts, a mother who cries.
    assert len(modules) >= 26
