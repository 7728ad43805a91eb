"""The printed certificate, read back as a reader, a scanner and an archive would."""

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from school.lib import claims as wording
from school.lib import diploma, pdf
from school.lib.diploma.sheets import TRACKS, sheet
from tests.factories import diplomas

MILLIMETRE = 72 / 25.4
PAGE_TOP = 210 * MILLIMETRE
LEFT, RIGHT = 63.5 * MILLIMETRE, 233.5 * MILLIMETRE
DOTTED = "阿卜杜热西提·阿布都外力"
LONGEST_HAN = ("买买提艾力阿卜杜拉赫曼·" * 5)[:50]
LONGEST_UNBROKEN = "赵钱孙李周吴郑王冯陈" * 5
LONGEST_LATIN = "Maximiliane·Wilhelmina·Katharina·Bartholomew·Smith"
NAMES = [
    "𬭎",
    "䶮",
    "㛃",
    "𡌴",
    "𪚥",
    "𬎆",
    "王·敏",
    "张丽珍",
    DOTTED,
    LONGEST_HAN,
    LONGEST_UNBROKEN,
    LONGEST_LATIN,
]


def batch() -> list[diploma.Claims]:
    return [diplomas.claims(serial, name=name) for serial, name in enumerate(NAMES, 1)]


@cache
def printed() -> dict[str, bytes]:
    cohort = batch()
    with diploma.press(cohort) as press:
        return {one["name"]: press.print(diploma.page(one)) for one in cohort}


@cache
def printed_with_photo(track: str = "EC", is_demonstration: bool = False) -> bytes:
    one = diplomas.claims(
        track=track,
        photo_uri=diplomas.photo_uri(),
        is_demonstration=is_demonstration,
    )
    with diploma.press([one]) as press:
        return press.print(diploma.page(one))


def text_of(document: bytes) -> str:
    return pypdfium2.PdfDocument(document)[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_extracts_exactly(name: str) -> None:
    text = text_of(printed()[name])
    lines = sheet(diplomas.claims(name=name)).name.lines
    assert "".join(lines) == name
    assert all(line in text.splitlines() for line in lines)


def test_the_wording_extracts_exactly() -> None:
    text = text_of(printed()["张丽珍"])
    # The heading is set so wide that some readers put spaces between.
    assert "培训合格证书" in text.splitlines()[0].replace(" ", "")
    for words in (
        "于2026年3月2日至2026年4月10日参加本校培训",
        "居家养老护理（含阿尔茨海默病照护）",
        "课程共 60 学时：理论 18、实操 36、考核 6；实修 52 学时",
        "经结业考核，理论 92 分、实操 95 分，成绩合格，准予结业，特发此证。",
        "Home elder care, including Alzheimer’s care",
        "示范县网约家政服务协会",
        "二〇二六年四月二十日",
        "FNYX-999999-2026-EC-00008-7",
        wording.DISCLAIMER,
    ):
        assert words in text


def test_both_languages_give_the_hours_of_the_course_and_hers() -> None:
    text = " ".join(text_of(printed()["张丽珍"]).split())
    assert "修满" not in text
    assert (
        "was credited with 52 hours of this 60-hour course "
        "(theory 18, practice 36, assessment 6)"
    ) in text


def test_an_older_certificate_keeps_its_words() -> None:
    older = diplomas.claims()
    del older["hours_credited"]
    page = diploma.page(older)
    assert "修满 <b>60</b> 学时（理论 18、实操 36、考核 6）" in page
    assert "completed this 60-hour course" in page
    assert "实修" not in page


@pytest.mark.parametrize("name", NAMES)
def test_the_name_stays_in_its_column(name: str) -> None:
    reader = pypdfium2.PdfDocument(printed()[name])[0].get_textpage()
    boxes = [reader.get_charbox(index) for index in range(reader.count_chars())]
    drawn = [box for box in boxes if box[2] > box[0] and in_name_band(box)]
    assert len(drawn) >= len(name)
    assert min(box[0] for box in drawn) >= LEFT
    assert max(box[2] for box in drawn) <= RIGHT


def in_name_band(box: tuple[float, float, float, float]) -> bool:
    middle = (box[1] + box[3]) / 2
    return PAGE_TOP - 83 * MILLIMETRE < middle < PAGE_TOP - 63 * MILLIMETRE


@pytest.mark.parametrize("name", NAMES)
def test_no_box_is_printed(name: str) -> None:
    with pikepdf.open(io.BytesIO(printed()[name])) as document:
        [page] = document.pages
        faces = {key: embedded(font) for key, font in page.Resources.Font.items()}
        shown = list(glyphs_shown(page.obj, page.Resources))
    assert len(shown) > 300
    assert all(glyph > 0 and glyph in faces[key] for key, glyph in shown)


def embedded(font: pikepdf.Object) -> set[int]:
    """The numbers by which a reader finds a glyph in what is embedded of a font."""
    descriptor = font.DescendantFonts[0].FontDescriptor
    if "/FontFile2" in descriptor:
        face = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        return set(range(face["maxp"].numGlyphs))
    outlines = CFFFontSet()
    outlines.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    names = outlines[0].charset
    assert names[1:] == [f"cid{number:05d}" for number in range(1, len(names))]
    return set(range(len(names)))


def glyphs_shown(stream, resources):
    font = None
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "TJ":
                codes = b"".join(
                    bytes(part)
                    for part in operands[0]
                    if isinstance(part, pikepdf.String)
                )
                for index in range(0, len(codes), 2):
                    yield font, int.from_bytes(codes[index : index + 2], "big")
            case "Tj":
                codes = bytes(operands[0])
                for index in range(0, len(codes), 2):
                    yield font, int.from_bytes(codes[index : index + 2], "big")
            case "Do":
                inner = resources.XObject[str(operands[0])]
                if inner.Subtype == "/Form":
                    yield from glyphs_shown(inner, inner.get("/Resources", resources))


@pytest.mark.parametrize("track", TRACKS)
def test_the_code_is_read_from_the_page_at_150_dots(track: str) -> None:
    page = pypdfium2.PdfDocument(printed_with_photo(track))[0]
    picture = page.render(scale=150 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == diplomas.claims()["verify_url"]


def test_it_claims_archival_quality_and_is_tagged() -> None:
    with pikepdf.open(io.BytesIO(printed_with_photo())) as document:
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
            assert metadata["dc:title"].startswith("培训合格证书 FNYX-")
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) == 1


def test_no_picture_asks_to_be_smoothed() -> None:
    with pikepdf.open(io.BytesIO(printed_with_photo())) as document:
        pictures = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert len(pictures) == 2
        assert not any(picture.get("/Interpolate", False) for picture in pictures)


def test_its_syntax_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(printed_with_photo())
    if shutil.which("qpdf"):
        answer = subprocess.run(
            ["qpdf", "--check", str(file)], capture_output=True, text=True
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
    with pikepdf.open(file) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize("track", TRACKS)
def test_it_stays_small(track: str) -> None:
    one = diplomas.claims(track=track)
    with diploma.press([one]) as press:
        assert len(press.print(diploma.page(one))) <= 42_000


@pytest.mark.parametrize("name", NAMES)
def test_no_name_makes_it_large(name: str) -> None:
    assert len(printed()[name]) <= 60_000


def test_a_specimen_says_so() -> None:
    assert "演示样张" in text_of(printed_with_photo(is_demonstration=True))
    assert "演示" not in text_of(printed_with_photo())


def test_a_name_that_cannot_be_printed_stops_that_certificate() -> None:
    cohort = [diplomas.claims(1), diplomas.claims(2, name="王\U000323af")]
    assert [diploma.unprintable(one) for one in cohort] == [[], ["\U000323af"]]
    with diploma.press(cohort) as press:
        assert press.print(diploma.page(cohort[0]))
        with pytest.raises(pdf.MissingGlyphs):
            press.print(diploma.page(cohort[1]))


def test_a_name_is_text_and_never_markup() -> None:
    one = diplomas.claims(name="<b>王</b>&amp;")
    with diploma.press([one]) as press:
        assert "<b>王</b>&amp;" in text_of(press.print(diploma.page(one)))


def test_the_same_claims_print_the_same_bytes() -> None:
    first, second = (diploma.press([diplomas.claims()]) for _time in range(2))
    page = diploma.page(diplomas.claims())
    assert first.print(page) == second.print(page)
