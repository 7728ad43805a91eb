import csv
import io
from typing import Any

import pytest
from django.urls import reverse

from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions
from school.points.models import Entry, Posting, Reward, Rule
from school.points.shop import actions as shop
from tests.cast import signed_in
from tests.factories.people import grant
from tests.factories.points import make_reward, make_rule, make_tiers
from tests.factories.shop import give_points, make_tool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger(trainee: Person) -> None:
    make_rule()
    make_reward()
    actions.award(
        trainee, rule_code="T05", source_type="course", source_id="EC", by=SYSTEM
    )


@pytest.mark.parametrize("model", [Posting, Entry, Rule, Reward])
@pytest.mark.parametrize("who", ["points_officer", "registrar", "auditor"])
def test_the_desk_reads_the_ledger(
    model: Any, who: str, request: pytest.FixtureRequest
) -> None:
    user = grant(request.getfixturevalue(who), "wagtailadmin.access_admin")
    name = model._meta.model_name
    response = signed_in(user).get(reverse(f"{name}:index"))
    assert response.status_code == 200
    response = signed_in(user).get(reverse(f"{name}:index"), {"export": "xlsx"})
    assert response.status_code == 200


def test_what_a_worker_did_herself_bears_her_name(
    trainee: Person, points_officer: User
) -> None:
    make_tiers()
    give_points(trainee, 20)
    assert trainee.user
    trainee.user.display_name = ""
    trainee.user.save()
    shop.redeem(trainee, reward=make_tool("RD02", cost=10), by=trainee.user)
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    hold = Posting.objects.get(kind="hold")
    for page in (
        reverse("posting:index"),
        reverse("posting:inspect", args=[hold.pk]),
    ):
        shown = client.get(page).text
        assert str(trainee.user) not in shown
        assert shown.count(trainee.name) > 1
    taken = client.get(reverse("posting:index"), {"export": "csv"})
    [row] = [one for one in read_rows(taken) if "兑换冻结" in one]
    assert row[-2] == trainee.name
    assert str(trainee.user) not in row


def read_rows(taken: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(taken.getvalue().decode())))


def test_a_file_says_as_the_pages_do_who_did_it(
    trainee: Person, points_officer: User
) -> None:
    make_tiers()
    give_points(trainee, 20)
    assert trainee.user
    trainee.user.display_name = ""
    trainee.user.save()
    held = shop.redeem(trainee, reward=make_tool("RD02", cost=10), by=trainee.user)
    shop.cancel(held, by=trainee.user)
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    taken = client.get(reverse("redemption:index"), {"export": "csv"})
    assert read_rows(taken)[1][-2] == trainee.name
    page = client.get(reverse("redemption:inspect", args=[held.pk])).text
    assert str(trainee.user) not in page
    taken = client.get(reverse("posting:index"), {"export": "csv"})
    assert {one[-2] for one in read_rows(taken)[1:]} == {"系统", trainee.name}


def test_what_was_reversed_names_its_reversal(
    trainee: Person, points_officer: User
) -> None:
    posting = Posting.objects.get(kind="award")
    undone = actions.reverse(posting, by=SYSTEM, reason="记错了人")
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    page = client.get(reverse("posting:inspect", args=[posting.pk])).text
    assert reverse("posting:inspect", args=[undone.pk]) in page
    assert "记错了人" in page
    # No column by its name in the code.
    assert "Follows" not in page


def test_an_editor_does_not(editor: User, request: pytest.FixtureRequest) -> None:
    user = grant(request.getfixturevalue("editor"), "wagtailadmin.access_admin")
    response = signed_in(user).get(reverse("entry:index"))
    assert response.status_code == 302


def test_nobody_adds_to_the_ledger_by_hand(superuser: User) -> None:
    client = signed_in(superuser)
    assert client.get(reverse("entry:add")).status_code in {302, 403}
