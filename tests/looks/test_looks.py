"""Whoever of the school opens what is a person's own leaves a line that she reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.retention import table
from school.looks import actions, tasks
from school.looks.book import AGAIN, enter
from school.looks.models import KEPT, PURPOSES, Look
from school.people.models import Company, Person, User
from school.people.roles import Role
from school.wages.models import Payslip
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.looks import make_look
from tests.factories.people import make_company, make_trainee, make_user
from tests.factories.privacy import make_data_copy
from tests.factories.wages import consent_to_wages, make_payslip

pytestmark = pytest.mark.django_db


@pytest.fixture
def payslip(trainee: Person) -> Payslip:
    consent_to_wages(trainee)
    return make_payslip(trainee)


@pytest.fixture
def picture(payslip: Payslip) -> str:
    return reverse("wages:payslip", args=[payslip.code])


@pytest.fixture
def enrolled(trainee: Person) -> Enrollment:
    return make_enrollment(make_cohort(), trainee)


def page_of(person: Person, **query: int) -> str:
    return signed_in(person).get(reverse("privacy:looks"), query).text


def kinds() -> list[str]:
    return [one.kind for one in Look.objects.order_by("pk")]


def test_she_reads_who_saw_her_payslip(
    trainee: Person, picture: str, outcomes_officer: User
) -> None:
    assert "还没有人看过" in page_of(trainee)
    assert signed_in(outcomes_officer).get(picture).status_code == 200
    page = page_of(trainee)
    assert "您的工资条图片" in page and "就业专员" in page and "核对您的收入" in page
    assert "郑就业" not in page
    entry = Entry.objects.get(verb="looks.open_data")
    assert (entry.actor_label, entry.data["kind"]) == ("郑就业", "payslip")
    assert reverse("privacy:looks") in signed_in(trainee).get("/study/me/").text


def test_what_is_opened_again_at_once_is_one_line(
    picture: str, outcomes_officer: User
) -> None:
    desk = signed_in(outcomes_officer)
    desk.get(picture)
    desk.get(picture)
    look = Look.objects.get()
    assert Entry.objects.filter(verb="looks.open_data").count() == 1
    make_look(look.person, by=outcomes_officer, at=look.at - 2 * AGAIN)
    assert Look.objects.count() == 2


def test_another_reason_is_another_line_and_so_is_each_emergency(
    trainee: Person, registrar: User
) -> None:
    alone, now = Person.objects.filter(pk=trainee.pk), timezone.now()

    def entered(reason: str, *, is_emergency: bool = False) -> int:
        return enter(
            alone,
            by=registrar,
            kind=Look.Kind.PHONE,
            reason=reason,
            at=now,
            is_emergency=is_emergency,
        )

    assert [entered(""), entered(""), entered("本人来电请求核对")] == [1, 0, 1]
    urgent = "雇主说联系不上，家人很着急"
    assert [entered(urgent, is_emergency=True) for _time in range(2)] == [1, 1]
    assert entered(urgent) == 1


def test_her_own_look_a_stranger_a_head_and_reading_ahead_leave_none(
    trainee: Person, picture: str, outcomes_officer: User, points_officer: User
) -> None:
    assert signed_in(trainee).get(picture).status_code == 200
    assert signed_in(points_officer).get(picture).status_code == 404
    desk = signed_in(outcomes_officer)
    assert desk.head(picture).status_code == 200
    for header in ("Sec-Purpose", "Purpose"):
        ahead = desk.get(picture, headers={header: "prefetch;prerender"})
        assert (ahead.status_code, ahead.content) == (503, b"")
    assert not Look.objects.exists()


def test_a_list_taken_out_names_those_who_stand_in_it(
    trainee: Person, registrar: User
) -> None:
    make_trainee(name="王小玉")
    desk, people = signed_in(registrar), reverse("person:index")
    desk.get(people)
    assert not Look.objects.exists()
    desk.get(people, {"export": "csv", "q": trainee.name})
    look = Look.objects.get()
    assert (look.person, look.kind, look.thing) == (trainee, "list", "people.person")
    assert "人员" in page_of(trainee)


def test_a_file_of_her_class_and_her_number_at_the_desk(
    enrolled: Enrollment, registrar: User
) -> None:
    desk, person = signed_in(registrar), enrolled.person
    desk.get(reverse("attendance:roster_xlsx", args=[enrolled.cohort.code]))
    desk.get(reverse("person:edit", args=[person.pk]))
    assert kinds() == ["class_file", "phone"]
    boss = make_user(is_superuser=True, is_staff=True)
    assert person.user is not None
    signed_in(boss).get(reverse("wagtailusers_users:edit", args=[person.user.pk]))
    assert kinds() == ["class_file", "phone", "phone"]
    assert enrolled.cohort.name in page_of(person)


def test_a_form_that_comes_back_with_mistakes_shows_her_number_too(
    trainee: Person, registrar: User, superuser: User
) -> None:
    assert trainee.user is not None
    forms = [
        (registrar, reverse("person:edit", args=[trainee.pk])),
        (superuser, reverse("wagtailusers_users:edit", args=[trainee.user.pk])),
    ]
    for reader, form in forms:
        answer = signed_in(reader).post(form, {"name": "", "phone": trainee.phone})
        assert answer.status_code == 200
        assert trainee.phone in answer.text
    assert [one.by for one in Look.objects.order_by("pk")] == [registrar, superuser]


def test_a_copy_that_the_desk_takes_is_told_with_its_reason(
    trainee: Person, registrar: User
) -> None:
    copy = make_data_copy(trainee)
    copy.asked_by, copy.reason = registrar, "本人到窗口申请"
    copy.save()
    from_desk = signed_in(registrar).get(
        reverse("privacy_desk:person", args=[trainee.code])
    )
    assert signed_in(registrar).get(from_desk.context["address"]).status_code == 200
    look = Look.objects.get()
    assert (look.kind, look.why()) == ("copy", "本人到窗口申请")


@pytest.fixture
def contact(db: None) -> tuple[User, Company]:
    company = make_company("康乐家政")
    user = make_user(display_name="何联系")
    user.company_contacts.create(company=company)
    return user, company


def test_roles_and_a_company_are_told_and_no_name(
    trainee: Person, contact: tuple[User, Company], superuser: User
) -> None:
    make_look(trainee, by=contact[0])
    make_look(trainee, by=superuser)
    make_look(trainee, by=make_user(role=Role.AUDITOR))
    make_look(trainee, by=make_user())
    page = page_of(trainee)
    for words in ("企业联系人 · 康乐家政", "管理员", "审计", "学校工作人员"):
        assert words in page
    assert "何联系" not in page


def test_a_page_holds_thirty_in_as_many_queries_as_one(
    trainee: Person, registrar: User
) -> None:
    now = timezone.now()
    make_look(trainee, by=registrar, at=now)
    with CaptureQueriesContext(connection) as one:
        page_of(trainee)
    for day in range(1, 31):
        make_look(trainee, by=registrar, at=now - timedelta(days=day))
    with CaptureQueriesContext(connection) as many:
        first = page_of(trainee)
    assert len(many) == len(one)
    second = page_of(trainee, page=2)
    assert first.count('class="row"') == 30 and second.count('class="row"') == 1


def test_the_database_keeps_a_line_three_years(
    trainee: Person, registrar: User
) -> None:
    now = timezone.now()
    fresh = make_look(trainee, by=registrar, at=now - KEPT + timedelta(days=1))
    make_look(trainee, by=registrar, at=now - KEPT - timedelta(days=1))
    for change in (fresh.delete, fresh.save):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    (kind,) = (one for one in table() if one.key == "looks")
    assert len(kind.over(now)) == 1
    with pytest.raises(NotPermitted):
        actions.remove_looks(by=registrar, at=now)
    tasks.remove_looks()
    assert Look.objects.get() == fresh
    assert Entry.objects.get(verb="looks.remove_looks").data == {"lines": 1}
    assert actions.remove_looks(by=SYSTEM, at=now) == 0


def test_each_kind_says_what_it_is_opened_for() -> None:
    assert set(PURPOSES) == set(Look.Kind)
    with translation.override("en"):
        assert all(kind.label[0].isupper() for kind in Look.Kind)
