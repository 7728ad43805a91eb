"""Several classes announced or opened, several evenings changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from school.courses.models import Cohort, Session
from school.journal.models import Entry
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort, make_edition
from tests.factories.people import make_user
from tests.ticked import cost, press, refused, ticked

pytestmark = pytest.mark.django_db
Status = Cohort.Status
WHY = {"reason": "老师请假"}


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def drafts() -> list[Cohort]:
    edition = make_edition()
    return [
        make_cohort(
            edition=edition,
            name=f"第{number}期",
            status=Status.DRAFT,
            starts_on=timezone.localdate() + timedelta(days=30 * number),
        )
        for number in (1, 2)
    ]


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(status=Status.RUNNING)


@pytest.fixture
def evenings(cohort: Cohort) -> list[Session]:
    return list(cohort.sessions.order_by("starts_at")[:3])


@pytest.fixture
def substitute(cohort: Cohort) -> User:
    user = make_user(display_name="周老师")
    assign(cohort, user)
    return user


def stages() -> list[str]:
    return list(Cohort.objects.order_by("pk").values_list("status", flat=True))


def begin(session: Session) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(starts_at=hour_ago)


def test_several_classes_are_announced_and_opened(
    desk: Client, drafts: list[Cohort]
) -> None:
    assert press(desk, ticked("announce", *drafts)) == ["预告：已办好2项。"]
    assert stages() == [Status.ANNOUNCED] * 2
    assert press(desk, ticked("open_enrollment", *drafts)) == ["开放报名：已办好2项。"]
    assert stages() == [Status.ENROLLING] * 2


def test_a_class_further_on_is_named_and_stays_there(
    desk: Client, drafts: list[Cohort]
) -> None:
    Cohort.objects.filter(pk=drafts[0].pk).update(status=Status.RUNNING)
    done, not_done = press(desk, ticked("announce", *drafts))
    assert done == "预告：已办好1项。"
    assert not_done.startswith(f"{drafts[0]}: ")
    assert stages() == [Status.RUNNING, Status.ANNOUNCED]


def test_several_evenings_are_cancelled_but_none_that_has_begun(
    desk: Client, evenings: list[Session]
) -> None:
    begin(evenings[0])
    done, not_done = press(desk, ticked("cancel", *evenings), WHY)
    assert done == "取消课次：已办好2项。"
    assert str(evenings[0]) in not_done
    assert Session.objects.filter(status="cancelled").count() == 2
    assert Entry.objects.filter(verb="courses.cancel_session", **WHY).count() == 2


def test_without_a_reason_no_evening_is_cancelled(
    desk: Client, evenings: list[Session]
) -> None:
    answer = desk.post(ticked("cancel", *evenings), {"reason": ""})
    assert answer.context["form"].errors["reason"]
    assert str(evenings[2]) in answer.text
    assert not Session.objects.filter(status="cancelled").exists()


def test_several_evenings_go_to_another_teacher(
    desk: Client, evenings: list[Session], substitute: User
) -> None:
    url, sent = ticked("replace_teacher", *evenings), {**WHY, "teacher": substitute.pk}
    assert substitute.display_name in desk.get(url).text
    assert press(desk, url, sent) == ["更换授课教师：已办好3项。"]
    assert set(Session.objects.filter(teacher=substitute)) == set(evenings)
    page = refused(desk, url, sent)
    assert all(f"{one} · " in page.alerts() for one in evenings)
    assert page.typed("reason") == [WHY["reason"]]
    assert Entry.objects.filter(verb="courses.replace_teacher", **WHY).count() == 3


def test_an_evening_of_a_class_where_the_teacher_has_no_duty_is_named(
    desk: Client, evenings: list[Session], substitute: User
) -> None:
    edition = evenings[0].cohort.edition
    other = make_cohort(
        edition=edition,
        name="第9期",
        starts_on=timezone.localdate() + timedelta(days=90),
    ).sessions.first()
    sent = {**WHY, "teacher": substitute.pk}
    done, not_done = press(desk, ticked("replace_teacher", evenings[0], other), sent)
    assert done == "更换授课教师：已办好1项。"
    assert str(other) in not_done
    assert list(Session.objects.filter(teacher=substitute)) == evenings[:1]


def test_the_teacher_chosen_stays_chosen_while_the_reason_is_asked(
    desk: Client, evenings: list[Session], substitute: User
) -> None:
    sent = {"teacher": substitute.pk, "reason": ""}
    answer = desk.post(ticked("replace_teacher", *evenings), sent)
    assert list(answer.context["form"].errors) == ["reason"]
    assert f'<option value="{substitute.pk}" selected>' in answer.text
    assert not Session.objects.filter(teacher=substitute).exists()


def test_nobody_without_a_duty_can_be_chosen(
    desk: Client, evenings: list[Session], registrar: User
) -> None:
    sent = {**WHY, "teacher": registrar.pk}
    answer = desk.post(ticked("replace_teacher", *evenings), sent)
    assert list(answer.context["form"].errors) == ["teacher"]


def test_the_auditor_changes_no_class_and_no_evening(
    auditor: User, drafts: list[Cohort], evenings: list[Session]
) -> None:
    client = signed_in(auditor)
    for verb in ("announce", "open_enrollment"):
        assert client.post(ticked(verb, *drafts))["Location"] == "/desk/"
    assert client.post(ticked("cancel", *evenings), WHY)["Location"] == "/desk/"
    assert stages()[:2] == [Status.DRAFT] * 2
    assert not Session.objects.filter(status="cancelled").exists()


@pytest.mark.parametrize("verb", ["cancel", "replace_teacher"])
def test_three_evenings_cost_what_one_costs(
    desk: Client, evenings: list[Session], substitute: User, verb: str
) -> None:
    one = cost(desk, ticked(verb, evenings[0]))
    assert cost(desk, ticked(verb, *evenings)) == one <= 25
