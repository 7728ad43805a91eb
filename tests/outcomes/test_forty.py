"""Every figure of the forty in `forty.py` equals the one worked out on paper, to the fen.

Completed: all but 36..40, 35 of 40. Certified: all who completed but 34, so 34 of 40; but
35 stands beside it, and one would be told of: at least 31. Another body's: 01..07 of 35.

At 3 months. Reached: 01..28 and 32..35, 32 of 40. In work: all but 33..35, 29 of 32, with
three on the other side: at least 28.
Calendar month in hand, 17 pairs, changes by size:
−800 −799.95 −100 0 0 378.32 600 700 775.10 800 800 800.25 950 1,050 1,150 1,250.50 1,900
Middle, the 9th: 775.10. Sum 9,454.22, by 17: 556.1306. Rose: 12 of 17.
Interval of the middle: of 2^17 = 131,072 ways 1 + 17 + 136 + 680 + 2,380 = 3,214 have
fewer than 5 below, twice that is 4.9 %; with 6,188 more it is over 5 %. So the 5th from
each end: 0 and 950.
Interval of the mean: sum of squares 13,305,476.3474, less 9,454.22² / 17 = 5,257,780.9299
is 8,047,695.4175; by 16 and by 17: 29,587.1155, whose root is 172.00906; times t of 16,
2.120: 364.6592. So 191.4714 and 920.7898.
Before, the 9th of 3,900 .. 6,000: 4,600. Then, the 9th of 4,300.05 .. 6,100: 5,200.
26 days, 5 pairs: −500 0 1,000 1,099.95 1,800; middle 1,000; sum 3,399.95, by 5: 679.99.
Squares 5,699,890.0025 less 2,311,932.0005 is 3,387,958.0020; by 4 and by 5: 169,397.9001,
root 411.57976, times 2.776: 1,142.5454. So −462.5554 and 1,822.5354.

At 6 months. Reached: 01..16, 18..22 and 31, 22 of 40. In work: 01..10, 18..22, 31: 16.
Same employer: 09, 15, 16, 21 and 22 named nobody once, 31 was not asked at 3: 16 known;
06, 11..14 and 18 are not where they were: 10 of 16.
Calendar month, 11 pairs: −1,000 100 100 100 378.32 775.10 800.25 900 1,050 1,250 1,900.
Middle 775.10; sum 6,353.67, by 11: 577.6064. Rose: 10 of 11, so at least 7.
Squares 9,499,306.0949 less 3,669,920.2244 is 5,829,385.8705; by 10 and by 11: 52,994.4170,
root 230.20516, times 2.228: 512.8971. So 64.7093 and 1,090.5035.
"""

from datetime import date, datetime

import pytest

from school.certificates.models import ExternalCertificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.outcomes import rules
from school.outcomes.facts import known_of, roll_of
from school.outcomes.rules import Bound, Change, LeftOut, Share
from school.people import actions as people
from school.people.models import ConsentText
from school.wages import actions
from school.wages.models import FollowUp
from school.wages.rules import Pay
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external
from tests.factories.people import make_trainee
from tests.factories.wages import consent_to_wages, make_record
from tests.outcomes import forty

ENROLLED = datetime.fromisoformat("2026-02-20T10:00+08:00")
COMPLETED = datetime.fromisoformat("2026-03-25T21:30+08:00")
CALLED = {
    3: datetime.fromisoformat("2026-06-28T18:00+08:00"),
    6: datetime.fromisoformat("2026-09-28T18:00+08:00"),
}
TODAY = date(2026, 10, 15)


@pytest.fixture(scope="module")
def found() -> rules.Results:
    return rules.results(forty.rows())


def test_the_course(found: rules.Results) -> None:
    assert found.roll == 40
    assert found.completed == Share(35, 40, Bound.EXACT)
    assert found.completed.percent == 88
    assert found.certified == Share(31, 40, Bound.AT_LEAST)
    assert found.external == Share(7, 35, Bound.EXACT)
    assert found.external.percent == 20


def test_at_three_months(found: rules.Results) -> None:
    three = found.after[0]
    assert three.reached == Share(32, 40, Bound.EXACT)
    assert three.employed == Share(28, 32, Bound.AT_LEAST)
    assert three.stayed is None
    one_person = Share(None, 40, Bound.HIDDEN)
    assert three.changes == (
        Change(
            "month",
            Share(17, 40, Bound.EXACT),
            median_fen=77_510,
            mean_fen=55_613,
            rose=Share(12, 17, Bound.EXACT),
            median_between=(0, 95_000),
            mean_between=(19_147, 92_079),
            before_fen=460_000,
            after_fen=520_000,
        ),
        Change("month", one_person, "gross"),
        Change(
            "26_day",
            Share(5, 40, Bound.EXACT),
            median_fen=100_000,
            mean_fen=67_999,
            rose=Share(None, 5, Bound.HIDDEN),
            median_between=None,
            mean_between=(-46_256, 182_254),
            before_fen=760_000,
            after_fen=800_000,
        ),
        Change("hour", one_person),
    )


def test_at_six_months(found: rules.Results) -> None:
    six = found.after[1]
    assert six.reached == Share(22, 40, Bound.EXACT)
    assert six.employed == Share(16, 22, Bound.EXACT)
    assert six.stayed == Share(10, 16, Bound.EXACT)
    monthly = six.changes[0]
    assert (monthly.median_fen, monthly.mean_fen) == (77_510, 57_761)
    assert monthly.rose == Share(7, 11, Bound.AT_LEAST)
    assert monthly.median_between is None
    assert monthly.mean_between == (6_471, 109_050)


def test_at_twelve_months_nothing_is_due(found: rules.Results) -> None:
    assert found.after[2].is_due is False
    assert found.after[2].employed.bound == Bound.NOBODY


def test_each_of_the_others_is_left_out_for_one_reason() -> None:
    why = {
        one["no"]: reason
        for one in forty.people()
        if (reason := rules.why_left_out(forty.row_of(one), 3))
    }
    assert why == {
        "25": LeftOut.PAID_DIFFERENTLY,
        "26": LeftOut.PAID_DIFFERENTLY,
        "27": LeftOut.PAID_DIFFERENTLY,
        "28": LeftOut.NO_BASELINE,
        "29": LeftOut.NO_CONSENT,
        "30": LeftOut.NO_CONSENT,
        "31": LeftOut.UNKNOWN,
        "32": LeftOut.PAY_NOT_TOLD,
        "33": LeftOut.NOT_IN_WORK,
        "34": LeftOut.NOT_IN_WORK,
        "35": LeftOut.NOT_IN_WORK,
        **{str(number): LeftOut.NOT_COMPLETED for number in range(36, 41)},
    }


@pytest.mark.django_db
def test_told_to_the_school_they_come_to_the_same_rows() -> None:
    """By the verbs; what a company says of 05 besides is no second answer."""
    cohort = make_cohort(
        sessions=False,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 25),
        seats=40,
        status=Cohort.Status.COMPLETED,
    )
    table = forty.people()
    for one in table:
        enrol(cohort, one)
    roll = roll_of(Cohort.objects.filter(pk=cohort.pk))
    known = {
        enrollment.person.name: row for enrollment, row in known_of(roll, on=TODAY)
    }
    assert known == {f"学员{one['no']}": forty.row_of(one) for one in table}


def enrol(cohort: Cohort, one: dict[str, str]) -> None:
    person = make_trainee(f"学员{one['no']}")
    if one["consent"] != "no":
        consent_to_wages(person)
    enrollment = make_enrollment(cohort, person, enrolled_at=ENROLLED)
    if before := forty.pay_of(one["before"]):
        actions.tell_baseline(enrollment, pay=before, by=SYSTEM, at=ENROLLED)
    if one["end"] == "done":
        end(enrollment, Enrollment.Status.COMPLETED)
        actions.schedule_follow_ups(enrollment, at=COMPLETED)
    else:
        end(enrollment, Enrollment.Status.NOT_COMPLETED)
    if one["cert"] == "cert":
        make_certified(enrollment)
    if one["ext"] == "ext":
        issued = make_external(person, int(one["no"]), issued_on=date(2026, 5, 6))
        ExternalCertificate.objects.filter(pk=issued.pk).update(
            status=ExternalCertificate.Status.CONFIRMED
        )
    for months, words in ((3, one["at3"]), (6, one["at6"])):
        reach(enrollment, months, words)
    if one["no"] == "05":
        make_record(person, yuan=2_500, source="company")
    if one["consent"] == "took":
        people.withdraw_consent(person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM)


def end(enrollment: Enrollment, status: str) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=status, ended_at=COMPLETED
    )
    enrollment.refresh_from_db()


def reach(enrollment: Enrollment, months: int, words: str) -> None:
    if words == "?":
        return
    is_out = words == "out"
    pay: Pay | None = forty.pay_of(words)
    actions.answer_follow_up(
        FollowUp.objects.get(enrollment=enrollment, months=months),
        employment="not_employed" if is_out else "employed",
        pay=pay,
        by=SYSTEM,
        at=CALLED[months],
    )
