"""A class at a glance: its people by row, what each role may know by column."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from school.certificates import actions as certificates
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.models import User
from school.people.roles import Role
from school.portal.cockpit.board import OF_A_CLASS, board_of, columns_for, problems
from school.portal.cockpit.cells import Cell, Column
from school.wages.models import Baseline
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.assessment import make_assessing_cohort, make_candidate
from tests.factories.certificates import make_assessed_cohort
from tests.factories.people import make_user
from tests.factories.wages import consent_to_wages, make_record

pytestmark = pytest.mark.django_db


def client_of(role: Role) -> Client:
    return signed_in(make_user(role=role))


def columns(cohort: Cohort, user: User) -> dict[str, Any]:
    board = board_of(cohort, user, at=timezone.now())
    return {one.title: one for one in columns_for(board, OF_A_CLASS)}


@pytest.fixture
def cohort() -> Cohort:
    return make_assessed_cohort("李春花", "王秀英")


def only(cohort: Cohort, name: str = "李春花") -> Enrollment:
    return cohort.enrollments.select_related("person").get(person__name=name)


@pytest.mark.parametrize(
    ("role", "seen", "hidden"),
    [
        (
            Role.REGISTRAR,
            {"学时", "理论", "证书", "诚信分"},
            {"学习前的收入", "学习后的收入"},
        ),
        (Role.OUTCOMES_OFFICER, {"学时", "学习前的收入"}, {"理论", "证书", "诚信分"}),
        (
            Role.CERTIFICATE_OFFICER,
            {"学时", "证书"},
            {"理论", "学习前的收入", "诚信分"},
        ),
        (Role.AUDITOR, {"理论", "证书", "诚信分", "学习前的收入"}, set()),
    ],
)
def test_each_sees_the_columns_of_her_own_rights(
    cohort: Cohort, role: Role, seen: set[str], hidden: set[str]
) -> None:
    found = set(columns(cohort, make_user(role=role)))
    assert seen <= found
    assert not hidden & found


def test_a_certificate_that_is_owed_is_a_problem_until_it_is_issued(
    cohort: Cohort, registrar: User
) -> None:
    one = only(cohort)
    assert columns(cohort, registrar)["证书"].cells[one.pk].problem == "还没发证"
    certificates.issue(cohort, by=registrar)
    cell = columns(cohort, registrar)["证书"].cells[one.pk]
    assert cell.problem == ""
    assert one.certificates.get().number in cell.text


def test_people_with_a_problem_are_counted_and_missed_evenings_are_not() -> None:
    evening = Column("3", {1: Cell("0", "", "缺")}, is_narrow=True)
    wrong = {1: Cell("–"), 2: Cell("–", "", "缺成绩")}
    assert problems([evening, Column("理论", wrong), Column("实操", wrong)]) == 1
    assert problems([evening]) == 0


def test_a_mark_that_is_missing_is_said_once_the_class_is_assessed(
    registrar: User,
) -> None:
    cohort = make_assessing_cohort()
    one = make_candidate(cohort, ready=False)
    found = columns(cohort, registrar)
    assert found["理论"].cells[one.pk].problem == "缺成绩"
    assert found["实操"].cells[one.pk].problem == "缺成绩"


def test_pay_is_shown_only_while_she_agrees(cohort: Cohort) -> None:
    officer = make_user(role=Role.OUTCOMES_OFFICER)
    one = only(cohort)
    consent = consent_to_wages(one.person)
    record = make_record(one.person, 5123)
    Baseline.objects.create(
        enrollment=one, answer="told", record=record, answered_at=timezone.now()
    )
    cell = columns(cohort, officer)["学习前的收入"].cells[one.pk]
    assert "5,123" in cell.text
    assert cell.problem == ""
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    cell = columns(cohort, officer)["学习前的收入"].cells[one.pk]
    assert (cell.text, cell.problem) == ("–", "没有同意书")


def test_every_cell_leads_to_its_thing(cohort: Cohort) -> None:
    auditor = client_of(Role.AUDITOR)
    answer = auditor.get(f"/desk/at-a-glance/{cohort.code}/")
    assert answer.status_code == 200
    links = {
        cell.href for _one, cells in answer.context["lines"] for _column, cell in cells
    }
    assert len(links) > 5
    for link in links:
        assert auditor.get(link).status_code == 200, link


def test_the_workbook_says_the_same_in_the_same_order(cohort: Cohort) -> None:
    person = only(cohort).person
    person.name = "=1+1"
    person.save(update_fields=["name"])
    client = client_of(Role.AUDITOR)
    page = client.get(f"/desk/at-a-glance/{cohort.code}/").context
    answer = client.get(f"/desk/at-a-glance/{cohort.code}/xlsx/")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows())
    assert [cell.value for cell in rows[0]][1:3] == [
        column.title for column in page["columns"][:2]
    ]
    assert len(rows[0]) == len(page["columns"]) + 1
    assert [row[0].value for row in rows[1:]] == [
        one.person.name for one, _cells in page["lines"]
    ]
    assert {row[0].data_type for row in rows[1:]} == {"s"}
    assert any("还没发证" in str(cell.value) for cell in rows[1])


def test_it_costs_the_same_for_ten_as_for_forty() -> None:
    costs = []
    for count in (10, 40):
        names = [f"学员{number:02d}" for number in range(count)]
        cohort = make_assessed_cohort(*names, name=f"{count}人班")
        certificates.issue(cohort, by=make_user(role=Role.REGISTRAR))
        auditor = User.objects.get(pk=make_user(is_superuser=True).pk)
        with asked() as queries:
            columns(cohort, auditor)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] < 60


def test_a_class_that_has_not_begun_has_nothing_to_look_at(cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ENROLLING)
    client = client_of(Role.REGISTRAR)
    assert client.get(f"/desk/at-a-glance/{cohort.code}/").status_code == 404
