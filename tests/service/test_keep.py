"""Events are kept once, tell nothing of the household, and lead to what follows from them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.actions import reverse
from school.points.models import Case, Posting
from school.points.shop.api import worker_key
from school.service import actions, signals
from school.service.models import Matter, ServiceEvent
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_matter, make_service_rules, told

pytestmark = pytest.mark.django_db


def answers(*events: Any) -> list[tuple[str, str]]:
    return [(one.status, one.code) for one in actions.keep(events, by=SYSTEM)]


def withdrawal(of: str, number: str = "W1", **extra: Any) -> Any:
    words = {"kind": "withdrawn", "order": "", "withdraws": of}
    return told(number, **{**words, **extra})


def test_a_good_review_gives_points_once_an_order(trainee: Person) -> None:
    make_service_rules()
    keep_one(trainee, 1)
    keep_one(trainee, 2, order="DD-1")
    keep_one(trainee, 3, stars=4)
    keep_one(trainee, 4, kind="repeat_order", order="DD-1")
    assert deltas(trainee) == [2, 3]
    assert JournalEntry.objects.filter(verb="service.keep").count() == 4


def test_points_count_in_the_month_of_the_order(trainee: Person) -> None:
    make_service_rules()
    last_month = timezone.now().replace(day=1) - timedelta(days=2)
    for number in range(11):
        keep_one(trainee, number, occurred_at=last_month)
    keep_one(trainee, "now")
    assert sum(deltas(trainee)) == 22
    assert Posting.objects.filter(is_capped=True).count() == 1


def test_without_rules_events_are_kept_all_the_same(trainee: Person) -> None:
    keep_one(trainee)
    assert deltas(trainee) == []


def test_sent_again_it_is_known(trainee: Person) -> None:
    make_service_rules()
    one = told(worker=trainee.phone, text=" 很好 ")
    assert answers(one, one) == [("kept", ""), ("known", "")]
    again = told(
        worker=f"+86 {trainee.phone}", text="很好", occurred_at=one.occurred_at
    )
    assert answers(again) == [("known", "")]
    assert ServiceEvent.objects.count() == 1
    assert deltas(trainee) == [2]


@pytest.mark.parametrize(
    "other", [{"stars": 4}, {"text": "不好"}, {"order": "DD-9"}, {"kind": "late"}]
)
def test_the_same_number_with_other_content_is_refused(
    trainee: Person, other: dict[str, Any]
) -> None:
    one = keep_one(trainee)
    changed = {"worker": trainee.phone, "occurred_at": one.occurred_at, **other}
    assert answers(told(**changed)) == [("refused", "other_content")]


def test_the_same_number_of_another_worker_is_refused(
    trainee: Person, classmate: Person
) -> None:
    one = keep_one(trainee)
    changed = told(worker=classmate.phone, occurred_at=one.occurred_at)
    assert answers(changed) == [("refused", "other_content")]


def test_another_platform_may_use_the_same_number(trainee: Person) -> None:
    keep_one(trainee)
    other = told(worker=trainee.phone, platform="dada", order="DD-9")
    assert answers(other) == [("kept", "")]


def test_who_is_not_on_file_leaves_nothing_behind(trainee: Person) -> None:
    found = answers(
        told(1, worker="13999999999"), told(2, worker=""), told(3, worker=trainee.phone)
    )
    assert found == [("refused", "unknown_worker")] * 2 + [("kept", "")]
    assert ServiceEvent.objects.count() == 1
    said = JournalEntry.objects.values_list("data", "object_label", "reason")
    assert not [row for row in said if "13999999999" in str(row)]


def test_a_worker_goes_by_the_key_of_the_priority_api(
    trainee: Person, settings: Any
) -> None:
    settings.ORDER_PLATFORM_TOKEN = "token"
    [answer] = actions.keep([told(worker=worker_key(trainee.phone))], by=SYSTEM)
    assert answer.status == "kept"
    assert ServiceEvent.objects.get().person == trainee
    assert answers(told(2, worker="0" * 64)) == [("refused", "unknown_worker")]


def test_bad_words_wait_for_a_person(trainee: Person) -> None:
    make_service_rules()
    matter = make_matter(trainee)
    assert (matter.status, Case.objects.count()) == (Matter.Status.WAITING, 0)
    assert accounts_of(trainee).score == 100


def test_what_is_withdrawn_gives_its_points_back(trainee: Person) -> None:
    make_service_rules()
    event = keep_one(trainee)
    assert answers(withdrawal("PJ-1")) == [("kept", "")]
    assert deltas(trainee) == [2, -2]
    event.refresh_from_db()
    assert not event.is_standing
    assert not ServiceEvent.objects.standing().exists()
    assert answers(withdrawal("PJ-1")) == [("known", "")]
    assert deltas(trainee) == [2, -2]


def test_another_good_review_of_the_order_keeps_its_points(trainee: Person) -> None:
    make_service_rules()
    keep_one(trainee, 1)
    keep_one(trainee, 2, order="DD-1")
    answers(withdrawal("PJ-1"))
    assert deltas(trainee) == [2]
    answers(withdrawal("PJ-2", "W2"))
    assert deltas(trainee) == [2, -2]


def test_a_corrected_review_has_its_points_again(trainee: Person) -> None:
    make_service_rules()
    for number in (1, 2, 3):
        keep_one(trainee, number, order="DD-1")
        keep_one(trainee, f"{number}b", order="DD-1")
        answers(withdrawal(f"PJ-{number}", f"W{number}"))
        assert deltas(trainee) == [2, -2] * (number - 1) + [2]
        answers(withdrawal(f"PJ-{number}b", f"W{number}b"))
        assert deltas(trainee) == [2, -2] * number


def test_an_order_with_a_mark_in_its_number_is_its_own(trainee: Person) -> None:
    make_service_rules()
    keep_one(trainee, 1)
    answers(withdrawal("PJ-1"))
    keep_one(trainee, 2, order="DD-1#2")
    keep_one(trainee, 3, order="DD-1")
    assert deltas(trainee) == [2, -2, 2, 2]


def test_what_a_person_took_back_stays_gone(
    trainee: Person, points_officer: User
) -> None:
    make_service_rules()
    keep_one(trainee, 1)
    reverse(Posting.objects.get(), by=points_officer, reason="刷单")
    answers(withdrawal("PJ-1"))
    keep_one(trainee, 2, order="DD-1")
    assert deltas(trainee) == [2, -2]


def test_good_words_of_another_do_not_keep_her_points(
    trainee: Person, classmate: Person
) -> None:
    make_service_rules()
    keep_one(trainee, 1)
    keep_one(classmate, 2, order="DD-1")
    answers(withdrawal("PJ-1"))
    assert (deltas(trainee), deltas(classmate)) == ([2, -2], [2])


def test_a_withdrawn_complaint_waits_no_longer(trainee: Person) -> None:
    matter = make_matter(trainee)
    answers(withdrawal(matter.event.external_id))
    matter.refresh_from_db()
    assert matter.status == Matter.Status.WITHDRAWN


def test_told_and_withdrawn_in_one_breath(trainee: Person) -> None:
    make_service_rules()
    good = told(1, worker=trainee.phone)
    bad = told(2, worker=trainee.phone, kind="late")
    found = answers(withdrawal("PJ-1"), withdrawal("PJ-2", "W2"), good, bad)
    assert found == [("kept", "")] * 4
    assert deltas(trainee) == []
    assert Matter.objects.get().status == Matter.Status.WITHDRAWN


def test_what_cannot_be_withdrawn(trainee: Person) -> None:
    keep_one(trainee)
    answers(withdrawal("PJ-1"))
    assert answers(withdrawal("PJ-9", "W2")) == [("refused", "withdraws_unknown")]
    assert answers(withdrawal("PJ-1", "W3")) == [("refused", "withdrawn_already")]
    assert answers(withdrawal("PJ-W1", "W4")) == [("refused", "withdraws_unknown")]
    assert answers(withdrawal("PJ-7", "W1")) == [("refused", "other_content")]


def test_one_that_is_refused_keeps_no_other_back(trainee: Person) -> None:
    good = told(1, worker=trainee.phone)
    assert answers(told(2, stars=9), good) == [("refused", "bad_stars"), ("kept", "")]


def test_the_apps_above_hear_of_a_batch(trainee: Person) -> None:
    heard: list[Any] = []

    def hear(events: Any, **_signal: Any) -> None:
        heard.extend(events)

    signals.kept.connect(hear)
    try:
        keep_one(trainee)
    finally:
        signals.kept.disconnect(hear)
    assert [event.person for event in heard] == [trainee]


def test_the_database_keeps_events_as_they_are(trainee: Person) -> None:
    event = keep_one(trainee)
    for change in (
        lambda: ServiceEvent.objects.filter(pk=event.pk).update(stars=1),
        lambda: ServiceEvent.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_two_who_send_the_same_at_once(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = told(worker=trainee.phone)
    real = actions.keeping._opened
    calls: list[int] = []

    def late(events: Any) -> Any:
        """The first time the other's has not been seen."""
        calls.append(1)
        found = real(events)
        if len(calls) == 1:
            found.events.clear()
        return found

    actions.keep([one], by=SYSTEM)
    monkeypatch.setattr(actions.keeping, "_opened", late)
    assert [answer.status for answer in actions.keep([one], by=SYSTEM)] == ["known"]
    with pytest.raises(IntegrityError), transaction.atomic():
        calls.clear()
        monkeypatch.setattr(actions.keeping, "_opened", lambda e: _forgetful(real(e)))
        actions.keep([one], by=SYSTEM)


def _forgetful(batch: Any) -> Any:
    batch.events.clear()
    return batch


def test_who_may_not_take_events_in(trainee: Person, inspector: User) -> None:
    with pytest.raises(NotPermitted):
        actions.keep([told(worker=trainee.phone)], by=inspector)


def test_many_take_hardly_a_query_more(
    trainee: Person, django_assert_max_num_queries: Any
) -> None:
    make_service_rules()
    many = [told(number, worker=trainee.phone) for number in range(200)]
    with django_assert_max_num_queries(60):
        actions.keep(many, by=SYSTEM)
