"""Every layout with the most that it can be asked to hold, read back from the PDF."""

import io
from functools import cache

import pypdfium2
import pytest
import zxingcpp

from school.lib import diploma, pdf_imposed
from school.lib.diploma import looks
from school.lib.diploma.layouts import LAYOUTS
from school.lib.diploma.looks import Look
from tests.factories import diplomas

LONGEST = ("买买提艾力阿卜杜拉赫曼·" * 4)[:40]
LATIN = "Maximiliane·Wilhelmina·Katharina·Bartholomew"[:40]
TITLE = "居家养老护理与阿尔茨海默病照护及失能老人康复辅助" * 2
ENGLISH = "Home elder care with care for Alzheimer’s and support in rehabilitation, for carers of some experience, at night"
NAMES = {"ordinary": "王秀英", "longest": LONGEST, "rarest": "𬭎䶮", "latin": LATIN}
FOOT = {looks.CARD: 39.4, looks.LANDSCAPE: 145, looks.PORTRAIT: 204}
CASES = [(layout, name) for layout in sorted(LAYOUTS) for name in NAMES]


def claims(layout: str, name: str) -> diploma.Claims:
    look = Look(layout=layout, face=looks.HEI if name == "latin" else looks.SONG)
    if layout == looks.CARD:
        look = Look(layout=layout, wording_zh=looks.CARD_WORDING_ZH)
    return diplomas.claims(
        name=NAMES[name],
        course_title_zh="保洁" if name == "ordinary" else TITLE,
        course_title_en="Cleaning" if name == "ordinary" else ENGLISH,
        theory_points=100,
        practical_points=88.5,
        hours_credited="119.5",
        photo_uri=diplomas.photo_uri(),
        replaces="FNYX-999999-2025-EC-00099-7",
        is_demonstration=True,
        is_test_signed=True,
        design=look.frozen(),
    )


@cache
def printed() -> dict[tuple[str, str], bytes]:
    batch = {case: claims(*case) for case in CASES}
    with diploma.press(list(batch.values())) as press:
        return {case: press.print(diploma.page(one)) for case, one in batch.items()}


def test_what_was_printed_before_leaves_no_trace_in_a_sheet() -> None:
    """A batch keeps what it knows of styles; nothing of it may differ from page to page."""
    batch = [claims(*case) for case in CASES if case[0] == "landscape"]
    orders = (batch, batch[::-1])
    forwards, backwards = (
        {one["name"]: sheet for one, sheet in zip(order, pressed(order), strict=True)}
        for order in orders
    )
    assert [name for name in forwards if forwards[name] != backwards[name]] == []


def pressed(order: list[diploma.Claims]) -> list[bytes]:
    with diploma.press(order) as press:
        return [press.print(diploma.page(one)) for one in order]


def lines(
    page: pypdfium2.PdfPage,
) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each piece of text with its box: left, top, right, bottom, from the upper left in mm."""
    reader, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(reader.count_rects()):
        left, bottom, right, top = reader.get_rect(index)
        box = (left, height - top, right, height - bottom)
        text = reader.get_text_bounded(left, bottom, right, top)
        found.append((text, tuple(side / 72 * 25.4 for side in box)))
    return found


@pytest.mark.parametrize(("layout", "name"), CASES)
def test_nothing_leaves_its_place(layout: str, name: str) -> None:
    document = pypdfium2.PdfDocument(printed()[layout, name])
    assert len(document) == 1
    page = document[0]
    width = page.get_width() / 72 * 25.4
    margin = 5 if layout == looks.CARD else 26
    for text, (left, _top, right, _bottom) in lines(page):
        assert left >= margin - 0.5, text
        assert right <= width - margin + 0.5, text
    words = [
        bottom
        for text, (_left, _top, _right, bottom) in lines(page)
        if "经结业考核" in text or "final assessment" in text
    ]
    assert words
    assert max(words) <= FOOT[layout]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_it_says_which_number_it_takes_the_place_of(layout: str) -> None:
    page = pypdfium2.PdfDocument(printed()[layout, "longest"])[0]
    text = page.get_textpage().get_text_bounded()
    assert "替代证书 No. FNYX-999999-2025-EC-00099-7" in text
    assert "".join(LONGEST.split("·")) in "".join(text.split()).replace("·", "")


def test_ten_cards_stand_on_a_sheet_and_are_read_from_it() -> None:
    cards = [printed()[looks.CARD, name] for name in (*NAMES, *NAMES, *NAMES)]
    target = io.BytesIO()
    pdf_imposed.ten_up(map(io.BytesIO, cards), target)
    sheets = pypdfium2.PdfDocument(target.getvalue())
    assert len(sheets) == 2
    codes = [
        len(zxingcpp.read_barcodes(sheet.render(scale=150 / 72).to_pil()))
        for sheet in sheets
    ]
    assert codes == [10, 2]
    assert [round(side) for side in sheets[0].get_size()] == [595, 842]


def test_the_marks_lie_outside_the_cards() -> None:
    places = [pdf_imposed._place(place) for place in range(pdf_imposed.A_SHEET)]
    assert min(place[0] for place in places) == pytest.approx(pdf_imposed.LEFT)
    assert max(place[3] for place in places) == pytest.approx(
        pdf_imposed.SHEET[1] - pdf_imposed.BOTTOM
    )
    assert pdf_imposed.BOTTOM > pdf_imposed.FREE + pdf_imposed.LONG
