"""The pages of applying for somebody close, as phones without JavaScript go through them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.outgoing import code_of
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.eligibility import make_shift
from tests.factories.enrollment import apply_for
from tests.factories.invitations import (
    consent_text,
    make_invitation,
    new_number,
    wrong,
)
from tests.factories.people import make_id_number, make_user

Status = Invitation.Status
ASKED = reverse("enrollment:asked")


@pytest.fixture(autouse=True)
def sent(outbox: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return outbox


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=2)


@pytest.fixture
def invitation(cohort: Cohort, trainee: Person) -> Invitation:
    return make_invitation(cohort, trainee)


def page(invitation: Invitation) -> str:
    return reverse("enrollment:invited", args=[invitation.code])


def typed(invitation: Invitation, **extra: Any) -> dict[str, Any]:
    return {
        "code": code_of(invitation),
        "name": invitation.name,
        "id_number": make_id_number(),
        "version": consent_text().version,
        "agree": "on",
        **extra,
    }


def ask(client: Client, cohort: Cohort, phone: str) -> Any:
    data = {"name": "王桂香", "phone": phone, "relation": "family"}
    return client.post(reverse("enrollment:ask", args=[cohort.code]), data, follow=True)


def test_the_page_of_the_class_leads_to_it(cohort: Cohort, trainee: Person) -> None:
    shown = signed_in(trainee).get(reverse("courses:cohort", args=[cohort.code])).text
    assert reverse("enrollment:ask", args=[cohort.code]) in shown


def test_the_answer_is_the_same_whoever_has_the_number(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    client = signed_in(trainee)
    apply_for(cohort, classmate)
    answers = []
    for phone in (classmate.phone, new_number()):
        answer = ask(client, cohort, phone)
        assert answer.redirect_chain == [(ASKED, 302)]
        answers.append([str(one) for one in answer.context["messages"]])
    assert answers[0] == answers[1]


def test_the_asker_sees_of_each_only_what_she_answered(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    client = signed_in(trainee)
    invitation = make_invitation(cohort, trainee)
    assert "等待确认" in client.get(ASKED).text
    Client().post(page(invitation), typed(invitation))
    shown = client.get(ASKED).text
    enrollment = Enrollment.objects.get()
    assert "已确认" in shown
    assert enrollment.code not in shown
    assert invitation.name not in signed_in(classmate).get(ASKED).text


def test_she_confirms_on_her_own_phone_without_an_account(
    invitation: Invitation, trainee: Person
) -> None:
    browser = Client()
    shown = browser.get(page(invitation)).text
    for part in (trainee.name, invitation.cohort.name, consent_text().text_zh[:20]):
        assert part in shown
    assert invitation.phone not in shown
    assert code_of(invitation) not in shown
    answer = browser.post(page(invitation), typed(invitation), follow=True)
    assert "报名成功" in answer.text
    # It proves the telephone for this, and opens no session.
    assert "_auth_user_id" not in browser.session
    invitation.refresh_from_db()
    assert (invitation.status, invitation.typed_by) == (Status.CONFIRMED, None)


def test_in_a_full_class_the_page_says_which_place_in_line(
    cohort: Cohort, invitation: Invitation
) -> None:
    for _seat in range(2):
        apply_for(cohort)
    assert "候补" in Client().get(page(invitation)).text
    answer = Client().post(page(invitation), typed(invitation), follow=True)
    assert "候补第1位" in answer.text


def test_who_is_asked_looks_the_same_whether_she_is_on_file(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    """The asker has the address of this page, too."""
    seen = []
    for phone in (classmate.phone, new_number()):
        invitation = make_invitation(cohort, trainee, phone=phone)
        for client in (Client(), signed_in(trainee)):
            answer = client.get(page(invitation))
            seen.append(list(answer.context["form"].fields))
    assert all(fields == seen[0] for fields in seen)


def test_a_wrong_code_is_said_beside_it_and_no_more_than_that(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    said = []
    for phone in (classmate.phone, new_number()):
        invitation = make_invitation(cohort, trainee, phone=phone)
        code = wrong(code_of(invitation))
        answer = Client().post(
            page(invitation), typed(invitation, code=code, name="别人", id_number="")
        )
        said.append(answer.context["form"].errors)
        assert list(said[-1]) == ["code"]
    assert said[0] == said[1]


def test_the_relative_types_the_code_and_is_named(
    invitation: Invitation, trainee: Person
) -> None:
    browser = signed_in(trainee)
    assert invitation.name in browser.get(page(invitation)).text
    browser.post(page(invitation), typed(invitation))
    invitation.refresh_from_db()
    assert invitation.typed_by == trainee.user
    assert invitation.enrollment.person.name == invitation.name


def test_her_own_account_opens_it_and_another_one_finds_nothing(
    invitation: Invitation, classmate: Person, registrar: User
) -> None:
    hers = make_user(invitation.phone)
    assert signed_in(hers).get(page(invitation)).status_code == 200
    for user in (classmate, registrar):
        for answer in (
            signed_in(user).get(page(invitation)),
            signed_in(user).post(page(invitation), typed(invitation)),
            signed_in(user).post(
                reverse("enrollment:decline_invitation", args=[invitation.code])
            ),
            signed_in(user).post(
                reverse("enrollment:withdraw_invitation", args=[invitation.code])
            ),
        ):
            assert answer.status_code == 404
    invitation.refresh_from_db()
    assert invitation.status == Status.WAITING


def test_an_address_that_nobody_was_sent_is_not_found(db: None) -> None:
    assert (
        Client().get(reverse("enrollment:invited", args=["zzzzzzzzzz"])).status_code
        == 404
    )


def test_she_declines_with_one_tap(invitation: Invitation) -> None:
    there = reverse("enrollment:decline_invitation", args=[invitation.code])
    assert Client().get(there).status_code == 405
    answer = Client().post(there, follow=True)
    assert "已拒绝" in answer.text
    invitation.refresh_from_db()
    assert invitation.status == Status.DECLINED


def test_the_asker_takes_it_back(invitation: Invitation, trainee: Person) -> None:
    there = reverse("enrollment:withdraw_invitation", args=[invitation.code])
    answer = signed_in(trainee).post(there, follow=True)
    assert answer.redirect_chain[-1][0] == ASKED
    assert "已撤回" in answer.text
    assert 'name="code"' not in Client().get(page(invitation)).text


def test_hours_of_work_are_asked_about_once_the_code_says_whose(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    for weekday in range(7):
        make_shift(classmate, weekday)
    invitation = make_invitation(cohort, trainee, phone=classmate.phone)
    data = typed(invitation, name=classmate.name, id_number="")
    answer = Client().post(page(invitation), data)
    assert 'name="can_come"' in answer.text
    assert Client().post(page(invitation), {**data, "can_come": "on"}).url
    assert Enrollment.objects.filter(person=classmate).exists()


def test_the_page_of_what_is_over_asks_for_nothing(
    invitation: Invitation, settings: Any
) -> None:
    Invitation.objects.update(expires_at=invitation.asked_at)
    shown = Client().get(page(invitation)).text
    assert "确认时间已过" in shown
    assert 'name="code"' not in shown


def test_who_asks_without_a_name_on_file_gives_it_first(
    cohort: Cohort, stranger: User
) -> None:
    answer = signed_in(stranger).get(reverse("enrollment:ask", args=[cohort.code]))
    assert answer.url.startswith(reverse("people:profile"))
