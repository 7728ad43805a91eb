"""A file that is no photo: a sentence beside the field, the rest still typed, the old photo kept."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from school.lib import photos
from school.people.actions import set_photo
from school.people.models import Person, User
from tests.bad_input import kept
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.diplomas import photo

pytestmark = pytest.mark.django_db


def picture(size: tuple[int, int] = (600, 800), form: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 40).save(file, form)
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that unpacks to `width` by `height`."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + crc + b"\0" * 64


FILES: dict[str, Callable[[], bytes]] = {
    "nothing in it": lambda: b"",
    "a program": lambda: b"MZ" + b"\0" * 400,
    "a page": lambda: b"<html><script>alert(1)</script></html>",
    "a drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "another kind of picture": lambda: picture(form="GIF"),
    "cut off": lambda: picture()[:2000],
    "the head alone": lambda: claiming(600, 800),
    "more than five megabytes": lambda: picture() + b"\0" * photos.LARGEST_FILE,
    "a bomb": lambda: claiming(60_000, 60_000),
    "more pixels than a camera has": lambda: claiming(9_000, 9_000),
    "a stamp": lambda: picture((40, 50)),
}
EACH = pytest.mark.parametrize("make", FILES.values(), ids=FILES.keys())


@pytest.fixture
def worker(trainee: Person) -> Person:
    """With a photo on file, which stays."""
    set_photo(trainee, file=io.BytesIO(photo()), by=trainee.user)
    return Person.objects.get(pk=trainee.pk)


def upload(make: Callable[[], bytes]) -> SimpleUploadedFile:
    return SimpleUploadedFile("../../我的\u202e照片.jpg", make(), "image/jpeg")


@EACH
def test_the_portal_says_what_is_wrong_with_it(
    worker: Person, make: Callable[[], bytes]
) -> None:
    browser = signed_in(worker)
    with kept.changes() as changed:
        answer = browser.post(reverse("people:set_photo"), {"photo": upload(make)})
    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors["photo"]
    assert sentence in Page(answer.text).said_of("photo")
    assert changed == []


@EACH
def test_the_desk_says_so_and_keeps_what_else_was_typed(
    worker: Person, registrar: User, make: Callable[[], bytes]
) -> None:
    browser = signed_in(registrar)
    typed = {"name": worker.name, "town": "秀谷镇", "reason": "新照片"}
    url = reverse("person:edit", args=[worker.pk])
    with kept.changes() as changed:
        answer = browser.post(url, {**typed, "photo": upload(make)})
    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors["photo"]
    page = Page(answer.text)
    assert sentence in page.said_of("photo")
    assert {name: page.typed(name) for name in typed} == {
        name: [value] for name, value in typed.items()
    }
    assert changed == []


@pytest.mark.parametrize("sent", [{}, {"photo": "a word"}])
def test_no_file_at_all_is_asked_for(worker: Person, sent: dict[str, str]) -> None:
    browser = signed_in(worker)
    data = {"csrfmiddlewaretoken": "of the form", **sent}
    with kept.changes() as changed:
        answer = browser.post(reverse("people:set_photo"), data)
    (sentence,) = answer.context["form"].errors["photo"]
    assert sentence in Page(answer.text).said_of("photo")
    assert changed == []


def test_a_photo_is_taken(worker: Person) -> None:
    url = reverse("people:set_photo")
    with kept.changes() as changed:
        answer = signed_in(worker).post(url, {"photo": upload(picture)})
    assert answer.status_code == 302
    assert "people_person" in changed
