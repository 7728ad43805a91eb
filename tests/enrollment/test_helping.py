"""The desk where a code is read out and typed in for who has no smartphone."""

from typing import Any

import pytest
from django.urls import reverse

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.outgoing import code_of
from school.journal.models import Entry
from school.people.models import Person, User
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.invitations import consent_text, make_invitation, new_number
from tests.factories.people import make_id_number, make_user

INDEX = reverse("enrollment_desk:invitations")
Capacity, Status = Invitation.Capacity, Invitation.Status


@pytest.fixture(autouse=True)
def sent(outbox: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return outbox


@pytest.fixture
def helper(db: None) -> User:
    return make_user(display_name="熊满香", role=Role.VILLAGE_DESK, is_staff=True)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=2)


@pytest.fixture
def invitation(cohort: Cohort, helper: User) -> Invitation:
    return make_invitation(cohort, helper, capacity=Capacity.DESK, relation="")


def page(verb: str, invitation: Invitation) -> str:
    return reverse(f"enrollment_desk:{verb}", args=[invitation.code])


def typed(invitation: Invitation, **extra: Any) -> dict[str, Any]:
    return {
        "code": code_of(invitation),
        "name": invitation.name,
        "id_number": make_id_number(),
        "version": consent_text().version,
        "agree": "on",
        **extra,
    }


def test_from_the_number_to_the_place_at_one_desk(cohort: Cohort, helper: User) -> None:
    browser = signed_in(helper)
    data = {"cohort": cohort.pk, "name": "王桂香", "phone": new_number()}
    begun = browser.post(reverse("enrollment_desk:invite"), data)
    invitation = Invitation.objects.get()
    assert begun.url == page("type_code", invitation)
    shown = browser.get(begun.url).text
    assert consent_text().text_zh[:20] in shown
    assert code_of(invitation) not in shown
    done = browser.post(begun.url, typed(invitation), follow=True)
    assert "报名成功" in done.text
    enrollment = Enrollment.objects.get()
    assert enrollment.source == Enrollment.Source.VILLAGE
    assert enrollment.consent.person.user.phone == invitation.phone
    entry = Entry.objects.get(verb="enrollment.confirm_invitation")
    assert entry.actor_label == "熊满香"


def test_whoever_confirms_knows_the_fee_the_day_and_the_place_before(
    cohort: Cohort, invitation: Invitation, helper: User, trainee: Person
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(fee_fen=30000, fee_note_zh="含清洁用品")
    own = reverse("enrollment:invited", args=[invitation.code])
    apply = reverse("enrollment:apply", args=[cohort.code])
    for browser, address in (
        (signed_in(helper), page("type_code", invitation)),
        (signed_in(None), own),
        (signed_in(trainee), apply),
    ):
        shown = browser.get(address).text
        assert "¥300" in shown
        assert "含清洁用品" in shown
        assert cohort.venue.name in shown


def test_the_desk_is_told_no_more_than_anybody(
    cohort: Cohort, helper: User, classmate: Person
) -> None:
    browser, said = signed_in(helper), []
    for phone in (classmate.phone, new_number()):
        data = {"cohort": cohort.pk, "name": "王桂香", "phone": phone}
        begun = browser.post(reverse("enrollment_desk:invite"), data, follow=True)
        said.append([str(one) for one in begun.context["messages"]])
    assert said[0] == said[1]


def test_a_wrong_code_stays_on_the_page(invitation: Invitation, helper: User) -> None:
    answer = signed_in(helper).post(
        page("type_code", invitation), typed(invitation, code="12")
    )
    assert list(answer.context["form"].errors) == ["code"]
    assert not Enrollment.objects.exists()


def test_a_helper_sees_only_whom_she_asked_herself(
    invitation: Invitation, cohort: Cohort, helper: User, trainee: Person
) -> None:
    other = make_user(role=Role.VILLAGE_DESK, is_staff=True)
    browser = signed_in(other)
    assert invitation.name not in browser.get(INDEX).text
    for verb in ("type_code", "take_back"):
        assert browser.post(page(verb, invitation)).status_code == 404
    of_a_relative = make_invitation(cohort, trainee, name="赵秀英")
    mine = signed_in(helper)
    assert "赵秀英" not in mine.get(INDEX).text
    assert mine.get(page("type_code", of_a_relative)).status_code == 404


def test_the_registrar_sees_all_and_types_for_all(
    invitation: Invitation, registrar: User
) -> None:
    browser = signed_in(registrar)
    assert invitation.name in browser.get(INDEX).text
    browser.post(page("type_code", invitation), typed(invitation))
    invitation.refresh_from_db()
    assert (invitation.status, invitation.typed_by) == (Status.CONFIRMED, registrar)


def test_the_auditor_reads_and_does_nothing(
    invitation: Invitation, auditor: User
) -> None:
    browser = signed_in(auditor)
    assert page("type_code", invitation) not in browser.get(INDEX).text
    browser.post(page("type_code", invitation), typed(invitation))
    invitation.refresh_from_db()
    assert invitation.status == Status.WAITING


def test_at_the_desk_it_is_taken_back(invitation: Invitation, helper: User) -> None:
    signed_in(helper).post(page("take_back", invitation))
    invitation.refresh_from_db()
    assert invitation.status == Status.WITHDRAWN
    shown = signed_in(helper).get(page("type_code", invitation)).text
    assert 'name="code"' not in shown


def test_the_list_costs_the_same_however_long(
    invitation: Invitation,
    cohort: Cohort,
    helper: User,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    browser = signed_in(helper)
    browser.get(INDEX)
    with django_assert_max_num_queries(25) as few:
        browser.get(INDEX)
    for _turn in range(4):
        make_invitation(cohort, helper, capacity=Capacity.DESK, relation="")
    with django_assert_num_queries(len(few)):
        browser.get(INDEX)


def test_the_list_names_who_asked(
    cohort: Cohort, trainee: Person, registrar: User
) -> None:
    make_invitation(cohort, trainee)
    shown = signed_in(registrar).get(INDEX).text
    assert f"<td>{trainee.name}</td>" in shown
    assert "代人报名（短信确认）" in shown and "柜台报名（本人在场）" not in shown
