"""The desk's search: a few of each kind at once, and only what one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.people.models import User
from school.people.roles import Role
from school.ui.finding import A_FEW, find
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external
from tests.factories.people import make_company, make_trainee, make_user

pytestmark = pytest.mark.django_db
PLACE = "/desk/search-desk/"


def found(query: str, user: User) -> dict[str, list[str]]:
    return {
        one.label: [row.title for row in one.found]
        for one in find(query, User.objects.get(pk=user.pk))
    }


def test_a_person_is_found_by_name_and_by_the_end_of_her_number(
    registrar: User,
) -> None:
    person = make_trainee("欧阳秀兰")
    make_trainee("王桂英")
    assert found("秀兰", registrar) == {"人员": ["欧阳秀兰"]}
    assert person.name in found(person.phone[-4:], registrar)["人员"]
    page = signed_in(registrar).get(PLACE, {"q": "秀兰"}).text
    assert "欧阳秀兰" in page
    # The number itself is covered.
    assert person.phone not in page


def test_a_certificate_a_company_and_a_class_are_found(registrar: User) -> None:
    cohort = make_assessed_cohort(name="养老第九期")
    certificate = make_certified(
        make_enrollment(cohort, make_trainee("李春花"), status="completed")
    )
    make_company("华丽家政")
    external = make_external(make_trainee("王桂英"))
    assert found(certificate.number, registrar) == {"证书": [certificate.number]}
    assert found("华丽", registrar) == {"企业": ["华丽家政"]}
    assert "养老第九期" in found(cohort.code, registrar)["班期"]
    assert external.number in found("王桂英", registrar)["其他机构证书"]


def test_each_finds_only_what_she_may_see(
    registrar: User, points_officer: User, outcomes_officer: User
) -> None:
    make_cohort(name="春花班", sessions=False)
    make_trainee("李春花")
    assert set(found("春花", registrar)) == {"人员", "班期"}
    assert set(found("春花", points_officer)) == {"人员"}
    assert set(found("春花", outcomes_officer)) == {"人员"}


def test_who_may_see_none_of_it_has_no_such_search() -> None:
    helper = make_user(role=Role.VILLAGE_DESK, is_staff=True)
    browser = signed_in(helper)
    assert browser.get(PLACE, {"q": "春花"}).status_code == 302
    assert PLACE not in browser.get("/desk/").text


def test_the_search_of_the_menu_leads_to_it(registrar: User) -> None:
    assert PLACE in signed_in(registrar).get("/desk/").text


def test_more_than_a_few_are_in_the_list_behind(registrar: User) -> None:
    for number in range(A_FEW + 1):
        make_trainee(f"陈桂兰{number}")
    (one,) = find("陈桂兰", registrar)
    assert len(one.found) == A_FEW
    listed = signed_in(registrar).get(one.more)
    assert listed.context["paginator"].count == A_FEW + 1


def test_one_letter_finds_nothing_and_says_so(registrar: User) -> None:
    make_trainee("李春花")
    page = signed_in(registrar).get(PLACE, {"q": "李"}).text
    assert "李春花" not in page
    assert "至少输入两个字" in page
    assert "没有找到" in signed_in(registrar).get(PLACE, {"q": "没这个人"}).text


def test_it_costs_the_same_for_many(registrar: User) -> None:
    company = make_company("春花家政")
    counts = []
    for turn in range(3):
        person = make_trainee(f"春花{turn}", company=company)
        make_cohort(name=f"春花{turn}期", sessions=False)
        make_external(person, serial=turn + 1)
        user = User.objects.get(pk=registrar.pk)
        with CaptureQueriesContext(connection) as asked:
            list(find("春花", user))
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_first_screen_searches_the_whole_school(registrar: User) -> None:
    assert f'action="{PLACE}"' in signed_in(registrar).get("/desk/").text
