from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.people.models import ConsentText, Person, User
from school.wages.models import FollowUp, WageRecord
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import make_follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(trainee: Person) -> Client:
    return signed_in(trainee)


def page(follow_up: FollowUp, query: str = "") -> str:
    return reverse("wages:follow_up", args=[follow_up.code]) + query


def say(client: Client, follow_up: FollowUp, said: str) -> None:
    url = reverse("wages:follow_up_answer", args=[follow_up.code])
    texts = ConsentText.objects.current()
    version = texts.get(purpose=ConsentText.Purpose.WAGES).version
    data = {"answer": said, "version": version}
    assert client.post(url, data).status_code == 302


def test_in_work_with_pay_in_four_taps(client: Client, due: FollowUp) -> None:
    assert "您现在有工作吗" in client.get(page(due)).content.decode()
    assert "在哪里做" in client.get(page(due, "?work=yes")).content.decode()
    assert "工钱怎么算" in client.get(page(due, "?at=own")).content.decode()
    last = page(due, "?at=own&unit=26_day")
    assert client.get(last).status_code == 200
    response = client.post(last, {"pick": "9000", "basis": "net"}, follow=True)
    assert "记下了" in response.content.decode()
    due.refresh_from_db()
    assert due.record is not None
    assert (due.employment, due.workplace) == ("employed", "own")
    assert due.record.unit == "26_day"
    assert due.record.amount_fen == 900_000


@pytest.mark.parametrize("said", ["employed", "not_employed"])
def test_one_tap_without_pay(client: Client, due: FollowUp, said: str) -> None:
    say(client, due, said)
    due.refresh_from_db()
    assert (due.status, due.employment, due.record) == ("answered", said, None)


def test_answered_it_is_closed(client: Client, due: FollowUp) -> None:
    say(client, due, "not_employed")
    response = client.get(page(due))
    assert response.context["refusal"].code == "follow_up_answered"
    say(client, due, "employed")
    due.refresh_from_db()
    assert due.employment == "not_employed"


def test_before_its_day_it_says_when(client: Client, due: FollowUp) -> None:
    later = make_follow_up(
        due.enrollment, months=6, due_on=timezone.localdate() + timedelta(days=9)
    )
    assert client.get(page(later)).context["refusal"].code == "follow_up_not_due"


def test_without_consent_it_asks_for_that_first(
    classmate: Person, due: FollowUp
) -> None:
    other = make_follow_up(make_enrollment(due.enrollment.cohort, classmate))
    client = signed_in(classmate)
    assert "wages/follow_up_consent.html" in [
        each.name for each in client.get(page(other)).templates
    ]
    say(client, other, "employed")
    other.refresh_from_db()
    assert other.status == "scheduled"
    say(client, other, "agree")
    say(client, other, "employed")
    other.refresh_from_db()
    assert other.status == "answered"


def test_nonsense_comes_back(client: Client, due: FollowUp) -> None:
    response = client.post(page(due, "?unit=month"), {"amount": "不少", "basis": "net"})
    assert response.context["form"].errors["amount"]
    due.refresh_from_db()
    assert due.status == "scheduled"


@pytest.mark.parametrize("who", ["classmate", "registrar", "outcomes_officer"])
def test_it_is_nobody_elses_page(
    due: FollowUp, who: str, request: pytest.FixtureRequest
) -> None:
    assert signed_in(request.getfixturevalue(who)).get(page(due)).status_code == 404


def test_a_wrong_sum_is_put_right_on_ones_own_page(
    client: Client, due: FollowUp
) -> None:
    client.post(page(due, "?unit=month"), {"pick": "3000", "basis": "net"})
    wrong = WageRecord.objects.get()
    address = reverse("wages:correct", args=[wrong.code])
    assert address in client.get(reverse("wages:mine")).content.decode()
    assert client.get(address).status_code == 200
    assert client.get(address + "?unit=month").status_code == 200
    client.post(address + "?unit=month", {"pick": "6000", "basis": "net"})
    due.refresh_from_db()
    assert due.record is not None
    assert due.record.amount_fen == 600_000
    assert client.get(address).status_code == 404


def test_one_corrects_only_ones_own(
    client: Client, due: FollowUp, classmate: Person
) -> None:
    client.post(page(due, "?unit=month"), {"pick": "3000", "basis": "net"})
    address = reverse("wages:correct", args=[WageRecord.objects.get().code])
    assert signed_in(classmate).get(address).status_code == 404


def test_taking_consent_back_is_two_taps(client: Client, due: FollowUp) -> None:
    client.post(reverse("wages:consent"), {"answer": "withdraw"})
    response = client.get(reverse("wages:mine"))
    assert response.context["has_consented"] is False
    said = {"answer": "agree", "version": response.context["text"].version}
    client.post(reverse("wages:consent"), said)
    assert client.get(reverse("wages:mine")).context["has_consented"] is True


def test_a_question_that_was_passed_by_is_not_asked(
    client: Client, due: FollowUp
) -> None:
    make_follow_up(due.enrollment, months=6)
    follow_ups = client.get(reverse("wages:mine")).context["follow_ups"]
    assert [each.months for each in follow_ups] == [6]


def test_without_a_person_on_file_the_page_says_so(stranger: User) -> None:
    response = signed_in(stranger).get(reverse("wages:mine"))
    assert "wages/nobody.html" in [each.name for each in response.templates]


def test_the_number_of_queries_does_not_grow(
    client: Client, due: FollowUp, django_assert_max_num_queries: Any
) -> None:
    enrollment: Enrollment = due.enrollment
    client.post(page(due, "?unit=month"), {"pick": "3000", "basis": "net"})

    def queries() -> int:
        with django_assert_max_num_queries(25) as asked:
            client.get(reverse("wages:mine"))
        return len(asked)

    few = queries()
    for number in range(5):
        cohort = make_cohort(
            sessions=False, edition=enrollment.cohort.edition, name=f"第{number}期"
        )
        more = make_follow_up(make_enrollment(cohort, enrollment.person))
        client.post(page(more, "?unit=month"), {"pick": "4000", "basis": "net"})
        make_follow_up(more.enrollment, months=12)
    assert queries() == few
