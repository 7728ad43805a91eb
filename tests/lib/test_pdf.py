import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest

from school.lib import pdf


def page(body: str) -> str:
    return f'<html lang="zh-Hans"><body>{body}</body></html>'


def text_of(document: bytes) -> str:
    return pypdfium2.PdfDocument(document)[0].get_textpage().get_text_bounded()


def test_a_page_is_printed_as_tagged_archival_pdf() -> None:
    printed = pdf.render(page("<h1>学员名册</h1>"))
    with pikepdf.open(io.BytesIO(printed)) as document:
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert document.Root.Lang == "zh-Hans"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../secrets.png",
        "http://127.0.0.1:1/x.png",
        "https://elsewhere.example/x.png",
        "ftp://elsewhere.example/x.png",
    ],
)
def test_a_page_reaches_neither_disk_nor_network(address: str) -> None:
    with pytest.raises(pdf.NotOnTheShelf):
        pdf.render(page(f'<img src="{address}" alt="">'))


def test_a_stylesheet_reaches_neither_disk_nor_network() -> None:
    with pytest.raises(pdf.NotOnTheShelf):
        pdf.render(
            page("x"), stylesheets=['body { background: url("file:///etc/passwd") }']
        )


def test_what_was_handed_over_is_found() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<rect width="9" height="9"/></svg>'
    )
    printed = pdf.render(
        page('<img src="square.svg" alt="x">'), resources={"square.svg": drawing}
    )
    assert printed.startswith(b"%PDF-1.7")


def test_a_character_without_a_glyph_stops_the_page_and_is_named() -> None:
    with pytest.raises(pdf.MissingGlyphs) as refused:
        pdf.render(page("张\U000323af丽"))
    assert refused.value.code == "missing_glyphs"
    assert refused.value.data == {"characters": "\U000323af (U+323AF)"}


def test_one_page_that_cannot_be_printed_does_not_stop_the_others() -> None:
    pages = [page("张丽"), page("王\ue000"), page("李敏")]
    with pdf.Press(pages) as press:
        assert "张丽" in text_of(press.print(pages[0]))
        with pytest.raises(pdf.MissingGlyphs):
            press.print(pages[1])
        assert "李敏" in text_of(press.print(pages[2]))


def test_a_page_outside_the_batch_is_not_set_in_another_font() -> None:
    with (
        pdf.Press([page("张丽")]) as press,
        pytest.raises(pdf.MissingGlyphs),
    ):
        press.print(page("王"))


def test_escaped_characters_count_as_themselves() -> None:
    assert "𡌴" in text_of(pdf.render(page("&#x21334;")))


def test_the_same_batch_prints_the_same_bytes() -> None:
    pages = [page("<h1>张丽</h1>"), page("<h1>王敏</h1>")]
    first, second = (
        [press.print(one) for one in pages]
        for press in (pdf.Press(pages), pdf.Press(pages))
    )
    assert first == second


def test_a_file_can_be_carried_inside() -> None:
    claims = pdf.Attachment(
        "claims.json", b'{"number": 1}', datetime(2026, 4, 20, tzinfo=UTC), "Claims"
    )
    printed = pdf.render(page("x"), attachments=[claims])
    with pikepdf.open(io.BytesIO(printed)) as document:
        carried = document.attachments["claims.json"]
        assert carried.get_file().read_bytes() == b'{"number": 1}'


def test_a_page_is_written_in_few_digits_and_what_it_carries_to_the_byte() -> None:
    data = b'{"share": 12.123456789, "[<0045>0<0044>-39<>-40.877> TJ"}'
    carried = pdf.Attachment("claims.json", data, datetime(2026, 4, 20, tzinfo=UTC))
    letters = '<p style="letter-spacing: .1em; margin: 7.77777px">家政 AVAVA</p>'
    printed = pdf.render(letters, attachments=[carried])
    with pikepdf.open(io.BytesIO(printed)) as document:
        drawn = document.pages[0].Contents.read_bytes()
        assert len(document.Root.AF) == 1
    assert pdf.attached(printed, "claims.json") == data
    assert b"TJ" in drawn and b">0<" not in drawn
    assert not re.search(rb"\d<>", drawn)
    assert not re.search(rb"[1-9]\.\d{3}", drawn)
    page = pypdfium2.PdfDocument(printed)[0].get_textpage()
    assert page.get_text_bounded().strip() == "家政 AVAVA"
