"""What stands at the addresses that a badge names: a page for people, JSON for programs."""

from typing import Any

import pytest
from django.test import Client

from school.certificates import actions, signing
from school.certificates.badges import addresses, keys, status_lists
from school.certificates.badges.credentials import credential
from school.certificates.badges.status_lists import status_list
from school.certificates.models import Certificate
from school.lib import pixels
from school.lib.pades.keys import Keyring, Kind
from school.people.models import User
from tests.factories import credentials
from tests.factories.certificates import make_assessed_cohort
from tests.factories.courses import make_course, make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Any) -> Keyring:
    settings.SIGNING_DIR = tmp_path / "signing"
    return keys.keyring()


def method_of(one: dict[str, Any]) -> str:
    method: str = one["proof"]["verificationMethod"]
    assert credentials.holds(one, credentials.public_key(method))
    return method


def test_a_list_is_signed_once_as_long_as_it_says_the_same(
    ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keys.answering()
    assert key
    first, second = status_list(1, key), status_list(2, key)
    # Of the same bits, each under its own address.
    bits = [one["credentialSubject"]["encodedList"] for one in (first, second)]
    assert bits[0] == bits[1] and first["id"] != second["id"]
    with monkeypatch.context() as patched:
        patched.setattr(status_lists, "_signed", None)
        assert (status_list(1, key), status_list(2, key)) == (first, second)
    ring.change_to(signing.make(name="夜校", kind=Kind.CREDENTIALS))
    newer = keys.answering()
    assert newer and method_of(status_list(1, newer)) != method_of(first)


def test_whoever_opens_an_address_in_a_browser_reads_a_page() -> None:
    edition = make_edition()
    course = addresses.achievement(edition.course.code, edition.version)
    browser = Client(headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    for address, words in ((addresses.issuer(), "谁颁发"), (course, "60 分及格")):
        page, machine = browser.get(address), Client().get(address)
        assert words in page.text and 'href="?json"' in page.text
        assert "Accept" in page["Vary"] and "Accept" in machine["Vary"]
        assert browser.get(f"{address}?json").json() == machine.json()
        for kind in ("*/*", "application/ld+json", "application/json", "image/png"):
            assert Client(headers={"accept": kind}).get(address).json()["id"] == address
    browser.cookies["django_language"] = "en"
    english = browser.get(course).text
    assert "at least 60 of 100" in english and "60 分及格" not in english


def test_sentences_are_set_as_each_language_sets_them(registrar: User) -> None:
    actions.issue(make_assessed_cohort("李春花"), by=registrar)
    claims = {**Certificate.objects.get().claims, "refresher_by": "2028-11-21"}
    chinese, english = credential(claims, place=1)["description"].split("\n\n")
    assert "。 " not in chinese and chinese.count("。") == 4
    assert english.count(". ") == 4 and "  " not in english


@pytest.mark.parametrize("code", ["护", "É C"])
def test_whatever_a_course_is_called_its_badge_has_an_address(code: str) -> None:
    edition = make_edition(course=make_course(code))
    address = addresses.achievement(code, edition.version)
    assert address.isascii()
    assert Client().get(address).json()["humanCode"] == code
    picture = addresses.image(code, edition.version)
    assert Client().get(picture).status_code == 200


def test_a_picture_that_anybody_may_ask_for_is_drawn_once() -> None:
    edition = make_edition()
    address = addresses.image(edition.course.code, edition.version)
    png = address.replace(".svg", ".png")
    first = Client().get(png).content
    drawn = pixels.png.cache_info().misses
    assert Client().get(png).content == first
    assert pixels.png.cache_info().misses == drawn
