from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people import actions as people
from school.people.models import Person, User
from school.points.shop.hindrances import hindrances
from school.standing import actions, tasks
from school.standing.models import BoardRow, Retraining, Standing, StandingChange
from tests.cast import signed_in
from tests.factories.courses import make_course
from tests.factories.eligibility import make_hold
from tests.factories.people import make_company, make_consent, make_trainee
from tests.factories.standing import make_issued, make_listing, make_standing

pytestmark = pytest.mark.django_db
BOARD = "standing:board"


@pytest.fixture
def green(trainee: Person) -> Person:
    """With a certificate and a company, agreeing to be named."""
    make_issued(trainee)
    trainee.company = make_company("华丽家政")
    trainee.save(update_fields=["company"])
    make_consent(trainee, "green_board")
    return trainee


def page() -> str:
    return Client().get(reverse(BOARD)).text


def test_the_list_says_four_things_and_nothing_else(green: Person) -> None:
    make_standing(green, "model")
    assert tasks.make_board() == 1
    shown = page()
    for said in ("李*花", "华丽家政", "绿牌·示范", "居家养老"):
        assert said in shown
    assert green.name not in shown
    with translation.override("en"):
        row = BoardRow.objects.get()
        assert row.get_tier_display() == "Green · model"


def test_without_consent_nobody_is_named(trainee: Person) -> None:
    make_issued(trainee)
    assert tasks.make_board() == 0


def test_without_a_certificate_nobody_is_named(trainee: Person) -> None:
    make_consent(trainee, "green_board")
    assert tasks.make_board() == 0


@pytest.mark.parametrize("card", ["watch", "red"])
def test_another_card_leaves_the_list_at_once(green: Person, card: str) -> None:
    tasks.make_board()
    assert "李*花" in page()
    make_standing(green, card)
    assert "李*花" not in page()


def test_who_opts_out_is_gone_at_once(green: Person) -> None:
    tasks.make_board()
    people.withdraw_consent(green, purpose="green_board", by=green.user)
    assert not BoardRow.objects.exists()
    assert "李*花" not in page()


def test_a_list_is_gone_with_its_month(green: Person) -> None:
    tasks.make_board()
    later = timezone.localdate().replace(day=1) + timedelta(days=32)
    assert not BoardRow.objects.shown(on=later).exists()
    people.withdraw_consent(green, purpose="green_board", by=green.user)
    actions.make_board(by=SYSTEM, at=timezone.now() + timedelta(days=32))
    assert not BoardRow.objects.exists()


def test_a_month_is_made_once(green: Person) -> None:
    tasks.make_board()
    BoardRow.objects.all().delete()
    assert tasks.make_board() == 0


def test_only_the_clockwork_makes_it(registrar: User) -> None:
    with pytest.raises(NotPermitted):
        actions.make_board(by=registrar)


def test_few_red_cards_are_no_number() -> None:
    for number in range(4):
        make_standing(make_trainee(f"甲{number}"), "red")
    for number in range(6):
        make_standing(make_trainee(f"乙{number}"), "watch")
    shown = page()
    assert "不足 5 人" in shown
    assert "6 人" in shown
    assert "4 人" not in shown
    make_standing(make_trainee("丁"), "red", private_through=timezone.localdate())
    assert "5 人</span>" not in page().replace("不足 5 人", "")


def test_retraining_is_told_by_course_and_never_of_few() -> None:
    course = make_course()
    for number in range(5):
        person = make_trainee(f"丙{number}")
        Retraining.objects.create(
            person=person,
            course=course,
            reason="工具未消毒",
            cause="officer",
            hold=make_hold(person),
            ordered_by="x",
            ordered_at=timezone.now(),
        )
        assert ("5 人再培训中" in page()) == (number == 4)


def test_only_what_a_decision_orders_is_published_until_its_end(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    listing = make_listing(
        trainee, registrar, is_published=True, words_zh="列入严重失信名单"
    )
    assert "列入严重失信名单" not in page()
    actions.check_listing(listing, by=points_officer, is_confirmed=True)
    assert "列入严重失信名单" in page()
    assert trainee.name not in page()
    later = listing.ends_on + timedelta(days=1)
    assert not type(listing).objects.public(on=later).exists()
    actions.end_listing(listing, by=registrar, reason="已整改")
    assert "列入严重失信名单" not in page()


def test_the_page_costs_the_same_with_more_names(
    green: Person, django_assert_max_num_queries
) -> None:
    for number in range(3):
        make_consent(make_issued(make_trainee(f"张{number}")), "green_board")
    tasks.make_board()
    with django_assert_max_num_queries(14):
        page()
    assert Standing.objects.count() <= 4


def test_my_page_says_whether_i_am_named(green: Person) -> None:
    assert "撤回同意" in signed_in(green).get(reverse("standing:mine")).text


@pytest.mark.parametrize("before", ["green", "model", "watch"])
def test_a_red_card_still_private_leaves_the_list_as_it_was(
    green: Person, before: str
) -> None:
    make_standing(green, "red", private_through=timezone.localdate())
    StandingChange.objects.create(
        person=green, before=before, after="red", score=50, at=timezone.now()
    )
    tasks.make_board()
    is_named = before != "watch"
    assert [row.tier for row in BoardRow.objects.all()] == [before] * is_named
    assert ("李*花" in page()) == is_named
    Standing.objects.update(private_through=timezone.localdate() - timedelta(days=1))
    assert "李*花" not in page()


def test_dispatch_keeps_a_priority_while_the_red_card_is_private(
    trainee: Person,
) -> None:
    make_standing(trainee, "red", private_through=timezone.localdate())
    assert hindrances(trainee)
    assert not hindrances(trainee, is_outside=True)
    Standing.objects.update(private_through=timezone.localdate() - timedelta(days=1))
    assert hindrances(trainee, is_outside=True)
