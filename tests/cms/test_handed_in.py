"""Editors' pictures are drawn anew, and papers are what their ending says."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from school.people.models import User
from tests.cast import signed_in
from tests.factories.designs import inked
from tests.factories.proofs import bare_pdf, snapshot

pytestmark = pytest.mark.django_db


def add(editor: User, what: str, name: str, data: bytes):
    sent = {"title": "洗手", "file": SimpleUploadedFile(name, data)}
    return signed_in(editor).post(reverse(f"{what}:add"), sent)


def test_a_photo_of_a_class_says_neither_where_nor_whose_phone(editor: User) -> None:
    assert b"Phone of Mrs Wu" in snapshot(place=True)
    name = "老王家 IMG_1.jpg"
    assert add(editor, "wagtailimages", name, snapshot(place=True)).status_code == 302
    kept = get_image_model().objects.get()
    assert "老王" not in kept.file.name
    # It lay on its side.
    assert (kept.width, kept.height) == (320, 640)
    data = kept.file.read()
    assert b"Phone of Mrs Wu" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_a_drawing_stays_see_through_and_a_wrong_ending_is_put_right(
    editor: User,
) -> None:
    drawing = Image.new("RGBA", (400, 300), (200, 30, 30, 0))
    target = io.BytesIO()
    drawing.save(target, "PNG")
    assert add(editor, "wagtailimages", "a.jpg", target.getvalue()).status_code == 302
    kept = get_image_model().objects.get()
    assert kept.file.name.endswith(".png")
    assert Image.open(kept.file).mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", snapshot()[:900]),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.png", inked().getvalue()[:-300]),
        ("a.gif", b"GIF89a" + bytes(40)),
    ],
)
def test_what_is_no_picture_is_said_so(editor: User, name: str, data: bytes) -> None:
    answer = add(editor, "wagtailimages", name, data)
    assert answer.status_code == 200
    assert "照片" in str(answer.context["form"].errors["file"])
    assert not get_image_model().objects.exists()


def test_the_words_of_an_old_picture_change_without_a_new_file(editor: User) -> None:
    add(editor, "wagtailimages", "a.jpg", snapshot())
    kept = get_image_model().objects.get()
    there = reverse("wagtailimages:edit", args=[kept.pk])
    assert signed_in(editor).post(there, {"title": "七步洗手"}).status_code == 302
    again = get_image_model().objects.get()
    assert (again.title, again.file.name) == ("七步洗手", kept.file.name)


def workbook(*more: str) -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    with zipfile.ZipFile(target, "a") as archive:
        for name in more:
            archive.writestr(name, b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("验收单.xlsx", workbook()),
        ("验收单.txt", "先洗手。".encode("gb18030")),
        ("验收单.TXT", "先洗手。".encode()),
    ],
)
def test_a_sheet_to_print_is_taken(editor: User, name: str, data: bytes) -> None:
    assert add(editor, "wagtaildocs", name, data).status_code == 302
    assert get_document_model().objects.get().file.read() == data


def test_of_a_pdf_the_bare_pages_are_kept(editor: User) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(bare_pdf())) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        document.docinfo["/Author"] = "Mrs Wu"
        document.save(target)
    assert add(editor, "wagtaildocs", "a.pdf", target.getvalue()).status_code == 302
    kept = get_document_model().objects.get().file.read()
    assert b"Mrs Wu" in target.getvalue()
    assert b"Mrs Wu" not in kept
    assert b"JavaScript" not in kept


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"MZ" + bytes(400)),
        ("a.pdf", b"<html><script>alert(1)</script></html>"),
        ("a.xlsx", bare_pdf()),
        ("a.docx", workbook()),
        ("a.xlsx", workbook("xl/vbaProject.bin")),
        ("a.xlsx", workbook("../../a")),
        ("a.txt", b"MZ\0\1"),
        ("a.txt", b"\xff\xff\xff"),
        ("a.html", b"<html></html>"),
    ],
)
def test_one_that_is_something_else_is_not(
    editor: User, name: str, data: bytes
) -> None:
    answer = add(editor, "wagtaildocs", name, data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not get_document_model().objects.exists()
