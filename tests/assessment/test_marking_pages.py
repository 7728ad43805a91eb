"""The examiner's list and sheet, by form and by script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from school.assessment import actions
from school.assessment.evidence import sheet_of
from school.assessment.models import Marking
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.assessment import (
    fill_sheet,
    make_candidate,
    markings_of,
)
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def browser(sheet):
    return signed_in(sheet.examiner)


def page(name: str, sheet: Marking) -> str:
    return reverse(f"assessment:{name}", args=[sheet.code])


def points_of(sheet: Marking) -> list[int]:
    return list(sheet_of(Marking.objects.get(pk=sheet.pk)).points.values())


def items_of(sheet: Marking) -> list[str]:
    station = sheet.practical_station.station
    return [item.code for item in station.items.all()]


def test_the_list_shows_ones_own_candidates_by_station(
    browser, practical, sheet
) -> None:
    html = browser.get(reverse("assessment:my_markings")).content.decode()
    own = Marking.objects.filter(examiner=sheet.examiner)
    assert all(page("marking", marking) in html for marking in own)
    others = Marking.objects.exclude(examiner=sheet.examiner)
    assert others.exists()
    assert not any(marking.code in html for marking in others)
    assert practical.enrollment.person.name in html


def test_the_list_of_someone_without_candidates_says_what_will_come(examiner) -> None:
    html = signed_in(examiner).get(reverse("assessment:my_markings")).content.decode()
    assert "empty" in html


def test_results_that_are_out_leave_the_list(cohort, registrar) -> None:
    make_candidate(cohort)
    examiner = Marking.objects.first().examiner
    actions.release(cohort, by=registrar)
    html = signed_in(examiner).get(reverse("assessment:my_markings")).content.decode()
    assert "/markings/" + Marking.objects.first().code not in html


def test_a_station_is_marked_with_forms_alone(browser, sheet) -> None:
    one, other = items_of(sheet)
    url = page("marking", sheet)
    assert browser.get(url).status_code == 200
    answer = browser.post(url, {"press": f"item:{one}:full", "note": "很稳"})
    assert answer.url == f"{url}#{one}"
    browser.post(url, {"press": f"item:{one}:minus"})
    browser.post(url, {"press": f"item:{other}:half"})
    assert points_of(sheet) == [49, 25]
    html = browser.get(url).content.decode()
    assert "<span data-total>74</span>" in html
    assert "很稳" in html
    browser.post(page("submit_marking", sheet))
    sheet.refresh_from_db()
    assert (sheet.status, sheet.note) == (Marking.Status.SUBMITTED, "很稳")


def test_a_critical_fail_is_confirmed_recorded_and_taken_back(browser, sheet) -> None:
    fail = sheet.practical_station.station.critical_fails.first()
    url = page("marking", sheet)
    html = browser.get(url).content.decode()
    assert f"critical:{fail.code}:on" in html
    assert "critical--seen" not in html
    assert f"<b>{sheet.practical_station.practical.candidate_number} 号</b>" in html
    assert "data-fails hidden" in html
    browser.post(url, {"press": f"critical:{fail.code}:on"})
    html = browser.get(url).content.decode()
    assert "critical--seen" in html
    assert "data-fails>一票否决 <span data-observed>1</span>" in html
    browser.post(url, {"press": f"critical:{fail.code}:off"})
    assert "critical--seen" not in browser.get(url).content.decode()
    assert sheet.critical_marks.count() == 2


def test_handing_in_with_steps_unmarked_asks_first(browser, sheet) -> None:
    url = page("submit_marking", sheet)
    shown = browser.post(url, follow=True)
    html = shown.content.decode()
    assert 'value="not_done"' in html
    assert 'data-confirm="0 / 100 · 计 0 分的步骤 2 · ' in html
    assert Marking.objects.get(pk=sheet.pk).status == Marking.Status.OPEN
    browser.post(url, {"rest": "not_done"})
    assert points_of(sheet) == [0, 0]


NOTES_TOO_BAD = pytest.mark.parametrize("note", ["很\0稳", "稳" * 2001])


@NOTES_TOO_BAD
@pytest.mark.parametrize("name", ["marking", "submit_marking"])
def test_a_note_that_cannot_be_kept_stays_on_the_sheet(
    browser, sheet, name, note
) -> None:
    press = f"item:{sheet.practical_station.station.items.first().code}:full"
    sent = {"note": note, "rest": "not_done", "press": press}
    answer = browser.post(page(name, sheet), sent)
    assert answer.context["note_form"].errors["note"]
    assert f">{note}</textarea>" in answer.content.decode()
    sheet.refresh_from_db()
    assert (sheet.note, sheet.status) == ("", Marking.Status.OPEN)
    assert not sheet.item_marks.exists()


def test_a_note_after_handing_in_stays_on_the_page_with_the_reason(
    browser, sheet
) -> None:
    fill_sheet(sheet)
    answer = browser.post(page("marking", sheet), {"note": "迟到的话", "press": ""})
    assert answer.context["note_form"].errors["note"]
    assert ">迟到的话</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("press", "status"),
    [
        ("critical:\0:on", 404),
        ("critical:nothing:on", 404),
        ("item:\0:full", 302),
        ("\0", 302),
    ],
)
def test_a_button_that_is_not_on_the_sheet_marks_nothing(
    browser, sheet, press, status
) -> None:
    answer = browser.post(page("marking", sheet), {"press": press})
    assert answer.status_code == status
    assert points_of(sheet) == []
    assert not sheet.critical_marks.exists()


def test_a_sheet_handed_in_shows_its_marks_and_no_buttons(browser, sheet) -> None:
    fill_sheet(sheet)
    html = browser.get(page("marking", sheet)).content.decode()
    assert 'name="press" value="item' not in html


def test_the_clock_starts_with_a_press(browser, sheet) -> None:
    assert "data-begun" not in browser.get(page("marking", sheet)).content.decode()
    browser.post(page("begin", sheet))
    assert "data-begun" in browser.get(page("marking", sheet)).content.decode()


@pytest.mark.parametrize("who", ["trainee", "registrar", "stranger", "other"])
def test_examiners_are_blind_to_each_others_sheets(
    request, practical, sheet, who
) -> None:
    other = (
        markings_of(practical)[1].examiner
        if who == "other"
        else request.getfixturevalue(who)
    )
    browser = signed_in(other)
    assert browser.get(page("marking", sheet)).status_code == 404
    for name in ("marking", "begin", "submit_marking"):
        assert browser.post(page(name, sheet)).status_code == 404


def test_changes_are_posts(browser, sheet) -> None:
    for name in ("begin", "submit_marking"):
        assert browser.get(page(name, sheet)).status_code == 405


def test_an_examiner_who_lost_the_role_sees_but_does_not_mark(browser, sheet) -> None:
    sheet.examiner.groups.clear()
    url = page("marking", sheet)
    assert browser.get(url).status_code == 200
    press = {"press": f"item:{items_of(sheet)[0]}:full"}
    assert browser.post(url, press).status_code == 403
    assert browser.post(page("submit_marking", sheet)).status_code == 403
    assert browser.post(page("begin", sheet)).status_code == 403


def test_queries_of_the_list_do_not_grow_with_the_candidates(
    cohort, browser, practical
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("assessment:my_markings"))
        return len(queries)

    before = count()
    for _number in range(5):
        actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    assert count() == before <= 12


def test_queries_of_the_sheet_are_few(browser, sheet) -> None:
    with CaptureQueriesContext(connection) as queries:
        browser.get(page("marking", sheet))
    assert len(queries) <= 12
