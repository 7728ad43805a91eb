"""The platform's words go when they are needed no longer; the event itself stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points.cases import actions as steps
from school.service import actions, tasks
from school.service.models import ServiceEvent
from tests.factories import cases
from tests.factories.service import keep_one, make_matter, make_service_rules, told

pytestmark = pytest.mark.django_db
MONTH, YEARS = timedelta(days=31), timedelta(days=731)


@pytest.fixture(autouse=True)
def rules() -> None:
    make_service_rules()
    cases.make_deduction("N05")


def texts() -> list[str]:
    return list(ServiceEvent.objects.order_by("pk").values_list("text", flat=True))


def forgotten(*, after: timedelta) -> int:
    return actions.forget_texts(by=SYSTEM, at=timezone.now() + after)


def test_after_two_years_the_words_go_and_the_event_stays(trainee: Person) -> None:
    event = keep_one(trainee, text="做事细心")
    keep_one(trainee, 2)
    assert (forgotten(after=MONTH), texts()) == (0, ["做事细心", ""])
    assert (forgotten(after=YEARS), forgotten(after=YEARS)) == (1, 0)
    assert texts() == ["", ""]
    event.refresh_from_db()
    assert (event.stars, event.text_gone_on is None) == (5, False)
    [entry] = JournalEntry.objects.filter(verb="service.forget_texts")
    assert entry.data == {"texts": 1}


def test_sooner_where_nothing_came_of_it(trainee: Person, inspector: User) -> None:
    matter = make_matter(trainee)
    actions.dismiss(matter, reason="无责", by=inspector)
    assert (forgotten(after=MONTH / 2), texts()) == (0, ["说话大声。"])
    assert (forgotten(after=MONTH), texts()) == (1, [""])


def test_what_waits_for_a_person_keeps_its_words(
    trainee: Person, inspector: User
) -> None:
    make_matter(trainee)
    opened = make_matter(trainee, 2)
    case = actions.open_case(opened, rule_code="N05", facts="大声。", by=inspector)
    assert (forgotten(after=YEARS), texts()) == (0, ["说话大声。"] * 2)
    steps.withdraw(case, words="记错了人。", by=inspector)
    assert (forgotten(after=MONTH), texts()) == (1, ["说话大声。", ""])


def test_what_the_platform_took_back_goes_soon(trainee: Person) -> None:
    make_matter(trainee)
    keep_one(
        trainee, "W", kind="withdrawn", withdraws="PJ-T1", order="", text="投诉有误"
    )
    assert (forgotten(after=MONTH), texts()) == (2, ["", ""])


def test_sent_again_it_is_known_all_the_same(trainee: Person) -> None:
    one = told(worker=trainee.phone, text="做事细心")
    actions.keep([one], by=SYSTEM)
    assert forgotten(after=YEARS) == 1
    [answer] = actions.keep([one], by=SYSTEM)
    assert answer.status == actions.KNOWN


def test_the_database_lets_words_be_emptied_and_nothing_else(trainee: Person) -> None:
    keep_one(trainee, text="做事细心")
    for change in ("text = '差'", "stars = 1", "text = '', stars = 1"):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE service_serviceevent SET {change}")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM service_serviceevent")
    assert texts() == ["做事细心"]


def test_only_the_clockwork(auditor: User) -> None:
    with pytest.raises(NotPermitted):
        actions.forget_texts(by=auditor)
    assert tasks.forget_texts() == 0
