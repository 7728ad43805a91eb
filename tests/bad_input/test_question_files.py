"""A file that holds no questions: a sentence beside the field, nothing kept, nothing unpacked."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from school.assessment.exchange.examining import MOST_BYTES
from school.courses.models import Edition
from school.lib import sheets
from school.people.models import User
from tests.bad_input import kept
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.courses import make_edition
from tests.factories.questions import filled, line

pytestmark = pytest.mark.django_db
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&c;'
    "</workbook>"
)


def archive(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    return filled([line(1, "EC-M01")])


def with_more(more: dict[str, bytes | str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        return archive({**{name: old.read(name) for name in old.namelist()}, **more})


def far_down() -> bytes:
    return filled(
        [line(1, "EC-M01")],
        change=lambda sheet: sheet.cell(sheets.LOWEST_ROW + 1, 1, " "),
    )


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing in it": (lambda: b"", "empty"),
    "a program": (lambda: b"MZ" + b"\0" * 400, "unknown_file"),
    "a CSV file": (lambda: "题号,题干\n1,问".encode(), "unknown_file"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown_file"),
    "another archive": (lambda: archive({"a.txt": "甲"}), "unknown_file"),
    "cut off": (lambda: workbook()[:-200], "unknown_file"),
    "a workbook in name": (
        lambda: archive({"xl/workbook.xml": "甲", "[Content_Types].xml": TYPES}),
        "unknown_file",
    ),
    "entities": (
        lambda: with_more({"xl/workbook.xml": LAUGHS}),
        "unknown_file",
    ),
    "a bomb": (
        lambda: with_more({"xl/media/a.bin": b"\0" * (sheets.MOST_BYTES + 1)}),
        "file_unpacks_too_large",
    ),
    "many files": (
        lambda: with_more({f"xl/{name}": b"" for name in range(sheets.MOST_FILES)}),
        "file_unpacks_too_large",
    ),
    "something far down": (far_down, "file_unpacks_too_large"),
    "a package with a way out": (
        lambda: archive({"imsmanifest.xml": "<manifest/>", "../a.xml": "甲"}),
        "file_reaches_out",
    ),
    "a package that is a bomb": (
        lambda: archive(
            {"imsmanifest.xml": "<manifest/>", "a.png": b"\0" * (MOST_BYTES + 1)}
        ),
        "file_unpacks_too_large",
    ),
    "a way out": (lambda: with_more({"../../etc/cron.d/a": "甲"}), "file_reaches_out"),
    "another way out": (lambda: with_more({"..\\a": "甲"}), "file_reaches_out"),
    "a whole path": (lambda: with_more({"/etc/a": "甲"}), "file_reaches_out"),
}


@pytest.fixture
def edition() -> Edition:
    return make_edition()


def url(edition: Edition) -> str:
    return reverse(
        "questions_desk:exchange", args=[edition.course.code, edition.version]
    )


@pytest.mark.parametrize(("make", "code"), FILES.values(), ids=FILES.keys())
def test_the_desk_says_what_is_wrong_with_it(
    edition: Edition, editor: User, make: Callable[[], bytes], code: str
) -> None:
    browser = signed_in(editor)
    sent = SimpleUploadedFile("../../题\u202e库.xlsx", make(), "text/html")
    with kept.changes() as changed:
        answer = browser.post(url(edition), {"file": sent, "module": ""})
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors.as_data()["file"]
    assert error.code == code
    assert str(error.message) in Page(answer.text).said_of("file")
    assert changed == []


@pytest.mark.parametrize("sent", [{}, {"file": "a word"}, {"module": "-1"}])
def test_no_file_at_all_is_asked_for(
    edition: Edition, editor: User, sent: dict[str, str]
) -> None:
    answer = signed_in(editor).post(url(edition), {"csrfmiddlewaretoken": "a", **sent})
    assert "file" in answer.context["form"].errors


def test_a_file_above_the_limit_is_not_looked_into(
    edition: Edition, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("school.assessment.exchange.forms.LARGEST_FILE", 10)
    sent = SimpleUploadedFile("a.xlsx", workbook())
    answer = signed_in(editor).post(url(edition), {"file": sent})
    assert answer.context["form"].errors["file"]
