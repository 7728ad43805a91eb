from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from school.enrollment.models import Enrollment
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from school.wages import actions
from school.wages.models import Baseline, FollowUp, WageRecord
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.wages import consent_to_wages, make_follow_up, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    consent_to_wages(trainee)
    return make_enrollment(make_cohort(sessions=False), trainee)


@pytest.fixture
def due(enrollment: Enrollment) -> FollowUp:
    return make_follow_up(enrollment)


@pytest.fixture
def client(outcomes_officer: User) -> Client:
    return signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))


def interview(follow_up: FollowUp) -> str:
    return reverse("wages_desk:interview", args=[follow_up.code])


@pytest.mark.parametrize("model", [WageRecord, FollowUp, Baseline])
def test_lists_cost_the_same_however_long(
    client: Client,
    enrollment: Enrollment,
    model: Any,
    django_assert_max_num_queries: Any,
) -> None:
    url = reverse(f"{model._meta.model_name}:index")

    def queries() -> int:
        with django_assert_max_num_queries(25) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    def answer(person: Person) -> None:
        consent_to_wages(person)
        each = make_enrollment(enrollment.cohort, person)
        actions.tell_baseline(each, pay=Pay(500_000, "month"), by=person.user)
        asked = make_follow_up(each)
        actions.answer_follow_up(
            asked, employment="employed", pay=Pay(600_000, "month"), by=person.user
        )

    Enrollment.objects.filter(pk=enrollment.pk).update(cohort=enrollment.cohort)
    enrollment.cohort.seats = 20
    enrollment.cohort.save(update_fields=["seats"])
    answer(make_trainee("王一"))
    client.get(url)
    few = queries()
    for number in range(6):
        answer(make_trainee(f"王{number}"))
    assert queries() == few


def test_the_spreadsheet_holds_no_formula(
    client: Client, enrollment: Enrollment
) -> None:
    make_record(enrollment.person)
    actions.record_wage(
        enrollment.person,
        pay=Pay(600_000, "month", employer="=1+1"),
        period=(timezone.localdate(), timezone.localdate()),
        by=enrollment.person.user,
    )
    response = client.get(reverse("wagerecord:index"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("who", ["registrar", "editor", "points_officer"])
def test_who_is_not_named_in_the_consent_sees_no_pay(
    due: FollowUp, who: str, request: pytest.FixtureRequest
) -> None:
    other = signed_in(grant(request.getfixturevalue(who), "wagtailadmin.access_admin"))
    assert other.get(reverse("wagerecord:index")).status_code == 302
    assert other.get(interview(due)).status_code in {302, 403}


def test_an_auditor_reads_and_answers_nothing(due: FollowUp, auditor: User) -> None:
    client = signed_in(grant(auditor, "wagtailadmin.access_admin"))
    assert client.get(reverse("followup:index")).status_code == 200
    assert client.get(interview(due)).status_code in {302, 403}
    assert client.get(reverse("wages_desk:add_record")).status_code in {302, 403}


def test_the_list_leads_to_the_interview(client: Client, due: FollowUp) -> None:
    page = client.get(reverse("followup:index")).content.decode()
    assert interview(due) in page


def test_an_answer_is_entered_while_on_the_phone(client: Client, due: FollowUp) -> None:
    assert client.get(interview(due)).status_code == 200
    data = {
        "outcome": "employed",
        "unit": "day",
        "amount": "200",
        "quantity": "24",
        "basis": "net",
        "employer": "华丽家政",
    }
    assert client.post(interview(due), data).status_code == 302
    due.refresh_from_db()
    assert due.record is not None
    assert due.record.pay() == Pay(20_000, "day", 2_400, "net", "华丽家政")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "employed", "amount": "6000"}, "unit"),
        ({"outcome": "employed", "unit": "day", "amount": "200"}, "quantity"),
        ({"outcome": "employed", "unit": "month", "amount": "六千"}, "amount"),
        ({"outcome": "not_reached"}, "reason"),
        ({"outcome": "employed", "unit": "month", "amount": "60000"}, "__all__"),
    ],
)
def test_what_is_amiss_stands_beside_its_field(
    client: Client, due: FollowUp, data: dict[str, str], field: str
) -> None:
    response = client.post(interview(due), {"basis": "net", **data})
    assert field in response.context["form"].errors
    due.refresh_from_db()
    assert due.status == "scheduled"


def test_out_of_work_and_not_reached_need_no_sum(
    client: Client, due: FollowUp, classmate: Person
) -> None:
    client.post(interview(due), {"outcome": "not_employed", "basis": "net"})
    due.refresh_from_db()
    assert due.employment == "not_employed"
    consent_to_wages(classmate)
    other = make_follow_up(make_enrollment(due.enrollment.cohort, classmate))
    client.post(
        interview(other), {"outcome": "not_reached", "reason": "停机", "basis": "net"}
    )
    other.refresh_from_db()
    assert (other.status, other.employment) == ("scheduled", "")
    assert other.calls.get().note == "停机"


def test_who_has_not_agreed_is_not_called(client: Client, due: FollowUp) -> None:
    person = due.enrollment.person
    people.withdraw_consent(person, purpose=ConsentText.Purpose.WAGES, by=person.user)
    assert "没有同意" in client.get(interview(due)).content.decode()
    response = client.post(interview(due), {"outcome": "employed", "basis": "net"})
    assert response.context["form"].errors["__all__"]


def test_a_payslip_is_entered_by_the_verb(
    client: Client, enrollment: Enrollment
) -> None:
    url = reverse("wages_desk:add_record")
    assert client.get(url).status_code == 200
    today = timezone.localdate()
    data = {
        "phone": enrollment.person.phone,
        "source": "payslip",
        "period_start": today - timedelta(days=30),
        "period_end": today,
        "unit": "month",
        "amount": "6,200.50",
        "basis": "gross",
    }
    assert client.post(url, data).status_code == 302
    record = WageRecord.objects.get()
    assert (record.amount_fen, record.source) == (620_050, "payslip")
    wrong = {**data, "phone": "13900000000", "period_end": today + timedelta(days=1)}
    errors = client.post(url, wrong).context["form"].errors
    assert {"phone", "period_end"} <= set(errors)
    assert WageRecord.objects.count() == 1
