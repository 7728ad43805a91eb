"""The roll of forty is called on a phone: a tap for each who is missing, one for all others."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from school.attendance.models import Event
from school.attendance.papers.actions import print_sheet
from school.courses.models import Session
from school.people.models import User
from tests.e2e.conftest import PHONE, School
from tests.e2e.sitting import sign_in
from tests.factories.attendance import hold_tonight
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

TRAINEES, MISSING, AT_MOST = 40, 6, 60
# To find the name and the button; what the page itself takes is measured.
TO_LOOK = 2.5


@pytest.fixture
def session(school: School, assistant: User) -> Session:
    cohort = make_cohort(
        edition=make_edition(evenings=1, class_size_max=TRAINEES), seats=TRAINEES
    )
    assign(cohort, assistant, "assistant")
    for number in range(1, TRAINEES + 1):
        make_enrollment(cohort, make_trainee(f"学员{number:02d}"))
    return hold_tonight(cohort, begun=timedelta(minutes=5))


def test_forty_are_called_in_a_minute(
    page: Page, school: School, session: Session, assistant: User
) -> None:
    sign_in(page, school, assistant)
    page.goto(reverse("attendance:roll", args=[session.code]))
    rows = page.locator(".roll .row")
    expect(rows).to_have_count(TRAINEES)
    taps, begun = 0, time.monotonic()
    for number in range(1, MISSING + 1):
        row = rows.filter(has_text=f"学员{number * 6:02d}")
        row.locator("[value^=absent]").click()
        taps += 1
        # The page comes back to where the thumb was.
        expect(row).to_be_in_viewport()
        expect(row.locator("[value^=absent]")).to_have_count(0)
    # It stands at the end of the list too, where the thumb is by then.
    others = page.get_by_role("button", name="其余都到了")
    expect(others).to_have_count(2)
    others.last.click()
    taps += 1
    expect(others).to_have_count(0)
    took = time.monotonic() - begun
    assert taps == MISSING + 1
    assert took + taps * TO_LOOK < AT_MOST
    kinds = Event.objects.filter(session=session).values_list("kind", flat=True)
    assert sorted(kinds) == sorted(
        ["absent"] * MISSING + ["arrived"] * (TRAINEES - MISSING)
    )


def test_a_sheet_is_typed_in_on_a_phone(
    page: Page, school: School, session: Session, assistant: User
) -> None:
    """Each row is a card: nothing of it lies beyond the edge, and no number is broken."""
    sheet = print_sheet(session, by=assistant)
    sign_in(page, school, assistant)
    page.goto(reverse("attendance:sheet", args=[sheet.code]))
    for name in ("came_10", "went_10", "went_10_at"):
        box = page.locator(f"[name={name}]").bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"], name
    number = page.locator(".sheet tbody tr").nth(9).locator("td").first
    assert number.evaluate("cell => getComputedStyle(cell).whiteSpace") == "nowrap"
