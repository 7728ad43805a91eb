"""The week plan and the timetable of a term, on screen and on paper."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from school.courses import rules, weeks
from school.courses.models import Cohort, Session
from school.people.models import User
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.courses import (
    assign,
    make_cohort,
    make_edition,
    make_session,
    make_venue,
)
from tests.factories.enrollment import make_enrollment

HERE = ZoneInfo("Asia/Shanghai")
WEEK = "2026-W53"


@pytest.mark.parametrize(
    ("written", "monday"),
    [
        ("2026-W48", date(2026, 11, 23)),
        ("2026-W53", date(2026, 12, 28)),
        ("２０２７-01-03", date(2026, 12, 28)),
        ("2026-02-30", None),
        ("2027-W01", date(2027, 1, 4)),
        (" 2026-w01 ", date(2025, 12, 29)),
        ("２０２６-W48", date(2026, 11, 23)),
        ("2027-W53", None),
        ("2026-W00", None),
        ("2026-48", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_a_week_is_named_as_iso_names_it(written: str, monday: date | None) -> None:
    assert weeks.parse(written) == monday


def test_the_first_of_january_may_lie_in_the_year_before() -> None:
    assert weeks.name(date(2027, 1, 1)) == WEEK
    assert weeks.monday_of(date(2027, 1, 1)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 11, 22), (date(2026, 9, 1), date(2027, 2, 28))),
        (date(2027, 1, 1), (date(2026, 9, 1), date(2027, 2, 28))),
        (date(2028, 2, 29), (date(2027, 9, 1), date(2028, 2, 29))),
        (date(2026, 3, 1), (date(2026, 3, 1), date(2026, 8, 31))),
    ],
)
def test_a_term_is_half_a_school_year(day: date, term: tuple[date, date]) -> None:
    assert rules.term_of(day) == term


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def cohort(db: None) -> Cohort:
    """An evening on each of 30 December to 2 January; the second ends after midnight."""
    cohort = make_cohort(starts_on=date(2026, 12, 30), enrol_until=date(2026, 12, 30))
    Session.objects.filter(evening__number=2).update(
        starts_at=datetime(2026, 12, 31, 22, tzinfo=HERE),
        ends_at=datetime(2027, 1, 1, 1, tzinfo=HERE),
    )
    return cohort


def test_a_week_over_the_turn_of_the_year_has_each_evening_once(
    cohort: Cohort,
) -> None:
    week = weeks.of(Session.objects.all(), date(2026, 12, 28))
    assert [len(day.sessions) for day in week.days] == [0, 0, 1, 1, 1, 1, 0]
    assert (week.name, week.before, week.after) == (WEEK, "2026-W52", "2027-W01")
    assert week.days[4].holiday == "元旦"


def test_the_week_plan_is_of_everybody_a_venue_or_a_class(
    desk: Client, cohort: Cohort
) -> None:
    other = make_cohort(
        name="母婴护理第3期",
        edition=cohort.edition,
        venue=make_venue("社区教室"),
        starts_on=date(2026, 12, 30),
    )
    address = reverse("courses_desk:week")
    everybody = desk.get(address, {"week": "2027-01-01"})
    assert everybody.context["form"]["week"].value() == "2026-12-28"
    assert everybody.context["page_subtitle"] == "12月28日–1月3日"
    assert everybody.context["week"].count == 8
    page = everybody.content.decode()
    assert "22:00–01:00" in page and "元旦" in page
    for chosen in ({"venue": other.venue_id}, {"cohort": other.pk}):
        shown = desk.get(address, {"week": WEEK, **chosen})
        assert shown.context["week"].count == 4
        assert "养老护理第1期</td>" not in shown.content.decode()


def test_what_is_no_week_is_said_and_this_week_shown(desk: Client, db: None) -> None:
    shown = desk.get(reverse("courses_desk:week"), {"week": "下周"})
    assert "“下周”不是日期" in shown.content.decode()
    assert shown.context["week"].monday.weekday() == 0


def test_cancelled_evenings_stand_in_no_week_plan(desk: Client, cohort: Cohort) -> None:
    Session.objects.filter(evening__number=1).update(status=Session.Status.CANCELLED)
    shown = desk.get(reverse("courses_desk:week"), {"week": WEEK})
    assert shown.context["week"].count == 3


def test_the_week_plan_is_printed(desk: Client, cohort: Cohort) -> None:
    sheet = desk.get(reverse("courses_desk:week_sheet"), {"week": WEEK})
    assert "data-print" in sheet.content.decode()
    answer = desk.get(
        reverse("courses_desk:week_pdf"), {"week": WEEK, "cohort": cohort.pk}
    )
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    text = pages[0].get_textpage().get_text_range()
    assert len(pages) == 1
    assert "周课表" in text and "22:00–01:00" in text
    assert "养老护理第1期" in text and "元旦" in text


def test_an_instructor_sees_the_week_of_her_own_classes(
    cohort: Cohort, instructor: User, other_instructor: User
) -> None:
    assign(cohort, instructor)
    address = reverse("portal:week")
    page = signed_in(instructor).get(address, {"week": WEEK}).content.decode()
    assert "12月31日(周四)" in page and "22:00–01:00" in page
    other = signed_in(other_instructor).get(address, {"week": WEEK}).content.decode()
    assert "这一周没有您的课" in other
    assert signed_in(instructor).get(address, {"week": "x"}).status_code == 200


def test_a_term_lists_its_evenings_with_their_trainees(
    desk: Client, cohort: Cohort
) -> None:
    make_enrollment(cohort)
    address = reverse("courses_desk:term")
    shown = desk.get(address, {"first": "2026-12-31", "last": "2027-01-01"})
    assert [session for _week, session in shown.context["lines"]] == list(
        cohort.sessions.filter(evening__number__in=[2, 3])
    )
    assert "<td>1</td>" in shown.content.decode()
    assert ">12月28日–1月3日</a>" in shown.text
    preset = desk.get(address).context
    assert preset["form"]["first"].value() == preset["first"]
    wrong = desk.get(address, {"first": "2026-12-31", "last": "2029-01-01"})
    assert "最多相隔一年" in wrong.content.decode()


def test_a_term_costs_as_many_queries_for_more_evenings_classes_and_people(
    desk: Client,
) -> None:
    edition = make_edition(evenings=2)
    term = {"first": "2026-09-01", "last": "2027-02-28"}

    def cost(page: str) -> int:
        with asked() as queries:
            assert desk.get(reverse(page), term).status_code == 200
        return len(queries)

    def more() -> None:
        cohort = make_cohort(edition=edition, starts_on=date(2026, 12, 1))
        make_enrollment(cohort)

    more()
    cost("courses_desk:term")
    before = {page: cost(page) for page in ("courses_desk:term", "courses_desk:week")}
    more()
    more()
    assert before == {page: cost(page) for page in before}
    assert max(before.values()) < 25


def test_an_evening_belongs_to_the_day_on_which_it_begins(cohort: Cohort) -> None:
    sunday = date(2027, 1, 3)
    Session.objects.all().delete()
    make_session(
        cohort,
        cohort.edition.evenings.first(),
        on=sunday,
        starts_at=datetime(2027, 1, 3, 22, tzinfo=HERE),
        ends_at=datetime(2027, 1, 4, 1, tzinfo=HERE),
    )
    this, next_ = (
        weeks.of(Session.objects.all(), date(2026, 12, 28) + timedelta(days=days))
        for days in (0, 7)
    )
    assert (this.count, next_.count) == (1, 0)
