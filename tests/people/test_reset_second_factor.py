"""A colleague whose phone is lost begins again, and hears who let her."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.actions import reset_second_factor
from school.people.models import User
from tests.cast import signed_in
from tests.factories.second_factor import make_app, make_passkey, make_recovery_codes
from tests.refused import refused

LIST = reverse("people_desk:second_factors")


def address(user: User) -> str:
    return reverse("people_desk:reset_second_factor", args=[user.pk])


def test_the_registrar_resets_it_with_a_reason_and_she_is_told(
    registrar: User, instructor: User, outbox: list
) -> None:
    for make in (make_app, make_passkey, make_recovery_codes):
        make(instructor)
    other = make_passkey(registrar)
    browser = signed_in(registrar)
    assert address(instructor) in browser.get(LIST).text
    assert browser.get(address(instructor)).status_code == 200
    assert browser.post(address(instructor), {"reason": " "}).status_code == 200
    assert Authenticator.objects.filter(user=instructor).count() == 3
    done = browser.post(address(instructor), {"reason": "手机丢在公交车上"})
    assert done.url == LIST
    assert list(Authenticator.objects.all()) == [other]
    entry = Entry.objects.get(verb="people.reset_second_factor")
    assert entry.reason == "手机丢在公交车上"
    assert entry.actor_id == str(registrar.pk)
    assert entry.object_id == str(instructor.pk)
    told = Notice.objects.get(kind="second_factor_reset")
    assert told.person.user == instructor
    assert told.context["name"] == "吴教务"
    assert address(instructor) not in browser.get(LIST).text


def test_nobody_resets_her_own_and_a_registrar_no_administrators(
    registrar: User, superuser: User, instructor: User, auditor: User
) -> None:
    for user in (registrar, superuser, instructor):
        make_app(user)
    refused_to = [
        (registrar, registrar),
        (superuser, superuser),
        (superuser, registrar),
        (instructor, auditor),
        (instructor, SYSTEM),
    ]
    for user, by in refused_to:
        with pytest.raises(NotPermitted):
            reset_second_factor(user, reason="丢了", by=by)
    assert Authenticator.objects.count() == 3
    assert signed_in(registrar).get(address(superuser)).status_code in {302, 403}
    reset_second_factor(registrar, reason="丢了", by=superuser)
    assert Authenticator.objects.count() == 2


def test_a_reset_takes_a_reason_and_something_to_reset(
    registrar: User, instructor: User
) -> None:
    with refused("no_second_factor"):
        reset_second_factor(instructor, reason="丢了", by=registrar)
    make_app(instructor)
    with refused("reason_for_reset"):
        reset_second_factor(instructor, reason="  ", by=registrar)
