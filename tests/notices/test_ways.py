"""By which ways somebody is told, and the mailbox they prove to be theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from school.journal.models import Entry
from school.lib import attempts
from school.lib.errors import NotPermitted
from school.notices import actions, tasks
from school.notices.actions.mailbox import code_of
from school.notices.groups import GROUPS, NOT_OF_CLASS, group_of
from school.notices.kinds import KEPT, KINDS, may_be_left
from school.notices.models import Mailbox, Preference
from school.notices.refusals import CodeExpired, NoMailbox, TooManyCodes, WrongCode
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.notices import (
    CONTEXTS,
    make_delivery,
    make_device,
    make_mailbox,
    make_notice,
)

WAYS, ADDRESS = reverse("notices:ways"), reverse("notices:address")
CONFIRM = reverse("notices:confirm")


def told(person: Person, **more: Any) -> list[str]:
    notice = actions.notify(
        person, kind="result_released", context={"cohort": "第1期"}, **more
    )
    return sorted(notice.deliveries.values_list("channel", flat=True))


def test_without_an_address_there_is_the_inbox_alone(trainee: Person) -> None:
    assert told(trainee) == []
    assert told(trainee, sms=True) == ["sms"]


def test_every_confirmed_way_is_used(trainee: Person) -> None:
    make_mailbox(trainee)
    make_device(trainee), make_device(trainee, "https://fcm.googleapis.com/2")
    assert told(trainee) == ["email", "push", "push"]


def test_an_address_nobody_confirmed_is_not_used(trainee: Person) -> None:
    make_mailbox(trainee, is_confirmed=False)
    assert told(trainee) == []


def test_the_page_shows_and_keeps_what_is_chosen(trainee: Person) -> None:
    make_mailbox(trainee)
    browser = signed_in(trainee)
    page = browser.get(WAYS)
    assert set(page.context["form"].fields) == {"sms", "email", "about", "language"}
    assert "li@example.org" not in page.text
    assert trainee.phone not in page.text
    assert (
        browser.post(WAYS, {"email": "on", "language": "en", "about": [*GROUPS]}).url
        == WAYS
    )
    wanted = dict(Preference.objects.values_list("channel", "is_on"))
    assert wanted == {"sms": False, "email": True, "push": True}
    assert told(trainee, sms=True) == ["email"]
    assert Entry.objects.filter(verb="notices.choose_ways").exists()


def test_only_the_person_chooses(trainee: Person, classmate: Person) -> None:
    by = classmate.user
    for verb in (
        lambda: actions.choose_ways(trainee, channels=[], by=by),
        lambda: actions.give_address(trainee, address="x@example.org", by=by),
        lambda: actions.confirm_address(trainee, code="1", by=by),
        lambda: actions.forget_address(trainee, by=by),
    ):
        with pytest.raises(NotPermitted):
            verb()


def test_an_address_is_given_and_proved(
    trainee: Person, queued: list, settings: Any
) -> None:
    browser = signed_in(trainee)
    assert browser.post(ADDRESS, {"address": "li@example.org"}).url == CONFIRM
    mailbox = trainee.mailbox
    assert queued == [(tasks.send_code, mailbox.pk)]
    tasks.send_code(mailbox.pk)
    letter = mail.outbox[0]
    assert letter.to == ["li@example.org"]
    assert code_of(mailbox) in letter.body
    assert told(trainee) == []
    assert browser.post(CONFIRM, {"code": f" {code_of(mailbox)} "}).url == WAYS
    assert told(trainee) == ["email"]
    # The task runs late once more.
    tasks.send_code(mailbox.pk)
    assert len(mail.outbox) == 1


def test_a_wrong_code_and_the_sixth_try_are_refused(trainee: Person) -> None:
    mailbox = make_mailbox(trainee, is_confirmed=False)
    wrong = "000000" if code_of(mailbox) != "000000" else "000001"
    for _try in range(5):
        with pytest.raises(WrongCode):
            actions.confirm_address(trainee, code=wrong, by=trainee.user)
    with pytest.raises(CodeExpired):
        actions.confirm_address(trainee, code=code_of(mailbox), by=trainee.user)


def test_a_code_is_good_for_half_an_hour(trainee: Person) -> None:
    past = timezone.now() - timedelta(minutes=31)
    mailbox = make_mailbox(trainee, is_confirmed=False, asked_at=past)
    with pytest.raises(CodeExpired):
        actions.confirm_address(trainee, code=code_of(mailbox), by=trainee.user)


def test_a_new_address_has_another_code(trainee: Person, queued: list) -> None:
    old = code_of(make_mailbox(trainee, is_confirmed=False))
    new = actions.give_address(trainee, address="neu@example.org", by=trainee.user)
    assert code_of(new) != old
    assert code_of(Mailbox.objects.get()) == code_of(new)


def test_a_code_proves_no_address_given_while_it_was_read(
    trainee: Person, queued: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = actions.give_address(trainee, address="a@b.example", by=trainee.user)
    code, counted = code_of(mailbox), attempts.take

    def take(*who: str, **limits: int) -> bool:
        monkeypatch.undo()
        actions.give_address(trainee, address="c@d.example", by=trainee.user)
        return counted(*who, **limits)

    monkeypatch.setattr(attempts, "take", take)
    with pytest.raises(CodeExpired):
        actions.confirm_address(trainee, code=code, by=trainee.user)
    mailbox.refresh_from_db()
    assert (mailbox.address, mailbox.confirmed_at) == ("c@d.example", None)


def test_nobodys_mailbox_is_filled(trainee: Person, queued: list) -> None:
    for _time in range(6):
        actions.give_address(trainee, address="li@example.org", by=trainee.user)
    with pytest.raises(TooManyCodes):
        actions.give_address(trainee, address="li@example.org", by=trainee.user)
    again = reverse("notices:send_again")
    assert signed_in(trainee).post(again).url == CONFIRM
    assert len(queued) == 6


def test_an_address_is_taken_back(trainee: Person) -> None:
    make_mailbox(trainee)
    browser = signed_in(trainee)
    assert browser.post(reverse("notices:forget")).url == WAYS
    assert not Mailbox.objects.exists()
    assert Entry.objects.get(verb="notices.forget_address").object_label == (
        "l***@example.org"
    )
    with pytest.raises(NoMailbox):
        actions.forget_address(trainee, by=trainee.user)
    with pytest.raises(NoMailbox):
        actions.confirm_address(trainee, code="1", by=trainee.user)
    assert browser.post(reverse("notices:send_again")).url == ADDRESS


def test_the_demonstration_shows_the_code_that_no_mail_carries(
    trainee: Person, settings: Any, queued: list
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    browser = signed_in(trainee)
    page = browser.post(ADDRESS, {"address": "li@example.org"}, follow=True)
    assert code_of(Mailbox.objects.get()) in page.text
    settings.DEMONSTRATION = False
    page = browser.post(reverse("notices:send_again"), follow=True)
    assert code_of(Mailbox.objects.get()) not in page.text


def test_a_school_without_mail_server_asks_for_no_address(
    trainee: Person, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.DEMONSTRATION = settings.DEBUG = False
    browser = signed_in(trainee)
    assert ADDRESS not in browser.get(WAYS).text
    assert browser.get(ADDRESS).status_code == 404


def test_me_leads_there(trainee: Person) -> None:
    assert WAYS in signed_in(trainee).get(reverse("portal:me")).text


def test_what_is_about_points_can_stay_in_the_inbox(trainee: Person) -> None:
    make_mailbox(trainee)
    browser = signed_in(trainee)
    typed = {"sms": "on", "email": "on", "language": "zh-hans", "about": ["class"]}
    assert browser.post(WAYS, typed).url == WAYS
    assert set(trainee.muted.values_list("group", flat=True)) == {
        "points",
        "results",
        "work",
    }
    assert told(trainee) == []
    boxes = browser.get(WAYS).context["form"]
    assert boxes["about"].initial == ["class"]
    assert browser.post(WAYS, {**typed, "about": ["results"]}).url == WAYS
    assert told(trainee) == ["email"]


def test_what_nobody_can_do_without_is_told_all_the_same(trainee: Person) -> None:
    make_mailbox(trainee)
    everything = set(GROUPS)
    actions.choose_ways(
        trainee, channels=["sms", "email"], muted=everything, by=trainee.user
    )
    for kind, context in CONTEXTS.items():
        notice = actions.notify(trainee, kind=kind, context=context, sms=True)
        ways = sorted(notice.deliveries.values_list("channel", flat=True))
        assert ways == ([] if may_be_left(kind) else ["email", "sms"])
    assert not may_be_left("certificate_changed")
    assert not may_be_left("session_changed")
    assert may_be_left("points_awarded")


def test_who_mutes_a_group_gets_nothing_of_it_that_still_waits(
    trainee: Person,
) -> None:
    make_mailbox(trainee)
    delivery = make_delivery(notice=make_notice(trainee), channel="email")
    actions.choose_ways(trainee, channels=["email"], muted=["results"], by=trainee.user)
    actions.deliver(delivery, at=timezone.localtime().replace(hour=12))
    assert delivery.status == "dropped"


def test_every_group_is_of_some_kind() -> None:
    assert {group_of(kind) for kind in KINDS} == set(GROUPS)
    assert set(NOT_OF_CLASS) | KEPT <= set(KINDS)
