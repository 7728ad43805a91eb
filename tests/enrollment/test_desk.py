"""Applications and places at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Table

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.actions import Arrangement
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import make_id_number, make_trainee

Status = Enrollment.Status
# Wagtail sends whoever lacks a right there, with a sentence.
HOME = reverse("wagtailadmin_home")
LIST = reverse("desk_enrollment:index")
PLACES = reverse("enrollment_desk:places")
ENROLL = reverse("enrollment_desk:enroll")


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


def page(enrollment: Enrollment) -> str:
    return reverse("desk_enrollment:inspect", args=[enrollment.pk])


def url(verb: str, enrollment: Enrollment) -> str:
    return reverse(f"enrollment_desk:{verb}", args=[enrollment.code])


def bulk(verb: str, *chosen: Enrollment) -> str:
    address = reverse("wagtail_bulk_action", args=["enrollment", "enrollment", verb])
    return f"{address}?next={LIST}&" + "&".join(f"id={one.pk}" for one in chosen)


@pytest.mark.parametrize("address", [LIST, PLACES])
def test_the_lists_cost_the_same_for_many_rows(
    desk: Client, cohort: Cohort, address: str, django_assert_max_num_queries
) -> None:
    for _ in range(6):
        apply_for(cohort)
    desk.get(address)
    with django_assert_max_num_queries(25):
        assert "养老护理第1期" in desk.get(address).content.decode()


def value_of(row: Table.Row, column: str) -> object:
    return row.columns[column].get_value(row.instance)


def test_the_list_shows_the_place_in_line_and_offers_that_stand(
    desk: Client, cohort: Cohort
) -> None:
    seated, left, waiting, last = (apply_for(cohort) for _ in range(4))
    actions.withdraw(left, by=left.person.user)
    tomorrow = timezone.now() + timedelta(days=1)
    held = make_enrollment(cohort, status=Status.OFFERED, offer_until=tomorrow)
    Enrollment.objects.filter(pk=seated.pk).update(offer_until=tomorrow)
    rows = {row.instance.pk: row for row in desk.get(LIST).context["table"].rows}
    places = {key: value_of(row, "place_in_line") for key, row in rows.items()}
    assert (places[waiting.pk], places[last.pk]) == (1, 2)
    assert not any(places[one.pk] for one in (seated, left, held))
    assert value_of(rows[held.pk], "offer_until")
    assert not value_of(rows[seated.pk], "offer_until")


def test_the_list_filters_by_class_and_stage_and_exports(
    desk: Client, cohort: Cohort
) -> None:
    seated = apply_for(cohort)
    waiting = apply_for(cohort)
    shown = desk.get(LIST, {"status": "waitlisted", "cohort": cohort.pk})
    assert page(waiting) in shown.content.decode()
    assert page(seated) not in shown.content.decode()
    assert desk.get(LIST, {"export": "xlsx"}).status_code == 200


def test_who_may_see_the_list(
    auditor: User, trainee: Person, instructor: User, cohort: Cohort
) -> None:
    enrollment = apply_for(cohort, trainee)
    client = signed_in(auditor)
    assert client.get(LIST).status_code == 200
    assert client.get(page(enrollment)).status_code == 200
    assert client.get(PLACES).status_code == 200
    assert url("withdraw", enrollment) not in client.get(page(enrollment)).text
    for user in (trainee, instructor):
        for address in (LIST, PLACES, ENROLL, page(enrollment)):
            assert signed_in(user).get(address).status_code in (302, 403)


def test_the_auditor_settles_nothing(auditor: User, cohort: Cohort) -> None:
    apply_for(cohort)
    enrollment = apply_for(cohort)
    client = signed_in(auditor)
    for verb in ("offer", "admit", "withdraw"):
        assert client.post(url(verb, enrollment)).url == HOME
    assert client.get(ENROLL).url == HOME
    client.post(bulk("withdraw", enrollment), {"reason": "不行"})
    enrollment.refresh_from_db()
    assert enrollment.status == Status.WAITLISTED


def test_the_registrar_offers_admits_and_withdraws(
    desk: Client, cohort: Cohort
) -> None:
    first, second = apply_for(cohort), apply_for(cohort)
    refused = desk.post(url("admit", second), follow=True).content.decode()
    assert "名额已满" in refused
    assert desk.get(url("withdraw", first)).status_code == 200
    assert "reason" in desk.post(url("withdraw", first), {"reason": ""}).text
    desk.post(url("withdraw", first), {"reason": "联系不上"})
    second.refresh_from_db()
    assert second.status == Status.OFFERED
    desk.post(url("admit", second))
    second.refresh_from_db()
    assert second.status == Status.ENROLLED
    entry = Entry.objects.get(verb="enrollment.withdraw")
    assert entry.reason == "联系不上"
    assert desk.get(url("admit", second)).status_code == 405


def test_the_page_of_an_application_shows_its_place_in_line(
    desk: Client, cohort: Cohort
) -> None:
    apply_for(cohort)
    waiting = apply_for(cohort)
    assert "候补第1位" in desk.get(page(waiting)).content.decode()


@pytest.mark.parametrize("key", ["phone", "id_number"])
def test_somebody_is_enrolled_by_hand(
    desk: Client, cohort: Cohort, trainee: Person, key: str
) -> None:
    number = getattr(trainee, key)
    typed = {"cohort": cohort.pk, "number": number, "agreed": "on"}
    answer = desk.post(ENROLL, typed)
    enrollment = Enrollment.objects.get()
    assert answer.url == page(enrollment)
    assert enrollment.person == trainee
    assert enrollment.source == Enrollment.Source.REGISTRAR
    assert enrollment.consent.person == trainee
    again = desk.post(ENROLL, typed).content.decode()
    assert "已报过这个班" in again


def test_by_hand_too_consent_and_a_known_number_are_needed(
    desk: Client, cohort: Cohort, trainee: Person
) -> None:
    assert desk.get(ENROLL, {"cohort": cohort.pk}).status_code == 200
    typed = {"cohort": cohort.pk, "number": trainee.phone}
    assert "没有签字的条款" in desk.post(ENROLL, typed).content.decode()
    unknown = {**typed, "number": make_id_number(), "agreed": "on"}
    assert "没有这个号码" in desk.post(ENROLL, unknown).content.decode()
    assert not Enrollment.objects.exists()


def test_what_is_refused_by_hand_keeps_no_consent(
    desk: Client, trainee: Person
) -> None:
    running = make_cohort(seats=1, status=Cohort.Status.RUNNING)
    make_enrollment(running)
    typed = {"cohort": running.pk, "number": trainee.phone, "agreed": "on"}
    assert "名额已满" in desk.post(ENROLL, typed).content.decode()
    assert not trainee.consents.exists()


def test_many_are_admitted_in_their_order_and_the_rest_is_said(
    desk: Client, cohort: Cohort
) -> None:
    apply_for(cohort)
    line = [apply_for(cohort) for _ in range(3)]
    Cohort.objects.filter(pk=cohort.pk).update(seats=3)
    assert desk.get(bulk("admit", *line)).status_code == 200
    answer = desk.post(bulk("admit", *reversed(line)), follow=True).content.decode()
    for enrollment in line:
        enrollment.refresh_from_db()
    assert [one.status for one in line] == [Status.ENROLLED] * 2 + [Status.WAITLISTED]
    assert "录取：已办好2项" in answer
    assert "名额已满" in answer


def test_many_are_admitted_in_the_published_order(
    desk: Client, cohort: Cohort, registrar: User
) -> None:
    arrangement = Arrangement(criteria=["local"], home_towns="秀谷镇")
    actions.arrange_places(cohort, arrangement, by=registrar)
    apply_for(cohort)
    first, local = apply_for(cohort), apply_for(cohort, make_trainee(town="秀谷镇"))
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    desk.post(bulk("admit", first, local))
    for enrollment in (first, local):
        enrollment.refresh_from_db()
    assert [first.status, local.status] == [Status.WAITLISTED, Status.ENROLLED]


def test_many_are_withdrawn_with_one_reason(desk: Client, cohort: Cohort) -> None:
    chosen = [apply_for(cohort) for _ in range(2)]
    desk.post(bulk("withdraw", *chosen), {"reason": ""})
    assert cohort.enrollments.exclude(status=Status.WITHDRAWN).count() == 2
    desk.post(bulk("withdraw", *chosen), {"reason": "重复报名"})
    assert not cohort.enrollments.exclude(status=Status.WITHDRAWN).exists()
    assert Entry.objects.filter(reason="重复报名").count() == 2


def test_everything_at_once_is_not_a_choice(desk: Client, cohort: Cohort) -> None:
    apply_for(cohort)
    address = bulk("withdraw") + "id=all"
    assert desk.post(address, {"reason": "全部"}).status_code == 404
    assert not cohort.enrollments.filter(status=Status.WITHDRAWN).exists()


def test_no_place_is_offered_to_those_who_are_withdrawn_with_it(
    desk: Client, cohort: Cohort
) -> None:
    seated, waiting, last = (apply_for(cohort) for _ in range(3))
    desk.post(bulk("withdraw", seated, waiting, last), {"reason": "重复报名"})
    assert set(cohort.enrollments.values_list("status", flat=True)) == {"withdrawn"}
    assert not Entry.objects.filter(verb="enrollment.offer").exists()


def test_nor_where_she_who_is_seated_had_waited_behind_them(
    desk: Client, cohort: Cohort
) -> None:
    seated, waiting = make_enrollment(cohort), apply_for(cohort)
    Enrollment.objects.filter(pk=seated.pk).update(queue_number=9)
    desk.post(bulk("withdraw", seated, waiting), {"reason": "重复报名"})
    assert set(cohort.enrollments.values_list("status", flat=True)) == {"withdrawn"}
    assert not Entry.objects.filter(verb="enrollment.offer").exists()
