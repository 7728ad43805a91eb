"""Twelve people and two who do not count, worked out by hand on paper.

| | pay before            | at 3 months              | change    |
|--|----------------------|--------------------------|-----------|
|甲| month 5,000          | month 5,800              | +800      |
|乙| month 4,500          | month 4,500              | 0         |
|丙| month 6,000          | month 5,200              | −800      |
|丁| month 4,800.50       | month 5,600.75           | +800.25   |
|戊| day 180 × 22.5 = 4,050 | month 5,200            | +1,150    |
|己| 26 days 8,000        | 26 days 9,800            | one pair only: not shown |
|庚| 26 days 7,000        | month 6,500              | paid in another way: no pair |
|辛| not asked            | month 5,000              | no baseline |
|壬| month 5,000          | not reached              | unknown   |
|癸| month 5,000          | not in work              |           |
|子| month 4,000          | month 9,000, then took consent back | |
|丑| month 5,200          | left in the second week, never asked | |

卯 withdrew before the first evening and 辰 waited in vain: neither was of the class.

Certified: all but 丑 and 壬, whose certificate was revoked: 10 of 12, so that two are
on the other side, and "at least 8 of 12" is told.
In work: 甲乙丙丁戊己庚辛 are, 癸 is not: 8 of 9, one on the other side, so "at least 5 of 9".
Known of: 9 of 12.
Calendar month: 5 pairs of 12; sorted −800, 0, +800, +800.25, +1,150: middle +800;
sum 1,950.25, by five: 390.05.
"""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from school.certificates.models import Certificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.outcomes import rules
from school.outcomes.facts import rows_of
from school.outcomes.rules import Bound, LeftOut, Share
from school.people import actions as people
from school.people.models import ConsentText, User
from school.wages import actions
from school.wages.models import FollowUp
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.wages import consent_to_wages

pytestmark = pytest.mark.django_db

ENROLLED = datetime.fromisoformat("2026-02-20T10:00+08:00")
COMPLETED = datetime.fromisoformat("2026-03-25T21:30+08:00")
CALLED = datetime.fromisoformat("2026-06-28T18:00+08:00")
TODAY = date(2026, 7, 15)


def month(fen: int) -> Pay:
    return Pay(fen, "month")


BEFORE = {
    "甲": month(500_000),
    "乙": month(450_000),
    "丙": month(600_000),
    "丁": month(480_050),
    "戊": Pay(18_000, "day", 2_250),
    "己": Pay(800_000, "26_day"),
    "庚": Pay(700_000, "26_day"),
    "壬": month(500_000),
    "癸": month(500_000),
    "子": month(400_000),
    "丑": month(520_000),
}
THEN = {
    "甲": month(580_000),
    "乙": month(450_000),
    "丙": month(520_000),
    "丁": month(560_075),
    "戊": month(520_000),
    "己": Pay(980_000, "26_day"),
    "庚": month(650_000),
    "辛": month(500_000),
    "子": month(900_000),
}


@pytest.fixture
def cohort() -> Cohort:
    cohort = make_cohort(
        sessions=False,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 25),
        seats=20,
        status=Cohort.Status.COMPLETED,
    )
    trainees = {name: enrol(cohort, name) for name in "甲乙丙丁戊己庚辛壬癸子丑"}
    for name, pay in BEFORE.items():
        actions.tell_baseline(trainees[name], pay=pay, by=SYSTEM, at=ENROLLED)
    end(trainees["丑"], Enrollment.Status.WITHDRAWN, "2026-03-12T20:00+08:00")
    for name in "甲乙丙丁戊己庚辛壬癸子":
        finish(trainees[name])
    revoke(trainees["壬"])
    for name, pay in THEN.items():
        reach(trainees[name], "employed", pay)
    reach(trainees["癸"], "not_employed", None)
    people.withdraw_consent(
        trainees["子"].person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    end(enrol(cohort, "卯"), Enrollment.Status.WITHDRAWN, "2026-02-28T09:00+08:00")
    make_enrollment(
        cohort,
        make_trainee("辰"),
        status=Enrollment.Status.WAITLISTED,
        queue_number=1,
        enrolled_at=None,
    )
    return cohort


def enrol(cohort: Cohort, name: str) -> Enrollment:
    person = make_trainee(name)
    consent_to_wages(person)
    return make_enrollment(cohort, person, enrolled_at=ENROLLED)


def end(enrollment: Enrollment, status: str, at: str) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=status, ended_at=datetime.fromisoformat(at)
    )
    enrollment.refresh_from_db()


def finish(enrollment: Enrollment) -> None:
    end(enrollment, Enrollment.Status.COMPLETED, COMPLETED.isoformat())
    make_certified(enrollment)
    actions.schedule_follow_ups(enrollment, at=COMPLETED)


def revoke(enrollment: Enrollment) -> None:
    certificates = Certificate.objects.filter(enrollment=enrollment)
    certificates.update(status=Certificate.Status.REVOKED)


def reach(enrollment: Enrollment, employment: str, pay: Pay | None) -> None:
    follow_up = FollowUp.objects.get(enrollment=enrollment, months=3)
    actions.answer_follow_up(
        follow_up, employment=employment, pay=pay, by=SYSTEM, at=CALLED
    )


@pytest.fixture
def found(cohort: Cohort) -> rules.Results:
    return rules.results(rows_of(Cohort.objects.filter(pk=cohort.pk), on=TODAY))


def test_twelve_were_of_the_class(found: rules.Results) -> None:
    assert found.roll == 12


def test_certified_is_told_by_a_bound(found: rules.Results) -> None:
    assert found.certified == Share(8, 12, Bound.AT_LEAST)
    assert found.certified.percent == 66


def test_in_work_is_of_those_reached(found: rules.Results) -> None:
    three = found.after[0]
    assert three.employed == Share(5, 9, Bound.AT_LEAST)
    assert three.reached == Share(9, 12, Bound.EXACT)


def test_the_change_in_a_calendar_month_is_exact_to_the_fen(
    found: rules.Results,
) -> None:
    by_kind = {change.kind: change for change in found.after[0].changes}
    monthly = by_kind["month"]
    assert monthly.coverage == Share(5, 12, Bound.EXACT)
    assert monthly.median_fen == 80_000
    assert monthly.mean_fen == 39_005
    # Before 4,050 4,500 4,800.50 5,000 6,000; then 4,500 5,200 5,200 5,600.75 5,800.
    assert (monthly.before_fen, monthly.after_fen) == (480_050, 520_000)


def test_one_pair_of_26_days_is_neither_shown_nor_mixed_in(
    found: rules.Results,
) -> None:
    by_kind = {change.kind: change for change in found.after[0].changes}
    assert set(by_kind) == {"month", "26_day"}
    hidden = Share(None, 12, Bound.HIDDEN)
    assert by_kind["26_day"] == rules.Change("26_day", hidden)


def test_everyone_left_out_has_a_reason_and_none_is_counted_out(
    found: rules.Results,
) -> None:
    assert found.after[0].left_out == (
        (LeftOut.NOT_COMPLETED, None),
        (LeftOut.NO_CONSENT, None),
        (LeftOut.UNKNOWN, None),
        (LeftOut.NOT_IN_WORK, None),
        (LeftOut.NO_BASELINE, None),
        (LeftOut.PAID_DIFFERENTLY, None),
    )


def test_six_and_twelve_months_are_still_to_come(found: rules.Results) -> None:
    assert [each.is_due for each in found.after] == [True, False, False]


def test_on_the_day_before_nothing_was_due(cohort: Cohort) -> None:
    rows = rows_of(Cohort.objects.filter(pk=cohort.pk), on=date(2026, 6, 24))
    assert [each.is_due for each in rules.results(rows).after] == [False] * 3


def test_consent_taken_back_leaves_the_figures_and_given_anew_comes_back(
    cohort: Cohort,
) -> None:
    """With 子: +5,000. Six pairs; middle of +800 and +800.25, half a fen up; 6,950.25 by six."""
    person = Enrollment.objects.get(person__name="子").person
    consent_to_wages(person)
    rows = rows_of(Cohort.objects.filter(pk=cohort.pk), on=TODAY)
    monthly = rules.results(rows).after[0].changes[0]
    assert monthly.coverage.numerator == 6
    assert (monthly.median_fen, monthly.mean_fen) == (80_013, 115_838)


def test_a_correction_counts_and_what_was_said_before_does_not(cohort: Cohort) -> None:
    """丙 meant 6,200: +200 instead of −800; the sum grows by 1,000, the mean by 200."""
    follow_up = FollowUp.objects.get(enrollment__person__name="丙", months=3)
    assert follow_up.record is not None
    actions.correct_wage(follow_up.record, pay=month(620_000), by=SYSTEM, at=CALLED)
    rows = rows_of(Cohort.objects.filter(pk=cohort.pk), on=TODAY)
    assert rules.results(rows).after[0].changes[0].mean_fen == 59_005


def test_page_and_spreadsheet_show_these_figures(
    cohort: Cohort, outcomes_officer: User
) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    page = client.get(reverse("outcomes:cohort", args=[cohort.code])).content.decode()
    for words in (
        "66% 以上",
        "12 人中至少 8 人",
        "+¥800",
        "+¥400",
        "12 人中的 5 人",
    ):
        assert words in page
    # To the fen, two days' figures would tell what one person earns.
    assert "390.05" not in page
    # The 26-day pair, and 己 with it, is in no figure.
    assert "1,800" not in page
    response = client.get(reverse("outcomes_desk:export", args=[cohort.code]))
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert {"+¥800", "+¥400", "66% 以上"} <= set(cells)
