from django.urls import reverse

from school.notices.models import Delivery
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.notices import make_notice

MESSAGES = reverse("delivery:index")


def test_the_registrar_sees_what_could_not_be_sent(
    registrar: User, trainee: Person
) -> None:
    failed = Delivery.objects.create(
        notice=make_notice(trainee), status=Delivery.Status.FAILED, problem="NotSent"
    )
    Delivery.objects.create(notice=make_notice(trainee), status=Delivery.Status.SENT)
    page = signed_in(registrar).get(MESSAGES, {"status": "failed"})
    assert list(page.context["object_list"]) == [failed]
    assert trainee.phone not in page.text


def test_the_list_costs_the_same_however_long(
    registrar: User, trainee: Person, django_assert_max_num_queries: object
) -> None:
    browser, counts = signed_in(registrar), []
    for _time in (1, 2):
        for _each in range(6):
            Delivery.objects.create(notice=make_notice(trainee))
        with django_assert_max_num_queries(25) as queries:
            browser.get(MESSAGES)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_trainee_sees_no_messages(trainee: Person) -> None:
    assert signed_in(trainee).get(MESSAGES).status_code == 302
