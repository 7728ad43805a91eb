from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from school.enrollment.models import Enrollment
from school.people import actions as people
from school.people.models import Consent, ConsentText, Person, User
from school.wages.models import Baseline, WageRecord
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    return make_enrollment(make_cohort(sessions=False), trainee)


@pytest.fixture
def client(trainee: Person) -> Client:
    return signed_in(trainee)


@pytest.fixture
def agreed(trainee: Person) -> Consent:
    return consent_to_wages(trainee)


def page(enrollment: Enrollment, unit: str = "") -> str:
    query = f"?unit={unit}" if unit else ""
    return reverse("wages:baseline", args=[enrollment.code]) + query


def answer(
    client: Client, enrollment: Enrollment, said: str, version: int | None = None
) -> Any:
    data = {"answer": said} | ({"version": version} if version else {})
    return client.post(reverse("wages:baseline_answer", args=[enrollment.code]), data)


def shows(response: Any) -> str:
    return str(response.templates[0].name)


def test_a_text_replaced_meanwhile_is_shown_before_it_is_agreed_to(
    client: Client, enrollment: Enrollment, registrar: User
) -> None:
    read = client.get(page(enrollment)).context["text"]
    people.publish_consent_text(
        purpose=ConsentText.Purpose.WAGES, text_zh="新文本", text_en="New", by=registrar
    )
    answer(client, enrollment, "agree", read.version)
    assert not Consent.objects.filter(text__purpose="wages").exists()
    assert "新文本" in client.get(page(enrollment)).content.decode()


def test_from_consent_to_sum_in_three_taps(
    client: Client, enrollment: Enrollment
) -> None:
    assert shows(client.get(page(enrollment))) == "wages/baseline_consent.html"
    text = ConsentText.objects.current().get(purpose=ConsentText.Purpose.WAGES)
    response = answer(client, enrollment, "agree", text.version)
    assert shows(client.get(response.url)) == "wages/baseline_unit.html"
    assert shows(client.get(page(enrollment, "month"))) == "wages/baseline_sum.html"
    response = client.post(page(enrollment, "month"), {"pick": "5000", "basis": "net"})
    assert response.url == reverse("enrollment:detail", args=[enrollment.code])
    record = Baseline.objects.get().record
    assert record is not None
    assert (record.amount_fen, record.unit, record.basis) == (500_000, "month", "net")


def test_no_costs_nothing_and_is_remembered(
    client: Client, enrollment: Enrollment
) -> None:
    answer(client, enrollment, "declined")
    assert Baseline.objects.get().answer == "declined"
    assert not Consent.objects.of("wages").exists()
    assert "不想说" in client.get(page(enrollment)).content.decode()


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("5,200", 520_000), ("５２００元", 520_000), ("¥5200.5", 520_050)],
)
@pytest.mark.usefixtures("agreed")
def test_a_typed_sum_is_kept_to_the_fen(
    client: Client, enrollment: Enrollment, typed: str, fen: int
) -> None:
    client.post(page(enrollment, "month"), {"amount": typed, "basis": "gross"})
    record = WageRecord.objects.get()
    assert (record.amount_fen, record.basis) == (fen, "gross")


@pytest.mark.parametrize(
    "typed", ["很多", "-5000", "5.200", "0", "99999999999", "5000-6000", ""]
)
@pytest.mark.usefixtures("agreed")
def test_nonsense_comes_back_with_a_sentence_and_what_was_typed(
    client: Client, enrollment: Enrollment, typed: str
) -> None:
    response = client.post(
        page(enrollment, "month"), {"amount": typed, "basis": "gross"}
    )
    form = response.context["form"]
    assert form.errors["amount"]
    assert form["amount"].value() == typed
    assert form["basis"].value() == "gross"
    assert not WageRecord.objects.exists()


@pytest.mark.usefixtures("agreed")
def test_an_unusual_sum_is_asked_about_and_then_taken(
    client: Client, enrollment: Enrollment
) -> None:
    data = {"amount": "60000", "basis": "net"}
    response = client.post(page(enrollment, "month"), data)
    assert "一个月 ¥60,000，对吗？" in response.content.decode()
    assert not WageRecord.objects.exists()
    client.post(page(enrollment, "month"), {**data, "confirmed": "6000000"})
    assert WageRecord.objects.get().amount_fen == 6_000_000


@pytest.mark.usefixtures("agreed")
def test_another_unusual_sum_than_the_confirmed_is_asked_about_again(
    client: Client, enrollment: Enrollment
) -> None:
    data = {"amount": "90000", "basis": "net", "confirmed": "6000000"}
    client.post(page(enrollment, "month"), data)
    assert not WageRecord.objects.exists()


@pytest.mark.usefixtures("agreed")
def test_paid_by_the_day_one_says_how_many(
    client: Client, enrollment: Enrollment
) -> None:
    data = {"pick": "180", "basis": "net"}
    response = client.post(page(enrollment, "day"), data)
    assert response.context["form"].errors["quantity"]
    client.post(page(enrollment, "day"), {**data, "quantity": "22.5"})
    record = WageRecord.objects.get()
    assert (record.unit, record.quantity_hundredths) == ("day", 2_250)


@pytest.mark.usefixtures("agreed")
def test_a_month_has_no_more_days_than_it_has(
    client: Client, enrollment: Enrollment
) -> None:
    data = {"pick": "180", "basis": "net", "quantity": "40"}
    assert client.post(page(enrollment, "day"), data).context["form"].errors["quantity"]


@pytest.mark.usefixtures("agreed")
def test_no_paid_work_is_one_tap(client: Client, enrollment: Enrollment) -> None:
    answer(client, enrollment, "no_work")
    assert Baseline.objects.get().answer == "no_work"


@pytest.mark.usefixtures("agreed")
def test_told_again_it_is_put_right(client: Client, enrollment: Enrollment) -> None:
    for sum_ in ("4000", "5000"):
        client.post(page(enrollment, "month"), {"pick": sum_, "basis": "net"})
    record = Baseline.objects.get().record
    assert record is not None
    assert record.amount_fen == 500_000
    assert "¥5,000" in client.get(page(enrollment)).content.decode()


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("status", ["completed", "withdrawn"])
def test_after_the_course_the_page_says_so(
    client: Client, enrollment: Enrollment, status: str
) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(status=status)
    assert shows(client.get(page(enrollment))) == "wages/baseline_closed.html"
    answer(client, enrollment, "no_work")
    assert not Baseline.objects.exists()


def test_without_consent_no_sum_is_taken(
    client: Client, enrollment: Enrollment
) -> None:
    response = client.post(page(enrollment, "month"), {"pick": "5000", "basis": "net"})
    assert shows(response) == "wages/baseline_consent.html"
    assert not WageRecord.objects.exists()


@pytest.mark.parametrize("who", ["classmate", "registrar", "outcomes_officer"])
def test_it_is_nobody_elses_page(
    enrollment: Enrollment, who: str, request: pytest.FixtureRequest
) -> None:
    other = signed_in(request.getfixturevalue(who))
    assert other.get(page(enrollment)).status_code == 404
    assert answer(other, enrollment, "declined").status_code == 404


def test_answers_are_posted(client: Client, enrollment: Enrollment) -> None:
    url = reverse("wages:baseline_answer", args=[enrollment.code])
    assert client.get(url).status_code == 405
    assert signed_in(None).get(page(enrollment)).status_code == 302
