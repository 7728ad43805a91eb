import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.outcomes.access import public_results
from school.outcomes.facts import members_of
from school.outcomes.overview import FIRST, told
from school.people.models import Person, User
from school.wages import actions
from school.wages.models import FollowUp
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.reports import publish
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(
        sessions=False,
        starts_on=timezone.localdate() - timedelta(days=200),
        seats=60,
        status=Cohort.Status.COMPLETED,
    )


def add(cohort: Cohort, number: int, *, then: int = 600_000) -> None:
    """One who completed, was certified, and earns 1,000 yuan more at three months."""
    person = make_trainee(f"学员{number}")
    consent_to_wages(person)
    enrollment = make_enrollment(cohort, person)
    actions.tell_baseline(enrollment, pay=Pay(500_000, "month"), by=SYSTEM)
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=Enrollment.Status.COMPLETED
    )
    enrollment.refresh_from_db()
    make_certified(enrollment)
    actions.answer_follow_up(
        make_follow_up(enrollment),
        employment=FollowUp.Employment.EMPLOYED,
        pay=Pay(then, "month"),
        by=SYSTEM,
    )


def page(cohort: Cohort) -> str:
    return reverse("outcomes:cohort", args=[cohort.code])


@pytest.mark.parametrize("who", ["outcomes_officer", "registrar", "auditor"])
def test_the_desk_sees_a_class_and_its_list(
    cohort: Cohort, who: str, request: pytest.FixtureRequest
) -> None:
    for number in range(6):
        add(cohort, number)
    user = grant(request.getfixturevalue(who), "wagtailadmin.access_admin")
    client = signed_in(user)
    assert client.get(page(cohort)).status_code == 200
    report = reverse("outcomes_desk:report", args=[cohort.code])
    assert report in client.get(reverse("cohortresult:index")).content.decode()
    assert "+¥1,000" in client.get(report).content.decode()


@pytest.mark.parametrize("who", ["trainee", "instructor", "points_officer", "editor"])
def test_others_do_not(
    cohort: Cohort, who: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(page(cohort)).status_code == 404
    for name in ("report", "export"):
        url = reverse(f"outcomes_desk:{name}", args=[cohort.code])
        assert client.get(url).status_code in {302, 403}


def test_nobody_sees_a_class_without_signing_in(cohort: Cohort) -> None:
    assert signed_in(None).get(page(cohort)).status_code == 302


def test_a_class_that_is_still_learning_has_no_results(
    cohort: Cohort, outcomes_officer: Any
) -> None:
    cohort.status = Cohort.Status.RUNNING
    cohort.save(update_fields=["status"])
    assert signed_in(outcomes_officer).get(page(cohort)).status_code == 404


def test_before_the_first_report_the_public_page_says_so(cohort: Cohort) -> None:
    for number in range(5):
        add(cohort, number)
    response = signed_in(None).get(reverse("outcomes:public"))
    assert response.status_code == 200
    assert "还没有公布报告" in response.content.decode()
    assert "+¥1,000" not in response.content.decode()


def test_the_public_page_adds_completed_classes_up(cohort: Cohort) -> None:
    other = make_cohort(
        sessions=False,
        edition=make_edition(),
        name="第2期",
        seats=60,
        starts_on=date(2026, 1, 5),
        status=Cohort.Status.COMPLETED,
    )
    running = make_cohort(
        sessions=False,
        edition=other.edition,
        name="第3期",
        seats=60,
        status=Cohort.Status.RUNNING,
    )
    for number, each in enumerate([cohort] * 3 + [other] * 3 + [running] * 5):
        add(each, number)
    publish()
    response = signed_in(None).get(reverse("outcomes:public"))
    assert response.context["found"].roll == 6
    words = response.content.decode()
    assert "+¥1,000" in words
    assert "6 人次中的 6 人次" in words
    assert "<svg" in words
    assert not re.search(r"学员\d", words.split("<main", 1)[1].split("</main>")[0])


def test_few_people_are_not_shown(cohort: Cohort) -> None:
    for number in range(4):
        add(cohort, number)
    publish()
    words = signed_in(None).get(reverse("outcomes:public")).content.decode()
    assert "+¥1,000" not in words
    assert "不到 5 人" in words


def test_the_number_of_queries_does_not_grow(
    cohort: Cohort, outcomes_officer: Any, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))

    def queries(url: str) -> int:
        with django_assert_max_num_queries(25) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    overview = reverse("outcomes_desk:overview")
    addresses = [page(cohort), reverse("outcomes:public"), overview]
    for number in range(6):
        add(cohort, number)
    publish()
    few = [queries(url) for url in addresses]
    for number in range(6, 18):
        add(cohort, number)
    publish(reason="漏了十二人")
    assert [queries(url) for url in addresses] == few


def test_the_desk_breaks_the_school_down_and_downloads_it(
    cohort: Cohort, outcomes_officer: User
) -> None:
    """Seven people, two of them of a town that is not told, nor the other one beside it."""
    for number in range(7):
        add(cohort, number)
    towns = Person.objects.order_by("pk").filter(name__startswith="学员")
    for person, town in zip(towns, ["安源"] * 5 + ["上栗"] * 2, strict=True):
        Person.objects.filter(pk=person.pk).update(town=town, sex="female")
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    html = client.get(reverse("outcomes_desk:overview")).content.decode()
    assert "+¥1,000" in html
    assert "另有 2 组没有列出" in html
    assert "上栗" not in html
    url = reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    book = load_workbook(BytesIO(client.get(url).content))
    assert "上栗" not in str([list(sheet.values) for sheet in book])
    rows = {row[0]: row for row in book["按性别"].values}
    assert rows["女"][1] == "7"
    assert "+¥1,000" in rows["女"]


def test_no_page_nor_sheet_tells_pay_to_the_fen(
    cohort: Cohort, outcomes_officer: User
) -> None:
    """Five who earn 1,012.34 more: of a sixth, two days' figures would tell it to the fen."""
    for number in range(5):
        add(cohort, number, then=601_234)
    publish()
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    overview = reverse("outcomes_desk:overview")
    for address in (page(cohort), reverse("outcomes:public"), overview):
        html = client.get(address).content.decode()
        assert "+¥1,000" in html
        assert "只公布到 ¥50" in html
        assert "12.34" not in html
    url = reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    book = load_workbook(BytesIO(client.get(url).content))
    cells = str([list(sheet.values) for sheet in book])
    assert "平均 +¥1,000" in cells
    assert "12.34" not in cells


def test_groups_go_by_the_same_keys_in_both_languages(
    cohort: Cohort, outcomes_officer: User
) -> None:
    """Which of two equal groups is hidden goes by the order of their keys."""
    for number in range(5):
        add(cohort, number)
    classes, on = public_results(), timezone.localdate()
    course = cohort.edition.course
    found = []
    for language, title in (("zh-hans", course.title_zh), ("en", course.title_en)):
        with translation.override(language):
            found.append([each.groups for each in members_of(classes, on=on)])
            by_class, *_others = told(FIRST, on=on)["tables"]
            assert by_class.rows[0].label == title
    assert found[0] == found[1]


def test_a_name_that_looks_like_a_formula_stays_a_text(
    cohort: Cohort, outcomes_officer: User
) -> None:
    for number in range(5):
        add(cohort, number)
    Person.objects.filter(name__startswith="学员").update(town="=1+1")
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    url = reverse("outcomes_desk:overview_export", args=[3, "month", "net"])
    sheet = load_workbook(BytesIO(client.get(url).content))["按住在哪个乡镇"]
    cell = next(cell for row in sheet.rows for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"


def test_a_plot_says_its_bars_in_words_too(
    cohort: Cohort, outcomes_officer: User
) -> None:
    """A phone shows these instead of the drawing, whose words would be too small there."""
    for number in range(6):
        add(cohort, number)
    html = signed_in(outcomes_officer).get(page(cohort)).content.decode()
    figure = html[html.index('<figure class="plotted">') : html.index("</figure>")]
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in figure
    words = figure[figure.index("<dl>") :]
    assert "¥5,000" in words
    assert "¥6,000" in words
    assert 'value="5000.00" max="6000.00"' in words
