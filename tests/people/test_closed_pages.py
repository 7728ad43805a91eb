"""What of allauth the school has no use for is closed; what is left looks like the school."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.people.models import User
from tests.cast import signed_in
from tests.factories.people import make_user

CLOSED = [
    "/account/email/",
    "/account/confirm-email/",
    "/account/confirm-email/abc:def/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-set-password/",
    "/desk/password_reset/",
    "/desk/password_reset/done/",
]


@pytest.mark.parametrize("address", CLOSED)
def test_nothing_is_done_by_e_mail(stranger: User, address: str) -> None:
    for browser in (Client(), signed_in(stranger)):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"email": "a@b.cn"}).status_code == 404


def test_the_way_to_the_account_leads_to_its_safety(stranger: User) -> None:
    assert signed_in(stranger).get("/account/").url == reverse("mfa_index")


def test_a_closed_account_is_told_so_in_our_words(db: None) -> None:
    page = Client().get(reverse("account_inactive"))
    assert "教务" in page.text
    assert 'href="/static/ui/components.css"' in page.text


def test_too_many_tries_are_told_in_our_words(db: None, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "1/m/user"}
    cache.clear()
    user = make_user("13800001111")
    user.set_password("红豆-三月-清明")
    user.save(update_fields=["password"])
    browser = signed_in(user)
    for _ in range(2):
        answer = browser.post(reverse("account_reauthenticate"), {"password": "错"})
    assert answer.status_code == 429
    assert 'href="/static/ui/components.css"' in answer.text
