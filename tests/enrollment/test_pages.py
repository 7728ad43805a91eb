from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment
from school.people.models import Consent, ConsentText, Person, User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import apply_for, make_enrollment

Status = Enrollment.Status


@pytest.fixture
def text(db: None) -> ConsentText:
    return ConsentText.objects.current().get(purpose=ConsentText.Purpose.ENROLMENT)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


def url(verb: str, thing: Cohort | Enrollment) -> str:
    return reverse(f"enrollment:{verb}", args=[thing.code])


def agree(client: Client, cohort: Cohort, text: ConsentText, **extra: object):
    return client.post(
        url("apply", cohort), {"version": text.version, "agree": "on", **extra}
    )


def test_enrolling_shows_the_whole_text_and_keeps_its_version(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    client = signed_in(trainee)
    shown = client.get(url("apply", cohort)).content.decode()
    for line in filter(None, text.text_zh.splitlines()):
        assert line in shown
    answer = agree(client, cohort, text)
    enrollment = Enrollment.objects.get()
    assert answer.url == url("detail", enrollment)
    assert enrollment.status == Status.ENROLLED
    assert enrollment.source == Enrollment.Source.SELF
    assert enrollment.consent.text == text
    result = client.get(answer.url).content.decode()
    assert "您已有名额" in result


def test_a_full_class_shows_the_place_in_line(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    apply_for(cohort)
    apply_for(cohort)
    client = signed_in(trainee)
    assert "加入候补" in client.get(url("apply", cohort)).content.decode()
    detail = agree(client, cohort, text).url
    result = client.get(detail).content.decode()
    assert "您排在候补第 2 位。" in result


def test_without_the_tick_nothing_is_kept(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    answer = signed_in(trainee).post(url("apply", cohort), {"version": text.version})
    assert "请勾选" in answer.content.decode()
    assert not Consent.objects.exists()
    assert not Enrollment.objects.exists()


def test_a_text_that_has_changed_is_read_again(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    newer = ConsentText.objects.create(
        purpose=text.purpose,
        version=text.version + 1,
        text_zh="新的条款",
        text_en="New",
        published_at=timezone.now(),
    )
    client = signed_in(trainee)
    answer = agree(client, cohort, text).content.decode()
    assert "新的条款" in answer
    assert "条款已更新" in answer
    assert "checked" not in answer
    assert f'name="version" value="{newer.version}"' in answer
    assert not Enrollment.objects.exists()


def test_the_way_leads_by_login_and_profile(
    cohort: Cohort, stranger: User, trainee: Person
) -> None:
    back = url("apply", cohort)
    first = signed_in(None).get(back)
    assert first.status_code == 302
    assert parse_qs(urlsplit(first.url).query)["next"] == [back]
    for user in (stranger, trainee):
        Person.objects.filter(pk=trainee.pk).update(id_number_hash=None)
        answer = signed_in(user).get(back)
        assert urlsplit(answer.url).path == reverse("people:profile")
        assert parse_qs(urlsplit(answer.url).query)["next"] == [back]


def test_who_has_applied_is_led_to_the_application(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    enrollment = apply_for(cohort, trainee)
    client = signed_in(trainee)
    assert client.get(url("apply", cohort)).url == url("detail", enrollment)
    assert agree(client, cohort, text).url == url("detail", enrollment)


def test_a_closed_class_shows_no_form(trainee: Person, text: ConsentText) -> None:
    closed = make_cohort(enrol_until=timezone.localdate() - timedelta(days=1))
    client = signed_in(trainee)
    assert 'name="agree"' not in client.get(url("apply", closed)).content.decode()
    answer = agree(client, closed, text)
    assert answer.status_code == 200
    assert not Enrollment.objects.exists()
    draft = make_cohort(edition=closed.edition, status=Cohort.Status.DRAFT)
    assert client.get(url("apply", draft)).status_code == 404


def test_a_refusal_is_said_in_place(
    trainee: Person, cohort: Cohort, text: ConsentText
) -> None:
    other = make_cohort(edition=cohort.edition, name="第9期")
    make_enrollment(other, trainee)
    answer = agree(signed_in(trainee), cohort, text)
    assert "第9期" in answer.content.decode()
    assert Enrollment.objects.count() == 1


def offered(cohort: Cohort, person: Person) -> Enrollment:
    first = apply_for(cohort)
    enrollment = apply_for(cohort, person)
    actions.withdraw(first, by=first.person.user)
    enrollment.refresh_from_db()
    return enrollment


def test_an_offer_is_accepted_in_one_tap(trainee: Person, cohort: Cohort) -> None:
    enrollment = offered(cohort, trainee)
    client = signed_in(trainee)
    assert (
        url("accept", enrollment)
        in client.get(url("detail", enrollment)).content.decode()
    )
    client.post(url("accept", enrollment))
    enrollment.refresh_from_db()
    assert enrollment.status == Status.ENROLLED


def test_an_offer_is_declined(trainee: Person, cohort: Cohort) -> None:
    enrollment = offered(cohort, trainee)
    client = signed_in(trainee)
    client.post(url("decline", enrollment))
    enrollment.refresh_from_db()
    assert enrollment.status == Status.WITHDRAWN
    assert client.get(url("detail", enrollment)).status_code == 200


def test_the_question_before_refusing_is_answered_in_clear_words(
    trainee: Person, cohort: Cohort
) -> None:
    enrollment = offered(cohort, trainee)
    client = signed_in(trainee)
    page = client.get(url("detail", enrollment)).text
    assert 'data-confirm="确定让出这个名额吗？"' in page
    assert 'data-verb="让出名额"' in page
    after = client.post(url("decline", enrollment), follow=True).text
    assert "您已让出名额，谢谢您。" in after


def test_an_offer_that_has_run_out_says_so(trainee: Person, cohort: Cohort) -> None:
    enrollment = offered(cohort, trainee)
    Enrollment.objects.filter(pk=enrollment.pk).update(offer_until=timezone.now())
    client = signed_in(trainee)
    page = client.get(url("detail", enrollment)).content.decode()
    assert url("accept", enrollment) not in page
    answer = client.post(url("accept", enrollment), follow=True).content.decode()
    assert "确认的时间已过" in answer
    assert client.post(url("decline", enrollment)).status_code == 302


def test_withdrawing_asks_once_more(trainee: Person, cohort: Cohort) -> None:
    enrollment = apply_for(cohort, trainee)
    client = signed_in(trainee)
    assert client.get(url("withdraw", enrollment)).status_code == 200
    enrollment.refresh_from_db()
    assert enrollment.status == Status.ENROLLED
    client.post(url("withdraw", enrollment), {"reason": "换班"})
    enrollment.refresh_from_db()
    assert enrollment.status == Status.WITHDRAWN
    answer = client.post(url("withdraw", enrollment), follow=True).content.decode()
    assert "请重新打开" in answer


def test_every_stage_has_its_page(trainee: Person, cohort: Cohort) -> None:
    enrollment = make_enrollment(cohort, trainee)
    client = signed_in(trainee)
    for status in Status.values:
        Enrollment.objects.filter(pk=enrollment.pk).update(
            status=status, queue_number=1
        )
        assert client.get(url("detail", enrollment)).status_code == 200


def test_others_do_not_find_the_application(
    trainee: Person, classmate: Person, stranger: User, cohort: Cohort
) -> None:
    enrollment = apply_for(cohort, trainee)
    for user in (classmate, stranger):
        for verb in ("detail", "withdraw"):
            assert signed_in(user).get(url(verb, enrollment)).status_code == 404
        for verb in ("accept", "decline", "withdraw"):
            assert signed_in(user).post(url(verb, enrollment)).status_code == 404
    assert signed_in(None).get(url("detail", enrollment)).status_code == 302


def test_staff_see_but_do_not_answer_for_the_trainee(
    trainee: Person, registrar: User, instructor: User, cohort: Cohort
) -> None:
    enrollment = apply_for(cohort, trainee)
    assign(cohort, instructor)
    for user in (registrar, instructor):
        client = signed_in(user)
        assert client.get(url("detail", enrollment)).status_code == 200
        for verb in ("accept", "decline", "withdraw"):
            assert client.post(url(verb, enrollment)).status_code == 403


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_steps_are_posted(trainee: Person, cohort: Cohort, verb: str) -> None:
    enrollment = apply_for(cohort, trainee)
    assert signed_in(trainee).get(url(verb, enrollment)).status_code == 405


def test_ones_own_classes_take_as_many_queries_for_many(
    trainee: Person, cohort: Cohort, django_assert_num_queries
) -> None:
    client = signed_in(trainee)
    assert client.get(reverse("enrollment:mine")).status_code == 200
    for number in range(3):
        other = make_cohort(
            edition=cohort.edition, name=f"第{number}期", status="completed"
        )
        make_enrollment(other, trainee)
        with django_assert_num_queries(3):
            client.get(reverse("enrollment:mine"))
