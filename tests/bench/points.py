"""5,000 workers with a million lines of points, and with a tenth of them: what the bank book takes."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, reset_queries
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.lib.fields import public_code
from school.people.models import Person
from school.points.models import Entry, Posting
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure, side_by_side
from tests.cast import signed_in
from tests.factories.people import make_trainee
from tests.factories.points import make_monthly_rule, make_reward, make_tiers

WORKERS = 5000
# An award is four lines: so 20 lines each at first, and 200 in the end.
SMALL, LARGE = 5, 50
SIDES = (("score", 5), ("rated", -5), ("balance", 5), ("given", -5))
ROUNDS = 15


def points() -> Iterator[Figure]:
    found = measured()
    yield Figure(
        "points.balance_growth",
        found["large"] / found["small"],
        "",
        "how much the ledger grows",
        LARGE / SMALL,
        most=1.5,
    )


def measured() -> dict[str, float]:
    """The page of one worker, her ledger and everybody's grown tenfold in between."""
    with database_of_its_own():
        make_tiers()
        make_reward()
        rule = make_monthly_rule()
        reader = make_trainee()
        Person.objects.bulk_create(
            [Person(name="王秀英") for _number in range(WORKERS - 1)], batch_size=500
        )
        people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        client = signed_in(reader)
        give(people, rule.pk, range(SMALL))
        small = page_of(client)
        give(people, rule.pk, range(SMALL, LARGE))
        large = page_of(client)
        assert Entry.objects.count() == WORKERS * LARGE * len(SIDES)
    return {"small": small, "large": large}


def give(people: list[int], rule: int, turns: range) -> None:
    """Awards written as the verbs write them, everyone's in turn: two a month, the oldest first."""
    first = Posting.objects.count() + 1
    now = timezone.now()
    postings, entries = [], []
    for turn in turns:
        at = now - timedelta(days=15 * (LARGE - turn))
        for person in people:
            key = first + len(postings)
            postings.append(
                (key, public_code(), "award", person, 5, rule, "T08", "desk")
                + (str(turn), False, "系统", "", at)
            )
            entries += [
                (key, person, account, delta, delta * (turn + 1))
                for account, delta in SIDES
            ]
    insert(
        Posting._meta.db_table,
        "id code kind person_id points rule_id rule_code source_type source_id "
        "is_capped actor_label reason at",
        postings,
    )
    insert(Entry._meta.db_table, "posting_id person_id account delta after", entries)


def insert(table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    names = columns.split()
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) "
            f"VALUES ({', '.join(['%s'] * len(names))})",
            rows,
        )


def page_of(client: Client) -> float:
    """Seconds, at the best of some rounds."""
    address = reverse("points:account")

    def read() -> None:
        reset_queries()
        assert client.get(address).status_code == 200

    return side_by_side(read, rounds=ROUNDS)[0]
