"""What the trainee reads of her result, and that nothing leaks before it is out."""

import re

import pytest
from django.urls import reverse

from school.assessment import actions
from school.courses.models import Duty
from tests.cast import signed_in
from tests.costs import MOST_QUERIES, asked
from tests.factories.assessment import (
    credit_all,
    fill_sheet,
    markings_of,
    sit_exam,
    take_practical,
)
from tests.factories.courses import assign
from tests.headings import faults


@pytest.fixture
def browser(trainee):
    return signed_in(trainee)


def page(enrollment) -> str:
    return reverse("assessment:result", args=[enrollment.code])


def test_before_the_release_no_mark_of_the_practical_shows(
    browser, enrollment, registrar
) -> None:
    credit_all(enrollment)
    sit_exam(enrollment)
    # 37 + 37 of 100: a number that stands nowhere else.
    practical = take_practical(enrollment, points=37)
    links = [
        page(enrollment),
        reverse("assessment:exam", args=[enrollment.code]),
    ]
    for url in links:
        html = browser.get(url).content.decode()
        assert "74.0" not in html
        assert practical.code not in html
        assert "步骤" not in html
    actions.release(enrollment.cohort, by=registrar)
    html = browser.get(page(enrollment)).content.decode()
    assert "74.0" in html
    assert "步骤1" in html


def test_who_passed_reads_so(browser, enrollment, registrar) -> None:
    credit_all(enrollment)
    sit_exam(enrollment)
    take_practical(enrollment)
    actions.release(enrollment.cohort, by=registrar)
    html = browser.get(page(enrollment)).content.decode()
    assert "考核合格" in html
    assert 'class="reason"' not in html


def test_each_reason_stands_with_what_to_do(browser, enrollment, registrar) -> None:
    sit_exam(enrollment, right=1)
    practical = actions.open_practical(enrollment, by=registrar)
    for number, marking in enumerate(markings_of(practical)):
        if number < 2:
            station = marking.practical_station.station
            actions.mark_critical(
                marking,
                critical_fail=station.critical_fails.get(effect="fail_practical"),
                is_observed=True,
                by=marking.examiner,
            )
        fill_sheet(marking, points=10)
    actions.release(enrollment.cohort, by=registrar)
    html = browser.get(page(enrollment)).content.decode()
    assert html.count('class="reason"') == 4
    assert "离开老人" in html
    assert reverse("assessment:exam", args=[enrollment.code]) in html
    assert faults(html) == []


def test_the_enrolment_gives_the_same_advice_as_the_result(
    browser, enrollment, registrar
) -> None:
    take_practical(enrollment, points=10)
    actions.release(enrollment.cohort, by=registrar, absent_too=True)
    detail = reverse("enrollment:detail", args=[enrollment.code])
    advice = [
        re.findall(r'<article class="reason">.*?</article>', html, re.DOTALL)
        for html in (
            browser.get(url).content.decode() for url in (page(enrollment), detail)
        )
    ]
    assert len(advice[0]) == 3
    assert advice[0] == advice[1]


def test_the_staff_of_the_class_read_no_reason_on_the_enrolment(
    enrollment, registrar, instructor
) -> None:
    assign(enrollment.cohort, instructor, Duty.Kind.INSTRUCTOR)
    actions.release(enrollment.cohort, by=registrar, absent_too=True)
    detail = reverse("enrollment:detail", args=[enrollment.code])
    assert 'class="reason"' not in signed_in(instructor).get(detail).content.decode()


def test_absence_is_said_without_numbers(browser, enrollment, registrar) -> None:
    actions.release(enrollment.cohort, by=registrar, absent_too=True)
    assert browser.get(page(enrollment)).content.decode().count('class="reason"') == 3


@pytest.mark.parametrize("who", ["classmate", "stranger", "examiner", "instructor"])
def test_results_of_others_are_not_found(request, enrollment, who) -> None:
    other = signed_in(request.getfixturevalue(who))
    assert other.get(page(enrollment)).status_code == 404


@pytest.mark.parametrize("who", ["registrar", "auditor"])
def test_those_with_the_right_read_results(request, enrollment, who) -> None:
    reader = signed_in(request.getfixturevalue(who))
    assert reader.get(page(enrollment)).status_code == 200


def test_a_visitor_is_asked_to_sign_in(enrollment) -> None:
    assert signed_in(None).get(page(enrollment)).status_code == 302


def test_queries_of_the_result_are_few(browser, enrollment, registrar) -> None:
    credit_all(enrollment)
    sit_exam(enrollment)
    take_practical(enrollment)
    actions.release(enrollment.cohort, by=registrar)
    # What is read once a process and kept is no part of the page.
    browser.get(page(enrollment))
    with asked() as queries:
        browser.get(page(enrollment))
    assert len(queries) < MOST_QUERIES


def test_a_result_is_broken_down_by_module_with_the_lessons_to_go_back_to(
    browser, enrollment, registrar
) -> None:
    credit_all(enrollment)
    # Two right, two wrong: two of each module are asked.
    sit_exam(enrollment, right=2)
    take_practical(enrollment, points=45)
    actions.release(enrollment.cohort, by=registrar)
    shown = browser.get(page(enrollment)).context["modules"]
    assert [one.module.number for one in shown] == [1, 2]
    assert sum(one.asked for one in shown) == 4
    assert sum(one.right for one in shown) == 2
    # All three stations belong to the first module.
    assert [(one.plain_points, one.of) for one in shown] == [("270", 300), ("0", 0)]
    for one in shown:
        lessons = [lesson.module for lesson in one.lessons]
        assert lessons == [one.module] * (one.right < one.asked)


def test_no_module_is_told_before_the_release(browser, enrollment) -> None:
    sit_exam(enrollment)
    take_practical(enrollment)
    assert browser.get(page(enrollment)).context["modules"] == []
