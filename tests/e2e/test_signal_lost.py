"""A station marked without a signal, on a phone that dies: every mark arrives, once."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Playwright, expect

from school.assessment import actions
from school.assessment.evidence import sheet_of
from school.assessment.models import CriticalMark, ItemMark, Marking, StrayMark
from school.journal.actors import SYSTEM
from tests.e2e.conftest import School
from tests.e2e.line import Line
from tests.e2e.reading import wait_until
from tests.e2e.sitting import lose_signal, phone, sign_in
from tests.factories.assessment import make_assessing_cohort, markings_of
from tests.factories.enrollment import make_enrollment

IS_READY = "navigator.serviceWorker.ready.then((one) => Boolean(one.active))"


@pytest.fixture
def sheet(school: School) -> Marking:
    enrollment = make_enrollment(make_assessing_cohort())
    return markings_of(actions.open_practical(enrollment, by=SYSTEM))[0]


def kill(folder: Path) -> None:
    """The browser that keeps its things there, as a battery that is empty does it."""
    killed = 0
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            is_ours = str(folder).encode() in process.read_bytes()
        except OSError:
            continue
        if is_ours:
            with suppress(ProcessLookupError):
                os.kill(int(process.parent.name), signal.SIGKILL)
                killed += 1
    assert killed


def counts(page: Page, on_phone: int, at_school: int) -> None:
    expect(page.locator("[data-on-phone]")).to_have_text(str(on_phone))
    expect(page.locator("[data-at-school]")).to_have_text(str(at_school), timeout=15000)


def test_marks_survive_a_lost_signal_and_a_killed_browser(
    playwright: Playwright, school: School, sheet: Marking, tmp_path: Path, line: Line
) -> None:
    address = reverse("assessment:marking", args=[sheet.code])
    own = Marking.objects.filter(examiner=sheet.examiner).count()
    with phone(playwright, school, tmp_path, line) as context:
        sign_in(context, school, sheet.examiner)
        page = context.new_page()
        keep_all(page, own)
        lose_signal(context, line)
        # Never opened before: it is on the phone all the same.
        page.goto(address)
        page.locator("[data-begin] button").click()
        expect(page.locator("[data-clock]")).to_be_visible()
        mark_without_signal(page)
        counts(page, on_phone=7, at_school=0)
        assert not ItemMark.objects.exists()
        with context.expect_event("close"):
            kill(tmp_path)
    line.mend()
    with phone(playwright, school, tmp_path, line) as context:
        sign_in(context, school, sheet.examiner)
        page = context.new_page()
        page.goto(address)
        counts(page, on_phone=7, at_school=7)
        expect(page.locator("[data-total]")).to_have_text("99")
        page.reload()
        expect(page.locator("[data-total]")).to_have_text("99")
        counts(page, on_phone=7, at_school=7)
        hand_in(page)
    assert ItemMark.objects.count() == 5
    assert CriticalMark.objects.count() == 1
    assert not StrayMark.objects.exists()
    kept = Marking.objects.get(pk=sheet.pk)
    assert sheet_of(kept).total == 99
    assert len(sheet_of(kept).critical) == 1
    assert kept.status == Marking.Status.SUBMITTED
    assert kept.started_at


def test_a_page_that_was_kept_has_its_files_after_the_school_s_next_version(
    page: Page, school: School, sheet: Marking
) -> None:
    """Which no longer has them: they are of the version before."""
    sign_in(page.context, school, sheet.examiner)
    page.goto(reverse("assessment:my_markings"))
    wait_until(
        page, lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)")
    )
    keep_and_ask = """async (name) => {
        await (await caches.open("marking-files")).put(name, new Response("kept"));
        const answer = await fetch(name);
        return [answer.status, await answer.text()];
    }"""
    assert page.evaluate(keep_and_ask, "/static/sheet.0123456789ab.js") == [200, "kept"]
    # Without a hash in its name it may be another one by now.
    assert page.evaluate(keep_and_ask, "/static/sheet.js")[0] == 404


def keep_all(page: Page, sheets: int) -> None:
    page.goto(reverse("assessment:my_markings"))
    page.locator("[data-keep-all]").click()
    expect(page.locator("[data-kept-count]")).to_have_text(str(sheets))
    wait_until(page, lambda: page.evaluate(IS_READY))


def mark_without_signal(page: Page) -> None:
    """Both steps in full, one point less, one more tap taken back; a critical fail."""
    rows = page.locator("[data-item]")
    page.locator("[data-view]").click()
    for row in (0, 1):
        rows.nth(row).locator("[data-gives]").first.click()
        if row == 0:
            page.locator("[data-next]").click()
            expect(rows.nth(0)).to_be_hidden()
    rows.nth(1).locator("[data-step='-1']").click()
    rows.nth(1).locator("[data-gives='0']").click()
    page.locator("[data-undo]").click()
    expect(page.locator("[data-total]")).to_have_text("99")
    page.locator("[data-next]").click()
    page.locator(".critical summary").first.click()
    page.locator(".critical button[value$=':on']").first.click()
    expect(page.locator(".critical--seen")).to_have_count(1)


def hand_in(page: Page) -> None:
    page.locator("button[form=sheet].button--primary").click()
    # What is handed in is said, a critical fail not least.
    expect(page.locator("dialog[open]")).to_contain_text("99 / 100 · 一票否决 1")
    with page.expect_navigation():
        page.locator("dialog[open] [value=yes]").click()
    page.wait_for_url(f"**{reverse('assessment:my_markings')}")
