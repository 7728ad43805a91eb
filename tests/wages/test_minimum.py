"""A minimum wage is what the officer entered, for a town, a day and a unit: none is made up."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people import actions as people
from school.people.models import Person, User
from school.wages.minimum import actions, refusals
from school.wages.minimum.rules import Minimum, below
from school.wages.models import MinimumWage
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.people import grant
from tests.factories.wages import consent_to_wages, make_minimum, make_record

HERE, NEW_YEAR = frozenset({"青石镇"}), date(2026, 1, 1)
MINIMUMS = [
    Minimum(HERE, "month", 180000, date(2025, 1, 1)),
    Minimum(HERE, "month", 200000, NEW_YEAR),
    Minimum(HERE, "hour", 2000, date(2025, 1, 1)),
]


@pytest.mark.parametrize(
    ("unit", "fen", "town", "on", "found"),
    [
        ("month", 190000, "青石镇", date(2025, 12, 31), None),
        ("month", 190000, "青石镇", NEW_YEAR, 200000),
        ("month", 200000, "青石镇", NEW_YEAR, None),
        ("month", 100000, "青石镇", date(2024, 12, 31), None),
        ("month", 100000, "云岭镇", NEW_YEAR, None),
        ("month", 100000, "", NEW_YEAR, None),
        ("hour", 1999, "青石镇", NEW_YEAR, 2000),
        ("26_day", 100000, "青石镇", NEW_YEAR, None),
        ("day", 100, "青石镇", NEW_YEAR, None),
    ],
)
def test_pay_is_compared_with_what_held_there_and_then(
    unit: str, fen: int, town: str, on: date, found: int | None
) -> None:
    held = below(Pay(amount_fen=fen, unit=unit), MINIMUMS, town=town, on=on)
    assert (held and held.amount_fen) == found


def test_of_two_for_one_day_the_later_entered_holds() -> None:
    mended = [*MINIMUMS, Minimum(HERE, "month", 150000, NEW_YEAR)]
    pay = Pay(amount_fen=190000, unit="month")
    assert below(pay, mended, town="青石镇", on=NEW_YEAR) is None


@pytest.mark.django_db
def test_none_comes_with_the_school() -> None:
    assert not MinimumWage.objects.exists()


@pytest.mark.django_db
def test_the_worker_reads_what_lies_below(trainee: Person) -> None:
    consent_to_wages(trainee)
    people.set_town(trainee, town="青石镇", by=trainee.user)
    make_record(trainee, 1500)
    client = signed_in(trainee.user)
    page = reverse("wages:mine")
    assert "低于最低工资" not in client.get(page).text
    make_minimum(1800)
    answer = client.get(page).text
    assert "低于最低工资" in answer
    assert "¥1,800" in answer
    make_minimum(1400, begins_on=date(2025, 6, 1))
    assert "低于最低工资" not in client.get(page).text


@pytest.mark.django_db
def test_the_desk_s_list_says_so_and_reads_the_minimums_once(
    trainee: Person, classmate: Person, outcomes_officer: User
) -> None:
    make_minimum(1800)
    desk = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    page = reverse("wagerecord:index")
    costs = []
    for person, paid in ((trainee, 1500), (classmate, 1900)):
        consent_to_wages(person)
        people.set_town(person, town="青石镇", by=SYSTEM)
        make_record(person, paid)
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(page).text
        costs.append(len(queries))
        assert answer.count("¥1,800") == 1
    assert costs[0] == costs[1]


@pytest.mark.django_db
def test_the_officer_enters_it_at_the_desk(outcomes_officer: User) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    form = {
        "towns": "青石镇、云岭镇",
        "unit": "hour",
        "amount": "18.50",
        "begins_on": "2026-01-01",
        "source": "县人社局通知",
    }
    answer = client.post(reverse("wages_desk:enter_minimum"), form)
    assert answer.headers["Location"] == reverse("minimumwage:index")
    assert [one.amount_fen for one in actions.known()] == [1850]
    assert actions.known()[0].towns == {"青石镇", "云岭镇"}
    assert Entry.objects.filter(verb="wages.enter_minimum").count() == 1
    assert "¥18.50" in client.get(reverse("minimumwage:index")).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"towns": " 、, "}, refusals.NoTown),
        ({"source": " "}, refusals.NoSource),
    ],
)
def test_it_has_a_town_and_a_source(given: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        make_minimum(**given)
    assert not MinimumWage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["registrar", "auditor", "trainee"])
def test_nobody_else_enters_one(who: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(who)
    by: User = found.user if isinstance(found, Person) else found
    with pytest.raises(NotPermitted):
        actions.enter_minimum(
            towns="青石镇",
            unit="month",
            amount_fen=1,
            begins_on=NEW_YEAR,
            source="甲",
            by=by,
        )


@pytest.mark.django_db
def test_none_is_edited() -> None:
    make_minimum()
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE wages_minimumwage SET amount_fen = 1")
