"""Sign-in sheets: printed, signed, sent in, typed in."""

import io

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from school.attendance.models import Scan, Sheet
from school.attendance.papers import actions, documents
from school.courses.models import Duty
from school.journal.models import Entry
from school.lib import paper, qr
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.courses import assign
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.sheets import (
    blank_picture,
    photographed,
    pictures_of,
    row_of,
)

pytestmark = pytest.mark.django_db
LONG = "阿卜杜热西提·阿布都外力·买买提明·阿不都热合曼·吐尔逊古丽·穆罕默德·伊斯拉木·艾尼瓦尔·库尔班"


# Printing


def test_a_sheet_is_printed_once_while_the_class_is_the_same(sheet, caller) -> None:
    assert actions.print_sheet(sheet.session, by=caller) == sheet
    late = make_enrollment(sheet.session.cohort, make_trainee("迟来"))
    second = actions.print_sheet(sheet.session, by=caller)
    assert second != sheet
    assert row_of(second, "迟来") == 3
    assert not sheet.rows.filter(enrollment=late).exists()


def test_an_empty_class_has_no_sheet(session, caller) -> None:
    with pytest.raises(Refusal) as refused:
        actions.print_sheet(session, by=caller)
    assert refused.value.code == "nobody_on_roll"


def test_only_who_calls_the_roll_prints(session, enrollment, examiner) -> None:
    assign(session.cohort, examiner, Duty.Kind.EXAMINER)
    with pytest.raises(NotPermitted):
        actions.print_sheet(session, by=examiner)


def test_sheets_and_rows_are_never_changed(sheet) -> None:
    for rows, change in (
        (Sheet.objects.all(), {"made_at": sheet.session.ends_at}),
        (sheet.rows.all(), {"number": 99}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


def test_a_long_name_stays_in_its_row(session, caller) -> None:
    """The page is no taller for it: sixteen rows are one page."""
    for number in range(16):
        name = LONG[:50] if number % 2 else "·䶮㛃㼆𡌴𬎆𫄧𩽾𬘡𠅤𪚥"
        make_enrollment(session.cohort, make_trainee(name))
    sheet = actions.print_sheet(session, by=caller)
    printed = paper.as_pdf(*documents.sign_in_sheet(sheet, is_filled=False))
    assert len(pictures_of(printed, scale=0.3)) == 1


@pytest.mark.parametrize("count", [17, 19])
def test_no_page_has_the_signatures_alone(count) -> None:
    columns = [paper.Column("序号", 12, "number"), paper.Column("姓名")]
    listed = paper.Paper(
        title="证书登记册",
        subject="养老护理第1期",
        issuer="夜校",
        tables=[paper.Table(columns, [[n, "李春花"] for n in range(count)])],
        notes=["说明"],
        signatures=["负责人", "日期"],
        is_landscape=True,
    )
    pages = pypdfium2.PdfDocument(paper.as_pdf(listed))
    last = pages[len(pages) - 1].get_textpage().get_text_bounded()
    assert "负责人" in last
    assert last.count("李春花") >= 3


def test_sixteen_rows_fill_their_page(session, caller) -> None:
    for number in range(16):
        make_enrollment(session.cohort, make_trainee(f"学员{number}"))
    sheet = actions.print_sheet(session, by=caller)
    printed = paper.as_pdf(*documents.sign_in_sheet(sheet, is_filled=False))
    [page] = pypdfium2.PdfDocument(printed)
    text = page.get_textpage()
    [_left, foot, *_rest] = text.get_charbox(text.get_text_range().index("班主任"))
    assert foot < page.get_height() * 0.13


def test_a_sign_that_no_font_has_is_written_as_its_number() -> None:
    assert paper.printable("李\U00031000") == "李〔U+31000〕"


# Sending in


def test_a_photographed_page_is_recognised_by_its_code(session, caller) -> None:
    for number in range(17):
        make_enrollment(session.cohort, make_trainee(f"学员{number}"))
    sheet = actions.print_sheet(session, by=caller)
    printed = paper.as_pdf(*documents.sign_in_sheet(sheet, is_filled=False))
    second = photographed(pictures_of(printed)[1])
    scan = actions.keep_scan(second, by=caller)
    assert (scan.sheet, scan.page, scan.is_recognised) == (sheet, 2, True)
    second.seek(0)
    assert actions.keep_scan(second, by=caller) == scan
    assert Entry.objects.filter(verb="attendance.keep_scan").count() == 1


@pytest.mark.parametrize("drawn", [0, 9])
def test_a_page_that_the_sheet_does_not_have_is_kept_with_one_it_has(
    sheet, caller, drawn: int
) -> None:
    address = f"https://night.school/sheets/{sheet.code}/?page={drawn}"
    picture = io.BytesIO(qr.png(address, pixels_per_module=30))
    scan = actions.keep_scan(picture, by=caller)
    assert (scan.sheet, scan.page, scan.is_recognised) == (sheet, 1, True)


def test_an_illegible_code_is_typed(sheet, caller) -> None:
    with pytest.raises(Refusal) as refused:
        actions.keep_scan(blank_picture(), by=caller)
    assert refused.value.code == "sheet_not_recognised"
    scan = actions.keep_scan(blank_picture(), by=caller, typed_code=sheet.code)
    assert (scan.sheet, scan.is_recognised) == (sheet, False)


def test_a_sheet_of_another_class_is_not_recognised(sheet, other_instructor) -> None:
    with pytest.raises(Refusal) as refused:
        actions.keep_scan(blank_picture(), by=other_instructor, typed_code=sheet.code)
    assert refused.value.code == "sheet_not_recognised"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"%PDF-1.7", "bad_photo"), (b"\0" * (5 * 1024 * 1024 + 1), "photo_too_large")],
)
def test_what_is_no_picture_is_not_kept(sheet, caller, content, code) -> None:
    with pytest.raises(Refusal) as refused:
        actions.keep_scan(io.BytesIO(content), by=caller, typed_code=sheet.code)
    assert refused.value.code == code
    assert not Scan.objects.exists()


def test_a_scan_is_shown_to_the_class_staff_only(
    sheet, caller, registrar, auditor, trainee, other_instructor
) -> None:
    scan = actions.keep_scan(blank_picture(), by=caller, typed_code=sheet.code)
    url = f"/attendance/scans/{scan.code}/"
    for user, status in (
        (caller, 200),
        (registrar, 200),
        (auditor, 200),
        (trainee, 404),
        (other_instructor, 404),
    ):
        assert signed_in(user).get(url).status_code == status
