"""New tiers move the cards, and who is below zero reads how far the way is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.people.models import Person
from school.points.actions.booking import rule_in_force
from school.points.schemes.enacting import enact
from school.standing import tasks
from school.standing.facts import facts_of, least_scores
from school.standing.models import Standing
from school.standing.rules import way_back
from tests.factories.points import lose, make_rule, make_tiers
from tests.factories.schemes import body
from tests.factories.shop import give_points

pytestmark = pytest.mark.django_db


def with_model_from(score: int) -> None:
    """Another version comes in force."""
    version = body()
    model, green = version["tiers"][:2]
    model["min_score"], green["max_score"] = score, score - 1
    enact(version, version="1.1")


def test_new_tiers_are_followed_by_every_card(trainee: Person) -> None:
    make_tiers()
    give_points(trainee, 65)
    assert Standing.objects.get().card == "model"
    later = timezone.localdate() + timedelta(days=90)
    Standing.objects.update(review_on=later)
    with_model_from(180)
    assert Standing.objects.get().review_on == timezone.localdate()
    tasks.review_cards()
    standing = Standing.objects.get()
    assert (standing.card, standing.score) == ("green", 165)


def test_a_posting_goes_by_the_card_that_is_kept(trainee: Person) -> None:
    make_tiers()
    give_points(trainee, 65)
    with_model_from(180)
    give_points(trainee, 2)
    assert Standing.objects.get().card == "green"


def test_below_zero_what_is_earned_shortens_the_way(trainee: Person) -> None:
    make_tiers()
    unlimited = {"cap_period": "none", "cap_points": None, "cap_times": None}
    make_rule("N15", delta=-200, category="integrity", source={}, **unlimited)
    lose(trainee, rule_in_force("N15"))
    assert lacking(trainee) == 180
    give_points(trainee, 90)
    assert lacking(trainee) == 90


def lacking(person: Person) -> int:
    now = timezone.localtime()
    facts = facts_of(person, Standing.objects.get(), at=now)
    return int(way_back(facts, least_scores(), on=now.date())[0].data["lacking"])
