"""One examiner with two phones, both without a signal, that say different things."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from school.assessment import actions
from school.assessment.evidence import sheet_of
from school.assessment.models import ItemMark, Marking
from school.journal.actors import SYSTEM
from tests.e2e.conftest import PHONE, School
from tests.e2e.line import Line, line_to_the_school
from tests.e2e.reading import wait_until
from tests.e2e.sitting import find_signal, lose_signal, sign_in
from tests.factories.assessment import make_assessing_cohort, markings_of
from tests.factories.enrollment import make_enrollment

THIS, OTHER = "这部手机上：", "另一部手机上："


@pytest.fixture
def sheet(school: School) -> Marking:
    enrollment = make_enrollment(make_assessing_cohort())
    return markings_of(actions.open_practical(enrollment, by=SYSTEM))[0]


@pytest.fixture
def other_line() -> Iterator[Line]:
    with line_to_the_school() as found:
        yield found


@pytest.fixture
def other(browser: Browser, school: School, other_line: Line) -> Iterator[Page]:
    context = browser.new_context(
        base_url=school.url, viewport=PHONE, locale="zh-CN", proxy=other_line.proxy
    )
    yield context.new_page()
    context.close()


def open_sheet(page: Page, school: School, sheet: Marking) -> None:
    sign_in(page.context, school, sheet.examiner)
    page.goto(reverse("assessment:marking", args=[sheet.code]))
    expect(page.locator("[data-queue]")).to_be_visible()


def gives(page: Page, row: int, word: str) -> Locator:
    return page.locator("[data-item]").nth(row).locator(f"button[value$=':{word}']")


def write_note(page: Page, text: str) -> None:
    page.locator("[name=note]").fill(text)
    page.locator("[name=note]").blur()


def at_school(page: Page, count: int) -> None:
    expect(page.locator("[data-at-school]")).to_have_text(str(count), timeout=15000)


def hand_in(page: Page) -> None:
    page.locator("button[form=sheet].button--primary").click()
    page.locator("dialog[open] [value=yes]").click()


def cannot_hand_in(page: Page, sheet: Marking) -> None:
    """Before she has said which is right."""
    page.evaluate("document.documentElement.dataset.before = 1")
    hand_in(page)
    expect(page.locator("[data-before]")).to_have_count(0, timeout=15000)
    expect(page.locator("[data-refused] li")).to_be_visible()
    expect(page.locator("[data-choose]")).to_be_visible()
    assert Marking.objects.get(pk=sheet.pk).status == Marking.Status.OPEN


def points_and_phones(sheet: Marking) -> tuple[list[int], list[str]]:
    """What the ledger says of the first step, in its order."""
    item = sheet.practical_station.station.items.first()
    marks = ItemMark.objects.filter(marking=sheet, item=item).order_by("pk")
    return [mark.points for mark in marks], [mark.device for mark in marks]


def test_two_phones_that_disagree_are_asked_and_both_marks_stay(
    page: Page,
    line: Line,
    other: Page,
    other_line: Line,
    school: School,
    sheet: Marking,
) -> None:
    for one in (page, other):
        open_sheet(one, school, sheet)
    lose_signal(page.context, line)
    lose_signal(other.context, other_line)
    gives(page, 0, "full").click()
    gives(other, 0, "none").click()
    gives(other, 1, "full").click()
    assert not ItemMark.objects.exists()
    find_signal(page.context, line)
    at_school(page, 1)
    find_signal(other.context, other_line)
    asked = other.locator("[data-choose]")
    expect(asked).to_be_visible(timeout=15000)
    says = asked.get_by_role("button")
    expect(says.filter(has_text=OTHER).locator("b")).to_have_text("50")
    expect(says.filter(has_text=THIS).locator("b")).to_have_text("0")

    cannot_hand_in(other, sheet)
    assert points_and_phones(sheet)[0] == [50, 0]
    says.filter(has_text=OTHER).click()
    expect(asked).to_have_count(0)
    hand_in(other)
    other.wait_for_url(f"**{reverse('assessment:my_markings')}")
    points, phones = points_and_phones(sheet)
    assert points == [50, 0, 50]
    assert phones[0] != phones[1] == phones[2]
    kept = Marking.objects.get(pk=sheet.pk)
    assert kept.status == Marking.Status.SUBMITTED
    assert sheet_of(kept).total == 100


def test_a_note_of_another_phone_is_said_and_the_first_one_asked_too(
    page: Page, line: Line, other: Page, school: School, sheet: Marking
) -> None:
    for one in (page, other):
        open_sheet(one, school, sheet)
    gives(other, 0, "none").click()
    write_note(other, "先说的")
    at_school(other, 2)
    lose_signal(page.context, line)
    gives(page, 0, "full").click()
    write_note(page, "后说的")
    find_signal(page.context, line)
    expect(page.locator("[data-choose]")).to_be_visible(timeout=15000)
    expect(page.locator("[name=note]")).to_have_value("先说的")
    refused = page.locator("[data-refused] li")
    expect(refused).to_contain_text("后说的")
    expect(refused).to_be_visible()
    refused.get_by_role("button").click()
    expect(page.locator("[data-not-taken]")).to_be_hidden()
    # The other one hears of it as soon as it sends anything more.
    gives(other, 1, "full").click()
    expect(other.locator("[data-choose]")).to_be_visible(timeout=15000)
    other.locator("[data-choose] button").filter(has_text=THIS).click()
    wait_until(other, lambda: points_and_phones(sheet)[0] == [0, 50, 0])
    other.goto(reverse("assessment:my_markings"))
    expect(other.locator("main")).to_contain_text("后说的")
    assert Marking.objects.get(pk=sheet.pk).note == "先说的"
