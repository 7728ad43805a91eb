import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.people.models import Person, User
from tests.cast import signed_in

JOURNAL = reverse("journal:index")


@pytest.fixture
def entries(trainee: Person, registrar: User) -> list[Entry]:
    now = timezone.now()
    return [
        journal.record(by=SYSTEM, verb="people.set_town", on=trainee, at=now),
        journal.record(
            by=registrar,
            verb="people.record_identity",
            on=trainee,
            reason="身份证上是华",
            at=now - timedelta(days=10),
        ),
    ]


def test_auditor_registrar_and_superuser_read_it(
    auditor: User, registrar: User, superuser: User, entries: list[Entry]
) -> None:
    for user in (auditor, registrar, superuser):
        browser = signed_in(user)
        assert browser.get(JOURNAL).status_code == 200
        address = reverse("journal:inspect", args=[entries[1].pk])
        assert "身份证上是华" in browser.get(address).text


def test_nobody_else_reads_it(
    editor: User, points_officer: User, trainee: Person, instructor: User
) -> None:
    for user in (editor, points_officer, trainee, instructor, None):
        assert signed_in(user).get(JOURNAL).status_code == 302


def test_nobody_writes_in_it_at_the_desk(superuser: User, entries: list[Entry]) -> None:
    browser = signed_in(superuser)
    number = Entry.objects.count()
    for name, row in (("add", []), ("edit", [1]), ("delete", [1])):
        address = reverse(f"journal:{name}", args=[entries[0].pk] if row else [])
        assert browser.post(address, {"verb": "x"}).status_code == 302
    assert Entry.objects.count() == number


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"verb": "people.set_town"}, [0]),
        ({"object_type": "people.person"}, [0, 1]),
        ({"q": "身份证"}, [1]),
        ({"q": "吴教务"}, [1]),
        ({"object_id": "nobody"}, []),
    ],
)
def test_it_can_be_filtered_and_searched(
    auditor: User, entries: list[Entry], asked: dict[str, str], found: list[int]
) -> None:
    page = signed_in(auditor).get(JOURNAL, asked)
    assert list(page.context["object_list"]) == [entries[number] for number in found]


def test_it_can_be_filtered_by_date(auditor: User, entries: list[Entry]) -> None:
    since = timezone.localdate() - timedelta(days=2)
    page = signed_in(auditor).get(JOURNAL, {"at_from": since.isoformat()})
    assert list(page.context["object_list"]) == [entries[0]]


def test_it_can_be_taken_along(auditor: User, entries: list[Entry]) -> None:
    browser = signed_in(auditor)
    answer = browser.get(JOURNAL, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 3
    assert "身份证上是华" in rows[2]
    assert browser.get(JOURNAL, {"export": "xlsx"}).status_code == 200


def test_reading_costs_the_same_however_long(
    auditor: User, trainee: Person, django_assert_max_num_queries: object
) -> None:
    browser, counts = signed_in(auditor), []
    browser.get(JOURNAL)
    for _time in (1, 2):
        for _each in range(10):
            journal.record(by=SYSTEM, verb="people.set_town", on=trainee)
        with django_assert_max_num_queries(25) as queries:
            browser.get(JOURNAL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
