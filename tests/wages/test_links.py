"""A follow-up is answered by the link in its message, without signing in, once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices import doors, senders
from school.notices.models import Channel, Delivery, Notice
from school.people import actions as people
from school.people.models import ConsentText, Person
from school.wages import actions, tasks
from school.wages.actions.reminders import due_and_untold, tell_due
from school.wages.links import actions as links
from school.wages.links.refusals import LinkUsed
from school.wages.models import AnswerLink, FollowUp, WageRecord
from school.wages.rules import LINK_DAYS, REMIND_AFTER, Pay
from tests.bad_input import kept
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages, make_follow_up, make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(due: FollowUp) -> str:
    return make_link(due)


def page(key: str, query: str = "") -> str:
    return reverse("wages:by_link", args=[key]) + query


def text(key: str, query: str = "") -> str:
    return Client().get(page(key, query)).content.decode()


def test_four_taps_without_signing_in(due: FollowUp, key: str) -> None:
    client = Client()
    assert "您现在有工作吗" in text(key)
    assert "在哪里做" in text(key, "?work=yes")
    assert "工钱怎么算" in text(key, "?at=same")
    last = page(key, "?at=same&unit=month")
    done = client.post(last, {"pick": "6000", "basis": "net"}, follow=True)
    assert "答好了" in done.content.decode()
    due.refresh_from_db()
    assert (due.status, due.employment, due.workplace) == (
        "answered",
        "employed",
        "same",
    )
    assert due.record is not None
    assert due.record.amount_fen == 600_000


@pytest.mark.parametrize(
    ("said", "workplace"), [("employed", "other"), ("not_employed", "")]
)
def test_one_tap_without_pay(
    due: FollowUp, key: str, said: str, workplace: str
) -> None:
    Client().post(page(key), {"answer": said, "workplace": "other"})
    due.refresh_from_db()
    assert (due.employment, due.workplace, due.record) == (said, workplace, None)


def test_the_journal_says_that_it_was_the_link(due: FollowUp, key: str) -> None:
    Client().post(page(key), {"answer": "employed"})
    entry = Entry.objects.get(verb="wages.answer")
    assert entry.actor_type == "link"
    assert entry.get_actor_label_display() == "凭发给本人的链接"


def test_it_shows_nothing_of_the_person(due: FollowUp, key: str) -> None:
    person = due.enrollment.person
    actions.record_wage(
        person,
        pay=Pay(543_200, "month"),
        period=(timezone.localdate() - timedelta(days=40), timezone.localdate()),
        by=SYSTEM,
    )
    shown = "".join(
        text(key, query)
        for query in ("", "?work=yes", "?at=other", "?at=own&unit=month")
    )
    Client().post(page(key), {"answer": "employed"})
    shown += text(key)
    private = [person.name, person.phone, "5432", "5,432", due.enrollment.cohort.name]
    private += [due.code, due.enrollment.code, person.code]
    assert [one for one in private if one in shown] == []


def test_it_is_used_once(due: FollowUp, key: str) -> None:
    client = Client()
    client.post(page(key), {"answer": "not_employed"})
    client.post(page(key), {"answer": "employed"})
    due.refresh_from_db()
    assert due.employment == "not_employed"
    assert "用过了" in text(key)


def test_two_taps_at_once_are_one_answer(due: FollowUp, key: str) -> None:
    link, stale = links.find(key), links.find(key)
    links.answer_by_link(link, employment="employed")
    with pytest.raises(LinkUsed):
        links.answer_by_link(stale, employment="not_employed")
    assert FollowUp.objects.get().employment == "employed"


def test_looking_at_it_changes_nothing(due: FollowUp, key: str) -> None:
    with kept.changes() as changed:
        text(key)
        text(key, "?work=yes")
        for agent in ("WhatsApp/2.0", "DingTalk-LinkService", "Mozilla/5.0"):
            Client().get(page(key), headers={"user-agent": agent})
        Client().head(page(key))
    assert changed == []
    assert AnswerLink.objects.get().used_at is None


def test_a_preview_is_not_asked_anything(due: FollowUp, key: str) -> None:
    response = Client().get(page(key), headers={"user-agent": "WhatsApp/2.0"})
    assert "wages/links/preview.html" in [one.name for one in response.templates]


def test_run_out_it_says_so(due: FollowUp) -> None:
    past = timezone.now() - timedelta(days=LINK_DAYS, minutes=1)
    key = make_link(due, at=past)
    assert "过期" in text(key)
    Client().post(page(key), {"answer": "employed"})
    due.refresh_from_db()
    assert due.status == "scheduled"


def test_answered_elsewhere_it_says_so(due: FollowUp, key: str) -> None:
    actions.answer_follow_up(due, employment="employed", by=SYSTEM)
    assert "答过" in text(key)


def test_passed_by_a_later_question_it_says_so(due: FollowUp, key: str) -> None:
    make_follow_up(due.enrollment, months=6)
    assert "这一次就不用答了" in text(key)


def test_without_consent_it_asks_nothing(due: FollowUp, key: str) -> None:
    people.withdraw_consent(
        due.enrollment.person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    assert "不再问" in text(key)
    Client().post(page(key), {"answer": "employed"})
    due.refresh_from_db()
    assert due.status == "scheduled"
    assert not WageRecord.objects.exists()


def test_a_piece_of_the_link_opens_nothing(due: FollowUp, key: str) -> None:
    response = Client().get(page(key[:-1]))
    assert response.status_code == 404
    assert "不完整" in response.content.decode()


def test_trying_keys_is_stopped(due: FollowUp, key: str) -> None:
    for _try in range(60):
        Client().get(page("a" * 26))
    assert Client().get(page(key)).status_code == 429


def test_a_link_answers_no_other_question(due: FollowUp, classmate: Person) -> None:
    consent_to_wages(classmate)
    other = make_follow_up(make_enrollment(due.enrollment.cohort, classmate))
    holder = links.LinkHolder(to=due.code)
    with pytest.raises(NotPermitted):
        actions.answer_follow_up(other, employment="employed", by=holder)


def test_nothing_that_is_kept_holds_the_key(due: FollowUp, key: str) -> None:
    tables = connection.introspection.table_names()
    held = [table for table in tables if key in repr(kept.rows(table))]
    assert held == []


def test_the_sms_and_the_e_mail_have_the_link(
    due: FollowUp, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, Any]] = []
    monkeypatch.setattr(
        senders.gateway,
        "send",
        lambda phone, said, **more: sent.append((said, more["facts"])),
    )
    notice = Notice.objects.get()
    senders.hand_over(Delivery(notice=notice, channel=Channel.SMS))
    [(said, facts)] = sent
    assert doors.address(notice) in said
    assert facts["key"] == key
    assert senders.there(notice).endswith(page(key))
    # In the inbox one is signed in.
    assert notice.link == reverse("wages:follow_up", args=[due.code])


def told_on(due: FollowUp, days: int) -> int:
    """How many are told that many days after it fell due."""
    noon = timezone.now() + timedelta(days=days)
    at: datetime = noon
    found = due_and_untold(at=at).filter(pk=due.pk)
    return sum(tell_due(one, at=at) for one in found)


def test_it_is_told_three_times_and_no_more(due: FollowUp) -> None:
    told = [day for day in range(60) if told_on(due, day)]
    assert told == list(REMIND_AFTER)
    assert AnswerLink.objects.count() == len(REMIND_AFTER)


def test_after_a_standstill_days_lie_between_two_messages(due: FollowUp) -> None:
    told = [day for day in range(40, 80) if told_on(due, day)]
    assert told == [40, 47, 61]


def test_answered_it_is_told_no_more(due: FollowUp, key: str) -> None:
    Client().post(page(key), {"answer": "employed"})
    assert sum(told_on(due, day) for day in range(60)) == 0


def test_without_consent_it_is_told_no_more(due: FollowUp, key: str) -> None:
    people.withdraw_consent(
        due.enrollment.person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    assert sum(told_on(due, day) for day in range(60)) == 0
    assert tasks.tell_due_follow_ups() == 0


def test_the_demonstration_shows_the_link_to_the_desk(
    due: FollowUp, key: str, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    assert links.sample(due) == ""
    settings.DEMONSTRATION = True
    settings.SMS_BACKEND = "school.lib.sms.ConsoleBackend"
    assert links.sample(due).endswith(page(key))
