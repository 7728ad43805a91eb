"""However long a person's story is, a page of it costs the same."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from school.journal.models import Entry
from school.notices.models import Delivery
from school.people.models import Person, User
from school.people.roles import Role
from school.portal.story.timeline import A_PAGE
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.eligibility import make_hold
from tests.factories.enrollment import make_enrollment
from tests.factories.notices import make_delivery
from tests.factories.people import make_user
from tests.factories.wages import consent_to_wages, make_record
from tests.portal.stories import address, lines, note, walk

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other_without_a_gap(
    trainee: Person, registrar: User
) -> None:
    at = timezone.now()
    # Many at one moment, as a batch writes them.
    for number in range(2 * A_PAGE + 10):
        note(trainee, at=at - timedelta(minutes=number // 30))
    client, seen, before = signed_in(registrar), [], ""
    while True:
        page = client.get(address(trainee), {"before": before}).context["timeline"]
        seen += [line.entry.pk for _day, found in page.days for line in found]
        if page.earlier is None:
            break
        before = str(page.earlier)
    newest = Entry.objects.order_by("-at", "-pk").values_list("pk", flat=True)
    assert seen == list(newest)


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 40, "999999999"])
def test_an_address_typed_over_begins_at_the_newest(
    trainee: Person, registrar: User, before: str
) -> None:
    entry = note(trainee)
    found = lines(trainee, registrar, before=before)
    assert [line.entry.pk for line in found] == [entry.pk]
    answer = signed_in(registrar).get(address(trainee), {"about": "x"})
    assert answer.status_code == 200


def test_more_of_everything_costs_no_more(trainee: Person, superuser: User) -> None:
    reader, costs = User.objects.get(pk=superuser.pk), []
    client = signed_in(reader)
    registrar = make_user(role=Role.REGISTRAR)
    consent_to_wages(trainee)
    walk(trainee, registrar)
    for more in (1, 4):
        for _turn in range(more):
            place = make_enrollment(make_cohort(), trainee)
            note(trainee, "certificates.print", on=make_certified(place))
            note(trainee, "wages.record", on=make_record(trainee))
            make_delivery(trainee, status=Delivery.Status.FAILED)
            make_hold(trainee)
        client.get(address(trainee))
        with asked() as queries:
            client.get(address(trainee))
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] < 75


def test_the_journal_is_not_read_through(trainee: Person, registrar: User) -> None:
    """It holds millions of rows: each kind of her things goes by the index."""
    walk(trainee, registrar)
    told: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, *args: Any) -> Any:
        told.append((sql, params))
        return execute(sql, params, *args)

    with connection.execute_wrapper(keep):
        lines(trainee, registrar)
    asked_of_it = [one for one in told if 'FROM "journal_entry"' in one[0]]
    assert len(asked_of_it) == 1
    plan = explained(*asked_of_it[0])
    assert plan.count("journal_ent_object") >= 4
    assert "SCAN journal_entry" not in plan
    assert "Seq Scan on journal_entry" not in plan


def explained(sql: str, params: Any) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows as a test has would be read through.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", params)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
