"""What is published stays: by number, for ever, and corrected only by another report."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.outcomes import tasks
from school.outcomes.models import Report
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.contents import draft
from school.outcomes.rules.periods import Period, Span, last_over
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.people import grant
from tests.factories.reports import publish
from tests.outcomes.test_pages import add
from tests.refused import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture
def cohort() -> Cohort:
    """Over before the last month and the last year were."""
    return make_cohort(
        sessions=False,
        starts_on=timezone.localdate() - timedelta(days=800),
        ends_on=timezone.localdate() - timedelta(days=760),
        seats=60,
        status=Cohort.Status.COMPLETED,
    )


@pytest.fixture
def ten(cohort: Cohort) -> Cohort:
    for number in range(10):
        add(cohort, number)
    return cohort


@pytest.fixture
def officer(outcomes_officer: User) -> User:
    return grant(outcomes_officer, "wagtailadmin.access_admin")


def month() -> Period:
    return last_over(Span.MONTH, on=timezone.localdate())


def page(report: Report | None = None) -> str:
    address = report.get_absolute_url() if report else reverse("outcomes:public")
    response = signed_in(None).get(address)
    assert response.status_code == 200
    return str(response.content.decode().split("<main", 1)[1].split("</main>")[0])


def test_a_period_ends_with_its_last_day() -> None:
    october = last_over(Span.MONTH, on=TODAY)
    assert (october.start, october.end) == (date(2026, 10, 1), date(2026, 10, 31))
    year = last_over(Span.YEAR, on=TODAY)
    assert (year.start, year.end) == (date(2025, 1, 1), date(2025, 12, 31))
    december = last_over(Span.MONTH, on=date(2027, 1, 1))
    assert december.end == date(2026, 12, 31)
    assert december.next.start == date(2027, 1, 1)


def test_the_figures_stay_while_answers_change(ten: Cohort) -> None:
    report = publish()
    before = page()
    assert "10 人次中的 10 人次" in before
    for number in range(10, 17):
        add(ten, number)
    assert page() == before
    assert page(report) == before


def test_it_says_its_number_and_day_and_how_to_leave(ten: Cohort) -> None:
    words = page(publish())
    assert "第 1 号报告" in words
    assert "谁收回了问收入的同意，从下一份报告起" in words


def test_the_file_is_what_was_hashed(ten: Cohort) -> None:
    report = publish()
    data = signed_in(None).get(reverse("outcomes:frozen_json", args=[1])).content
    assert hashlib.sha256(data).hexdigest() == report.sha256
    plain = json.loads(data)
    assert (plain["number"], plain["to"]) == (1, month().end.isoformat())
    assert plain["figures"]["results"]["completed"]["numerator"] == 10
    whole = plain["figures"]["tables"]["sex"][-1]
    assert (whole["key"], whole["cells"]["roll"]["numerator"]) == ([], 10)
    assert "company" not in plain["figures"]["tables"]


def test_both_languages_tell_the_same_numbers(ten: Cohort) -> None:
    publish()
    url = reverse("outcomes:public")
    english = signed_in(None).get(url, headers={"accept-language": "en"})
    assert "10 of 10 course places" in english.content.decode()
    assert "+¥1,000" in english.content.decode()


def test_who_takes_her_consent_back_is_in_no_figure_of_the_next(ten: Cohort) -> None:
    """Nor does the next tell what she said, by what it is less than the one before."""
    first = publish()
    person = Person.objects.get(name="学员3")
    people.withdraw_consent(person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM)
    assert "10 人次中的 10 人次" in page()
    later = last_over(Span.MONTH, on=timezone.localdate()).next.next.start
    second = freeze_report(
        last_over(Span.MONTH, on=later),
        by=SYSTEM,
        at=timezone.now() + (later - timezone.localdate()),
    )
    assert second.number == first.number + 1
    told = second.told.results
    assert told.completed == first.told.results.completed
    assert told.after[0].employed.numerator is None
    assert told.after[0].changes[0].mean_fen is None
    assert "这次不公布" in page(second)


def test_a_correction_takes_the_place_of_what_was_wrong(ten: Cohort) -> None:
    wrong = publish()
    for number in range(10, 17):
        add(ten, number)
    with refused("correction_needs_reason"):
        publish()
    right = publish(reason="漏算七人")
    assert right.supersedes == wrong
    assert right.told.results.roll == 17
    assert "更正第 1 号：漏算七人" in page()
    assert "这份报告已由第 2 号更正：漏算七人" in page(wrong)
    assert wrong.told.results.roll == 10
    assert Entry.objects.filter(verb="outcomes.freeze_report").count() == 2


@pytest.mark.parametrize("span", Span)
def test_only_the_newest_is_corrected(ten: Cohort, officer: User, span: Span) -> None:
    """An older one would take its place in public, with figures of an earlier day."""
    older = publish(span)
    later = month().next.next.start
    at = timezone.now() + (later - timezone.localdate())
    newest = freeze_report(last_over(Span.MONTH, on=later), by=SYSTEM, at=at)
    with refused("later_report_published"):
        freeze_report(older.period, by=SYSTEM, at=at, reason="漏算")
    desk = signed_in(officer).get(reverse("outcomes_desk:reports")).text
    said = desk.split("listing", 1)[1]
    links = [draft_address(one.period) in said for one in (older, newest)]
    assert links == [False, True]
    assert freeze_report(newest.period, by=SYSTEM, at=at, reason="漏算").number == 3
    assert "第 3 号报告" in page()


def draft_address(period: Period) -> str:
    start = period.start
    words = [period.span, start.year, start.month]
    return reverse("outcomes_desk:report_draft", args=words)


def test_what_may_not_be_published(ten: Cohort, trainee: Person) -> None:
    now = Period(Span.MONTH, timezone.localdate().replace(day=1))
    with refused("period_not_over"):
        freeze_report(now, by=SYSTEM)
    assert trainee.user
    with refused("not_permitted"):
        freeze_report(month(), by=trainee.user)
    with refused("draft_changed"):
        freeze_report(month(), by=SYSTEM, seen="0" * 64)
    publish()
    with refused("later_report_published"):
        publish(Span.YEAR)


def test_nothing_is_published_before_a_class_is_over() -> None:
    with refused("nothing_to_tell"):
        publish()


def test_two_at_once_publish_one(ten: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both looked before either had written."""
    found = draft(month(), on=timezone.localdate())
    publish()
    monkeypatch.setattr("school.outcomes.reports.actions.draft", lambda *a, **k: found)
    with refused("report_already_published"):
        publish()
    assert Report.objects.count() == 1


@pytest.mark.parametrize("change", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_the_database_itself_changes_no_report(ten: Cohort, change: str) -> None:
    publish()
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change.format(Report._meta.db_table))
    assert Report.objects.get().reason == ""


def test_the_clockwork_publishes_year_and_month_once(ten: Cohort) -> None:
    tasks.freeze_reports()
    tasks.freeze_reports()
    spans = Report.objects.order_by("number").values_list("span", flat=True)
    assert list(spans) == ["year", "month"]


def test_the_clockwork_waits_for_the_first_class() -> None:
    tasks.freeze_reports()
    assert not Report.objects.exists()


def test_the_officer_reads_a_draft_and_publishes_it(ten: Cohort, officer: User) -> None:
    client = signed_in(officer)
    start = month().start
    url = reverse("outcomes_desk:report_draft", args=["month", start.year, start.month])
    assert url in client.get(reverse("outcomes_desk:reports")).content.decode()
    shown = client.get(url)
    assert "+¥1,000" in shown.content.decode()
    seen = shown.context["form"].initial["seen"]
    for number in range(10, 16):
        add(ten, number)
    again = client.post(url, {"seen": seen})
    assert "您看过以后数字变了" in again.content.decode()
    assert not Report.objects.exists()
    sent = client.post(url, {"seen": again.context["form"].data["seen"]})
    report = Report.objects.get()
    assert sent["Location"] == report.get_absolute_url()
    assert report.told.results.roll == 16
    assert report.actor_label == str(officer)


@pytest.mark.parametrize(
    "words",
    [
        ("week", 2026, 1),
        ("month", 2026, 13),
        ("year", 2026, 2),
        ("month", 0, 1),
        ("month", 9999, 12),
        ("year", 9999, 1),
    ],
)
def test_no_draft_of_what_is_no_period(
    officer: User, words: tuple[str, int, int]
) -> None:
    url = reverse("outcomes_desk:report_draft", args=words)
    assert signed_in(officer).get(url).status_code == 404


def test_the_draft_of_a_correction_says_what_differs(
    ten: Cohort, officer: User
) -> None:
    publish()
    desk = signed_in(officer)
    address = draft_address(month())
    assert "与第 1 号报告相比" in desk.get(address).text
    assert not desk.get(address).context["changes"]
    for number in range(10, 17):
        add(ten, number)
    answer = desk.get(address)
    changed = {one.label: (one.was, one.now) for one in answer.context["changes"]}
    assert all(
        "17" in now for label, (_was, now) in changed.items() if label == "结业率"
    )
    assert changed["结业率"][0] != changed["结业率"][1]
    assert changed["结业率"][1] in answer.text


def test_what_a_withdrawal_takes_out_is_said_before_it_is_published(
    ten: Cohort, officer: User
) -> None:
    publish()
    person = ten.enrollments.order_by("pk")[0].person
    people.withdraw_consent(person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM)
    answer = signed_in(officer).get(draft_address(month()))
    lost = [one for one in answer.context["changes"] if one.is_lost]
    assert lost
    assert answer.text.count("不再公布") >= len(lost)
