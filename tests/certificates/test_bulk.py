import pytest
from django.test import Client

from school.certificates import actions
from school.certificates.models import Certificate
from school.journal.models import Entry
from school.people.models import User
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.people import grant
from tests.ticked import cost, press, ticked

Status = Certificate.Status
WHY = {"reason": "考勤有出入，待核"}


@pytest.fixture
def issued(registrar: User) -> list[Certificate]:
    cohort = make_assessed_cohort("李春花", "王秀英", "赵红梅")
    actions.print_batch(actions.issue(cohort, by=registrar))
    return list(Certificate.objects.order_by("number"))


@pytest.fixture
def officer(certificate_officer: User) -> User:
    return grant(certificate_officer, "wagtailadmin.access_admin")


@pytest.fixture
def desk(officer: User) -> Client:
    return signed_in(officer)


def standing() -> list[str]:
    return list(Certificate.objects.order_by("number").values_list("status", flat=True))


def test_several_are_suspended_and_reinstated_with_one_reason(
    desk: Client, issued: list[Certificate]
) -> None:
    page = desk.get(ticked("suspend", *issued[:2])).text
    assert all(f"{one.number} · {one.enrollment.person}" in page for one in issued[:2])
    assert issued[2].number not in page
    assert press(desk, ticked("suspend", *issued[:2]), WHY) == ["中止：已办好2项。"]
    assert standing() == [Status.SUSPENDED, Status.SUSPENDED, Status.VALID]
    assert Entry.objects.filter(verb="certificates.suspended", **WHY).count() == 2
    desk.post(ticked("reinstate", *issued[:2]), WHY)
    assert standing() == [Status.VALID] * 3


def test_one_that_is_revoked_already_is_named_and_the_rest_are_done(
    desk: Client, officer: User, issued: list[Certificate]
) -> None:
    actions.revoke(issued[1], by=officer, reason="冒名")
    done, refused = press(desk, ticked("revoke", *issued), WHY)
    assert done == "吊销：已办好2项。"
    assert issued[1].number in refused
    assert issued[1].enrollment.person.name in refused
    assert standing() == [Status.REVOKED] * 3


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "revoke"])
def test_without_a_reason_the_form_comes_again(
    desk: Client, issued: list[Certificate], verb: str
) -> None:
    answer = desk.post(ticked(verb, *issued), {"reason": "  "})
    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert all(one.number in answer.text for one in issued)
    assert standing() == [Status.VALID] * 3


def test_a_reason_that_is_too_long_is_kept_in_the_form(
    desk: Client, issued: list[Certificate]
) -> None:
    answer = desk.post(ticked("revoke", *issued), {"reason": "长" * 301})
    assert "长" * 301 in answer.text
    assert standing() == [Status.VALID] * 3


def test_the_registrar_issues_but_does_not_revoke(
    registrar: User, issued: list[Certificate]
) -> None:
    client = signed_in(registrar)
    for verb in ("suspend", "reinstate", "revoke"):
        assert client.post(ticked(verb, *issued), WHY)["Location"] == "/desk/"
    assert standing() == [Status.VALID] * 3


def test_three_cost_what_one_costs(desk: Client, issued: list[Certificate]) -> None:
    one = cost(desk, ticked("suspend", issued[0]))
    assert cost(desk, ticked("suspend", *issued)) == one <= 25
