"""How far examiners agree, on its page: released results only, for those who may."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.agreement import Report, agreement_in
from school.assessment.models import Practical
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_user

URL = reverse("assessment:agreement")
FILE = reverse("assessment:agreement_xlsx")


@pytest.fixture
def chief(db):
    return make_user(display_name="林组长", role=Role.CHIEF_EXAMINER)


def marked(cohort: Cohort, *points: tuple[int, int]) -> None:
    """For each pair a practical, in which the first examiner gives each item the first points."""
    first = cohort.duties.order_by("pk").first().user
    for own, others in points:
        practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
        for sheet in markings_of(practical):
            fill_sheet(sheet, points=own if sheet.examiner == first else others)


def release() -> None:
    """What a release leaves behind of the practicals themselves."""
    Practical.objects.filter(released_at=None).update(
        status=Practical.Status.RELEASED, released_at=timezone.now()
    )


def report_on(cohort: Cohort) -> Report:
    today = timezone.localdate()
    return agreement_in(cohort.edition.course, since=today, until=today)


def test_it_counts_pairs_of_released_practicals_only(cohort) -> None:
    marked(cohort, (40, 40), (40, 35))
    assert report_on(cohort).practicals == 0
    assert report_on(cohort).steps == []
    release()
    marked(cohort, (10, 12))
    report = report_on(cohort)
    assert report.practicals == 2
    # Three stations of two steps each.
    assert [line.agreement.pairs for line in report.steps] == [2] * 6
    assert {line.agreement.same for line in report.steps} == {1}
    first, second = report.examiners
    assert (first.bias.mean, second.bias.mean) == (-5.0, 5.0)
    assert first.bias.sheets == 6


def test_a_third_examiner_is_no_blind_one(cohort) -> None:
    add_examiner(cohort)
    marked(cohort, (45, 30))
    thirds = [m for m in markings_of(Practical.objects.get()) if m.role == "third"]
    assert thirds
    for sheet in thirds:
        if sheet.status == sheet.Status.OPEN:
            fill_sheet(sheet, points=10)
    release()
    report = report_on(cohort)
    assert {line.agreement.pairs for line in report.steps} == {1}


def test_a_critical_step_says_how_often_one_alone_saw_it(cohort) -> None:
    marked(cohort, (40, 40))
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    one, other, *rest = markings_of(practical)
    fail = one.practical_station.station.critical_fails.first()
    for seen in (True, False, True):
        actions.mark_critical(one, critical_fail=fail, is_observed=seen, by=SYSTEM)
    for sheet in (one, other, *rest):
        fill_sheet(sheet)
    release()
    line = next(x for x in report_on(cohort).criticals if x.code == fail.code)
    assert (line.agreement.pairs, line.agreement.same, line.seen) == (2, 1, 1)


def test_results_of_other_days_are_left_out(cohort) -> None:
    marked(cohort, (40, 40))
    release()
    Practical.objects.update(released_at=timezone.now() - timedelta(days=2))
    assert report_on(cohort).practicals == 0


def test_the_chief_examiner_reads_it_and_an_examiner_does_not(
    cohort, chief, examiner, registrar, auditor, trainee
) -> None:
    marked(cohort, *[(40, 36)] * 4)
    release()
    for user in (chief, registrar, auditor):
        page = signed_in(user).get(URL)
        assert page.status_code == 200
    html = page.content.decode()
    assert "韩考评员" in html
    assert "偏宽" in html
    for user in (examiner, trainee):
        for url in (URL, FILE):
            assert signed_in(user).get(url).status_code == 403


def test_the_workbook_holds_the_same(cohort, chief) -> None:
    marked(cohort, *[(40, 36)] * 4)
    release()
    answer = signed_in(chief).get(FILE)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    steps, criticals, examiners, words = book.worksheets
    assert steps.max_row == 7
    assert criticals.max_row == 7
    assert [row[1] for row in examiners.iter_rows(min_row=2, values_only=True)] == [
        12,
        12,
    ]
    assert words.max_row > 8


def test_a_course_alone_is_asked_about_a_year(cohort, chief) -> None:
    page = signed_in(chief).get(URL, {"course": cohort.edition.course.code})
    today = timezone.localdate()
    assert page.context["report"].until == today
    # Browsers show a day in no other form.
    assert f'value="{today:%Y-%m-%d}"' in page.content.decode()


def test_what_cannot_be_meant_is_said_on_the_page(cohort, chief) -> None:
    browser = signed_in(chief)
    for asked in (
        {"course": "EC", "since": "2026-03-20", "until": "2026-03-01"},
        {"course": "nobody", "since": "x", "until": ""},
    ):
        page = browser.get(URL, asked)
        assert page.context["form"].errors
        assert page.context["report"] is None
        assert browser.get(FILE, asked).status_code == 404


def test_it_asks_as_often_for_many_results(cohort, chief) -> None:
    browser = signed_in(chief)

    def cost() -> int:
        release()
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(URL).status_code == 200
        return len(captured)

    marked(cohort, (40, 40))
    first = cost()
    marked(cohort, (40, 20), (30, 35))
    assert cost() <= first <= 25
