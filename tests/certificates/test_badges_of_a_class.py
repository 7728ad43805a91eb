"""The badges of a class, made in one go; whatever stands in the way of one is its own."""

from itertools import chain, count, repeat
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.certificates import actions
from school.certificates.badges import achieved, keeping
from school.certificates.badges.credentials import credential
from school.certificates.models import Badge, Batch, Certificate, Register
from school.people.models import User
from tests.factories.assessment import make_assessing_cohort
from tests.factories.certificates import make_assessed_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.skills import pass_course

NAMES = ("赵敏", "钱桂兰", "孙秀英", "李春花", "周丽珍", "吴志红", "郑玉霞")
VALID, STOPPED = Certificate.Status.VALID, Certificate.Status.STOPPED


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Any) -> None:
    settings.SIGNING_DIR = tmp_path / "signing"


def issued(size: int, *, by: User) -> Batch:
    return actions.issue(make_assessed_cohort(*NAMES[:size]), by=by)


def waiting(batch: Batch) -> list[Certificate]:
    return list(
        batch.certificates.select_related("enrollment__cohort__edition__course")
    )


def test_a_class_of_any_size_costs_the_same_statements(registrar: User) -> None:
    cost = []
    # The first makes the key, and the register's row in the next.
    for size in (1, 2, 6):
        one = waiting(issued(size, by=registrar))
        with CaptureQueriesContext(connection) as asked:
            made = keeping.badges_of(one)
        assert [made[each].claims_sha256 for each in one] == [
            each.claims_sha256 for each in one
        ]
        cost.append(len(asked))
    assert cost[1] == cost[2]


def test_numbers_of_a_class_are_taken_in_one_go_without_a_gap(registrar: User) -> None:
    asked = []
    for size in (1, 2, 6):
        cohort = make_assessed_cohort(*NAMES[:size])
        with CaptureQueriesContext(connection) as seen:
            actions.issue(cohort, by=registrar)
        asked.append(len(seen))
    assert asked[1] == asked[2]
    taken = sum(book.last_serial for book in Register.objects.all())
    assert taken == Certificate.objects.count() == 9
    assert Certificate.objects.values("number").distinct().count() == 9


def test_a_place_that_is_taken_is_asked_for_again_by_that_one_alone(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = issued(3, by=registrar)
    # All three are given the same place; two of them have to look for another.
    places = chain(repeat(5, 3), count(6))
    monkeypatch.setattr(keeping, "free_place", lambda _taken: next(places))
    actions.print_batch(batch)
    assert sorted(Badge.objects.values_list("place", flat=True)) == [5, 6, 7]
    assert {one.status for one in batch.certificates.all()} == {VALID}


def test_what_they_earned_is_worked_out_once_and_each_has_it_whole(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort = make_assessing_cohort(seats=3)
    for name in NAMES[:3]:
        pass_course(make_enrollment(cohort, make_trainee(name)))
    real, worked_out = achieved.achievement, []

    def achievement(*given: Any, **named: Any) -> Any:
        worked_out.append(given)
        return real(*given, **named)

    monkeypatch.setattr(achieved, "achievement", achievement)
    made = keeping.badges_of(waiting(actions.issue(cohort, by=registrar)))
    assert len(worked_out) == 1 and len(made) == 3
    for certificate, badge in made.items():
        alone = credential(certificate.claims, place=badge.place)
        alone.pop("@context")
        said = keeping.document(badge)
        assert {name: said[name] for name in alone} == alone
        assert said["credentialSubject"]["result"]


def test_who_has_one_keeps_it(registrar: User) -> None:
    batch = issued(2, by=registrar)
    first, second = waiting(batch)
    badge = keeping.badge_of(first)
    made = keeping.badges_of([first, second])
    assert made[first] == badge and made[second].certificate == second
    assert Badge.objects.count() == 2


def test_one_that_cannot_be_made_stops_its_own_certificate(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = issued(3, by=registrar)
    odd = batch.certificates.order_by("number")[1]
    real = keeping.credential

    def but_one(claims: Any, **more: Any) -> Any:
        if claims["number"] == odd.number:
            raise ValueError("a mark that no rubric knows")
        return real(claims, **more)

    monkeypatch.setattr(keeping, "credential", but_one)
    actions.print_batch(batch)
    status = dict(batch.certificates.values_list("number", "status"))
    assert status.pop(odd.number) == STOPPED
    assert set(status.values()) == {VALID}
    assert Badge.objects.count() == 2


def test_without_a_key_they_are_printed_without_one(
    registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = issued(2, by=registrar)
    monkeypatch.setattr(keeping.keys, "ready", lambda: None)
    actions.print_batch(batch)
    assert not Badge.objects.exists()
    assert {one.status for one in batch.certificates.all()} == {VALID}
