"""A photo taken without a signal waits on the phone; a voice note is recorded by the page."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Playwright, expect

from school.assessment import actions
from school.assessment.models import Marking, Proof
from school.journal.actors import SYSTEM
from tests.e2e.conftest import PHONE, School, launch
from tests.e2e.line import Line
from tests.e2e.reading import wait_until
from tests.e2e.sitting import sign_in
from tests.factories.assessment import markings_of
from tests.factories.proofs import agree_to_pictures, first_item, snapshot

WAITS = "留在本机"


@pytest.fixture
def sheet(place) -> Marking:
    agree_to_pictures(place.person)
    return markings_of(actions.open_practical(place, by=SYSTEM))[0]


@pytest.fixture
def deaf_browser(playwright: Playwright) -> Iterator[Browser]:
    """With a camera and a microphone that are none."""
    fakes = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    yield from launch(playwright, *fakes)


def open_dialog(page: Page, sheet: Marking) -> None:
    page.goto(reverse("assessment:marking", args=[sheet.code]))
    page.locator(".proof__add").first.click()


def test_a_photo_taken_without_a_signal_arrives_once(
    page: Page, line: Line, school: School, sheet: Marking
) -> None:
    sign_in(page.context, school, sheet.examiner)
    open_dialog(page, sheet)
    line.cut()
    with page.expect_file_chooser() as chosen:
        page.locator("[data-take=photo]").click()
    photo = snapshot(side=2400, place=True)
    chosen.value.set_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    expect(page.locator(".pinned__waits")).to_contain_text(WAITS)
    expect(page.locator("#proof-dialog")).to_be_hidden()
    page.goto("about:blank")
    line.mend()
    page.goto(reverse("assessment:my_markings"))
    wait_until(page, Proof.objects.exists)
    expect(page.locator("[data-proofs]")).to_be_hidden()
    proof = Proof.objects.get()
    assert (proof.marking, proof.item) == (sheet, first_item(sheet))
    assert proof.taken_at < proof.received_at
    assert proof.size < len(photo)


def test_a_voice_note_is_recorded_by_the_page(
    deaf_browser: Browser, school: School, sheet: Marking
) -> None:
    context = deaf_browser.new_context(base_url=school.url, viewport=PHONE)
    page = context.new_page()
    sign_in(context, school, sheet.examiner)
    open_dialog(page, sheet)
    page.locator("[data-take=voice]").click()
    expect(page.locator("[data-left]")).to_contain_text("0:58", timeout=10_000)
    page.locator("[data-stop]").click()
    expect(page.locator(".pinned li")).to_be_visible()
    wait_until(page, Proof.objects.exists)
    proof = Proof.objects.get()
    assert (proof.kind, proof.media_type) == ("voice", "audio/webm")
    assert proof.seconds in {1, 2, 3}
    context.close()
