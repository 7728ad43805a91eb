"""The bands as a visitor, a trainee, a company and the desk see them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.people.models import Person, User
from school.wages.bands.actions import drafted, print_of
from school.wages.bands.facts import has_agreed
from school.wages.models import BandPublication
from tests.cast import signed_in
from tests.factories.bands import make_holders, published
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_course_page
from tests.factories.wages import consent_to_wages

pytestmark = pytest.mark.django_db
DESK = "wages_desk:bands"


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(sessions=False, seats=60)


@pytest.fixture
def publication(cohort: Cohort) -> BandPublication:
    make_holders(cohort, {"青石镇": 17, "白沙镇": 10, "古塘镇": 3})
    return published()


def test_anybody_reads_the_county_and_the_towns_that_may_be_told(
    client: Client, cohort: Cohort, publication: BandPublication
) -> None:
    assert "30 人" in client.get(reverse("wages:bands")).text
    slug = cohort.edition.course.slug
    page = client.get(reverse("wages:bands_of_course", args=[1, slug]))
    assert "青石镇" in page.text
    assert "17 人" in page.text
    assert "一半人在 ¥4,400–¥5,200" in page.text
    # Ten people, but the three of the other town would follow.
    assert "白沙镇" not in page.text
    assert "古塘镇" not in page.text


def test_before_the_first_publication_the_page_says_so(client: Client) -> None:
    page = client.get(reverse("wages:bands"))
    assert page.status_code == 200
    assert "还没有公布过" in page.text


def test_older_figures_stay_and_say_that_they_are_older(
    client: Client, cohort: Cohort, publication: BandPublication
) -> None:
    published(at=timezone.now() + timedelta(days=32))
    newest = client.get(reverse("wages:bands"))
    assert reverse("wages:bands_numbered", args=[1]) in newest.text
    assert "这是以前的数" not in newest.text
    for page in (
        reverse("wages:bands_numbered", args=[1]),
        reverse("wages:bands_of_course", args=[1, cohort.edition.course.slug]),
    ):
        assert "这是以前的数" in client.get(page).text


@pytest.mark.parametrize("number", [7, 0, 10**12])
def test_a_number_that_never_was_is_not_found(client: Client, number: int) -> None:
    url = reverse("wages:bands_numbered", args=[number])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("town", "people"), [("青石镇", "17 人"), ("白沙镇", "30 人"), ("", "30 人")]
)
def test_a_trainee_sees_her_town_or_the_county(
    trainee: Person,
    cohort: Cohort,
    publication: BandPublication,
    town: str,
    people: str,
) -> None:
    Person.objects.filter(pk=trainee.pk).update(town=town)
    make_enrollment(cohort, trainee)
    page = signed_in(trainee).get(reverse("wages:mine")).text
    assert people in page
    assert ("17 人" in page) == (people == "17 人")


def test_who_agreed_to_the_old_text_is_asked_plainly(trainee: Person) -> None:
    consent_to_wages(trainee)
    browser, question = signed_in(trainee), "您的收入也可以算进来吗"
    page = browser.get(reverse("wages:mine"))
    assert question in page.text
    assert "不同意也没有任何影响" in page.text
    said = {"answer": "agree", "version": page.context["text"].version}
    assert not has_agreed(trainee)
    browser.post(reverse("wages:consent"), said)
    assert has_agreed(trainee)
    assert question not in browser.get(reverse("wages:mine")).text


def test_who_never_agreed_is_not_asked_twice(trainee: Person) -> None:
    page = signed_in(trainee).get(reverse("wages:mine"))
    assert "您的收入也可以算进来吗" not in page.text


def test_the_officer_looks_at_the_draft_and_publishes_it(
    cohort: Cohort, outcomes_officer: User
) -> None:
    make_holders(cohort, {"青石镇": 17, "白沙镇": 10, "古塘镇": 3})
    browser = signed_in(outcomes_officer)
    page = browser.get(reverse(DESK))
    assert len(page.context["shown"]) == 2
    assert [row["town"] for row in page.context["hidden"]] == ["古塘镇", "白沙镇"]
    said = {"reason": "按月公布", "seen": page.context["seen"]}
    assert browser.post(reverse(DESK), said).url == reverse(DESK)
    page = browser.get(reverse(DESK))
    assert page.context["is_month_done"]
    assert [one.number for one in page.context["publications"]] == [1]


def test_what_changed_meanwhile_is_looked_at_again(
    cohort: Cohort, outcomes_officer: User
) -> None:
    make_holders(cohort, {"青石镇": 9})
    seen = print_of(drafted(on=timezone.localdate()))
    make_holders(cohort, {"青石镇": 1})
    browser, said = signed_in(outcomes_officer), {"reason": "按月公布", "seen": seen}
    page = browser.post(reverse(DESK), said)
    assert "请再看一遍" in page.text
    assert not BandPublication.objects.exists()
    browser.post(reverse(DESK), {**said, "seen": page.context["seen"]})
    assert BandPublication.objects.count() == 1


def test_the_auditor_sees_what_is_published_and_no_draft(
    publication: BandPublication, auditor: User
) -> None:
    page = signed_in(auditor).get(reverse(DESK))
    assert "form" not in page.context
    assert list(page.context["publications"]) == [publication]


def test_the_file_has_a_row_for_each_band(
    publication: BandPublication, auditor: User
) -> None:
    answer = signed_in(auditor).get(reverse("wages_desk:bands_sheet", args=[1]))
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert len(rows) == 1 + publication.bands.count()
    county, town = rows[1], rows[2]
    assert (county[1], county[4]) == ("全县", 30)
    assert town[1:2] + town[4:8] == ("青石镇", 17, 4800, 4400, 5200)


def test_a_company_s_contact_finds_the_bands(company_contact: User) -> None:
    page = signed_in(company_contact).get(reverse("people:company_workers"))
    assert reverse("wages:bands") in page.text


def test_the_course_s_page_tells_of_the_county(
    client: Client, cohort: Cohort, publication: BandPublication
) -> None:
    url = make_course_page(cohort.edition.course).url
    page = client.get(url).text
    assert "持证的人在本县挣多少" in page
    assert "30 人" in page
    assert "17 人" not in page
    published(at=timezone.now() + timedelta(days=400))
    assert "还不够多" in client.get(url).text
