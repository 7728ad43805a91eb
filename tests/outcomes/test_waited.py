"""The comparison with who waited, from the rows to the page, the paper and the workbook.

Twenty learned: ten earned 600 yuan more than before, ten 1,000. Twenty waited in vain: ten
earned 200 more, ten 500. As in `test_waited_rules.py`: 450 more, from 300 to 600.
"""

from datetime import datetime, time, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from school.courses import actions as courses
from school.courses.models import Cohort
from school.enrollment import actions as enrollment
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.outcomes.access import public_results
from school.outcomes.applicants import applicants_of
from school.outcomes.dossier.facts import gather
from school.outcomes.facts import rows_of
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules import Against, Why, compare
from school.outcomes.rules.periods import Span, last_over
from school.people import actions as people
from school.people.models import Person, User
from school.wages import actions
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import grant
from tests.factories.reports import publish
from tests.factories.wages import consent_to_wages
from tests.factories.waited import make_learned, make_waited

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    """Over before the last month and the last year were."""
    today = timezone.localdate()
    return make_cohort(
        sessions=False,
        starts_on=today - timedelta(days=800),
        ends_on=today - timedelta(days=750),
        seats=60,
        status=Cohort.Status.COMPLETED,
    )


@pytest.fixture
def both(cohort: Cohort) -> Cohort:
    for number in range(20):
        make_learned(cohort, then=4600 if number % 2 else 5000)
        make_waited(cohort, then=4400 if number % 2 else 4700)
    return cohort


def compared() -> tuple[Against, ...]:
    today = timezone.localdate()
    return compare(applicants_of(public_results(), on=today), on=today)


def test_from_the_rows_to_the_fen(both: Cohort) -> None:
    [found] = compared()
    assert (found.why, found.people) == (None, 20)
    assert (found.more_fen, found.between) == (45_000, (33_288, 56_712))
    assert found.half == half_of(both)


def half_of(cohort: Cohort) -> str:
    applied = cohort.starts_on - timedelta(days=20)
    return f"{applied.year}-{1 + (applied.month > 6)}"


def test_public_page_paper_and_workbook_tell_it(both: Cohort) -> None:
    report = publish()
    page = signed_in(None).get(reverse("outcomes:public")).text
    for words in (
        "和没排上的人比一比",
        "+¥450",
        "+¥300 至 +¥600",
        "每边至少 20 人",
        "这个差别不一定是上课带来的",
    ):
        assert words in page, words
    print_report(report.pk)
    paper = signed_in(None).get(reverse("outcomes:report_pdf", args=[report.number]))
    printed = "".join(
        each.get_textpage().get_text_range()
        for each in pypdfium2.PdfDocument(paper.content)
    )
    flat = "".join(printed.split())
    for words in ("+¥450", "这个差别不一定是上课带来的", "至少有20个人"):
        assert words in flat, words
    address = reverse("outcomes:report_xlsx", args=[report.number])
    book = load_workbook(BytesIO(signed_in(None).get(address).content))
    everything = str([list(sheet.values) for sheet in book])
    assert "+¥450" in everything
    assert "这个差别不一定是上课带来的" in everything
    english = Client(headers={"accept-language": "en"}).get(report.get_absolute_url())
    assert "Who waited may differ from who had a place" in english.text


def test_the_desk_sees_the_same(both: Cohort, outcomes_officer: User) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    assert "+¥300 至 +¥600" in client.get(reverse("outcomes_desk:overview")).text
    export = client.get(
        reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    )
    book = load_workbook(BytesIO(export.content))
    assert "+¥450" in str([list(sheet.values) for sheet in book])


def test_too_few_the_page_says_why(cohort: Cohort) -> None:
    for _number in range(6):
        make_learned(cohort, then=4600)
    make_waited(cohort, then=4400)
    publish()
    page = signed_in(None).get(reverse("outcomes:public")).text
    assert "现在还没有能公布的比较" in page
    assert "有一边的人不到 20 个" in page
    assert "不一定是上课带来的" not in page


def test_where_nobody_waited_the_page_says_so(cohort: Cohort) -> None:
    for _number in range(6):
        make_learned(cohort, then=4600)
    publish()
    page = signed_in(None).get(reverse("outcomes:public")).text
    assert "没有人一直候补到开班" in page


def test_who_takes_her_consent_back_is_in_it_no_more(both: Cohort) -> None:
    someone = FollowUp.objects.of_who_waited().first()
    assert someone
    person = someone.enrollment.person
    first = publish()
    people.withdraw_consent(person, purpose="wages", by=SYSTEM)
    [found] = compared()
    assert found.why == Why.FEW
    second = publish(reason="有人收回同意")
    assert second.told.against == (found,)
    assert first.told.against and first.told.against[0].why is None


def test_nor_does_what_she_said_stand_on_in_the_next_report(both: Cohort) -> None:
    """Without her there are 20 still, and beside the first report they would tell of her."""
    one = make_waited(both, then=9000)
    assert publish().told.against
    people.withdraw_consent(one.enrollment.person, purpose="wages", by=SYSTEM)
    today = timezone.localdate()
    later = last_over(Span.MONTH, on=today).next.next.start
    second = freeze_report(
        last_over(Span.MONTH, on=later), by=SYSTEM, at=timezone.now() + (later - today)
    )
    assert second.told.against
    assert second.told.against[0].why == Why.CHANGED


@pytest.mark.parametrize("group", ["waited", "learned"])
def test_only_who_agreed_to_the_text_that_speaks_of_waiting_counts(
    both: Cohort, group: str
) -> None:
    """Of who learned, too: older texts said nothing of setting her beside others."""
    asked = FollowUp.objects.of_who_waited()
    if group == "learned":
        asked = FollowUp.objects.after_the_course()
    person = asked.earliest("pk").enrollment.person
    people.withdraw_consent(person, purpose="wages", by=SYSTEM)
    consent_to_wages(person)
    rows = applicants_of(public_results(), on=timezone.localdate())
    [one] = [each for each in rows if each.person == person.pk]
    assert (one.has_consented, one.pair) == (False, None)
    assert [each.why for each in compared()] == [Why.FEW]


def test_who_was_silent_and_has_a_place_later_has_still_not_said_it(
    both: Cohort,
) -> None:
    for _number in range(21):
        make_waited(both)
    assert [each.why for each in compared()] == [Why.UNKNOWN]
    later = make_cohort(sessions=False, edition=both.edition, name="再下一期")
    for silent in FollowUp.objects.filter(status=FollowUp.Status.SCHEDULED):
        if silent.has_waited:
            make_enrollment(later, silent.enrollment.person, enrolled_at=timezone.now())
            actions.end_waited(silent.enrollment, by=SYSTEM, at=timezone.now())
    assert [each.why for each in compared()] == [Why.UNKNOWN]


def test_before_the_day_to_ask_nothing_is_known(cohort: Cohort) -> None:
    make_waited(cohort, then=4400)
    early = cohort.starts_on + timedelta(days=100)
    [one] = applicants_of(public_results(), on=early)
    assert (one.then, one.pair) == (None, None)


def test_who_had_a_place_by_the_day_to_ask_is_in_neither_group(
    cohort: Cohort, trainee: Person
) -> None:
    waited = make_waited(cohort, trainee)
    later = make_cohort(sessions=False, edition=cohort.edition, name="下一期")
    day_before = timezone.make_aware(
        datetime.combine(waited.due_on - timedelta(days=1), time(12))
    )
    placed = make_enrollment(later, trainee, enrolled_at=day_before)
    assert compared() == ()
    Enrollment.objects.filter(pk=placed.pk).update(
        enrolled_at=day_before + timedelta(days=2)
    )
    assert [each.why for each in compared()] == [Why.FEW]


def test_who_left_the_line_herself_did_not_wait_in_vain(
    cohort: Cohort, registrar: User
) -> None:
    coming = make_cohort(edition=cohort.edition, name="要开的班", seats=1)
    _placed, left, stayed = [apply_for(coming) for _ in range(3)]
    enrollment.withdraw(left, by=SYSTEM, reason="本人不上了")
    courses.start(coming, by=registrar)
    Cohort.objects.filter(pk=coming.pk).update(status=Cohort.Status.COMPLETED)
    rows = applicants_of(public_results(), on=timezone.localdate())
    assert [each.person for each in rows if each.has_waited] == [stayed.person_id]


def test_the_class_itself_tells_nothing_of_who_was_not_in_it(cohort: Cohort) -> None:
    make_learned(cohort, then=4600)
    make_waited(cohort, then=4400)
    told = gather(cohort.pk)
    assert [one.occasion for one in told.follow_ups] == ["after"] * 3
    assert told.results_then.roll == 1


def test_a_class_of_hers_is_not_asked_about_twice(cohort: Cohort) -> None:
    """Her question as one who waited is no answer about the course."""
    asked_of = make_waited(cohort, then=4400)
    Enrollment.objects.filter(pk=asked_of.enrollment_id).update(
        status=Enrollment.Status.COMPLETED
    )
    [row] = rows_of(Cohort.objects.filter(pk=cohort.pk), on=timezone.localdate())
    assert row.answers == {}


def test_it_costs_the_same_however_many(cohort: Cohort) -> None:
    def queries() -> int:
        with asked() as made:
            applicants_of(public_results(), on=timezone.localdate())
        return len(made)

    make_learned(cohort, then=4600)
    make_waited(cohort, then=4400)
    few = queries()
    for _number in range(4):
        make_learned(cohort, then=4600)
        make_waited(cohort, then=4400)
    assert queries() == few


def test_both_languages_name_the_half_year(both: Cohort) -> None:
    report = publish()
    for language, words in (("zh-hans", "半年报名"), ("en", "applied J")):
        with translation.override(language):
            page = signed_in(None).get(
                report.get_absolute_url(), headers={"accept-language": language}
            )
        assert words in page.text
