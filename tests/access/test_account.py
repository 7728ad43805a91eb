"""Every page of signing in, of the second step and of the sessions, for every role."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import world as worlds
from tests.access.rows import EVERYONE, OWNER, SIGNED_IN
from tests.access.test_matrix import answers, is_page, is_refusal
from tests.factories.second_factor import make_app, make_passkey, make_recovery_codes
from tests.headings import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]

NOBODY: frozenset[str] = frozenset()
# Who is not sent to the login page, nor told that there is nothing. Here the trainee
# alone has a passkey, an app and recovery codes; nobody has a password.
ACCOUNT: dict[str, frozenset[str]] = {
    # Leads to the page of the second step and the sessions.
    "account": EVERYONE,
    "account_change_password": SIGNED_IN,
    "account_change_phone": SIGNED_IN,
    "account_confirm_email": NOBODY,
    "account_confirm_login_code": SIGNED_IN,
    "account_email": NOBODY,
    "account_email_verification_sent": NOBODY,
    "account_inactive": EVERYONE,
    "account_login": EVERYONE,
    "account_logout": EVERYONE,
    "account_password_login": EVERYONE,
    # These four lead whoever has another way to that one.
    "account_reauthenticate": SIGNED_IN,
    "account_reauthenticate_by_code": SIGNED_IN,
    # Both lead to the login page.
    "account_request_login_code": NOBODY,
    "account_reset_password": NOBODY,
    "account_reset_password_done": NOBODY,
    "account_reset_password_from_key": NOBODY,
    "account_reset_password_from_key_done": NOBODY,
    "account_set_password": SIGNED_IN,
    "account_signup": EVERYONE,
    "account_verify_phone": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    # Between the two steps only; whoever is signed in goes home.
    "mfa_authenticate": SIGNED_IN,
    "mfa_deactivate_totp": OWNER,
    "mfa_download_recovery_codes": OWNER,
    "mfa_edit_webauthn": OWNER,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_login_webauthn": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": OWNER,
    "mfa_view_recovery_codes": OWNER,
    "usersessions_list": SIGNED_IN,
}
ARGUMENTS = {
    "account_confirm_email": ["nobodys"],
    "account_reset_password_from_key": ["1", "set-password"],
}
OF_A_PASSKEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}


def account_names() -> set[str]:
    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield str(pattern.name)

    at_account = [
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and str(one.pattern).startswith("account/")
    ]
    return set(walk(at_account))


def test_every_page_of_the_account_stands_in_the_table() -> None:
    assert set(ACCOUNT) == account_names()


@pytest.mark.parametrize("name", sorted(ACCOUNT))
def test_only_those_named_are_let_in(name: str, world: worlds.World) -> None:
    with transaction.atomic():
        owner = world.person.user
        passkey = make_passkey(owner)
        make_app(owner)
        make_recovery_codes(owner)
        values = [passkey.pk] if name in OF_A_PASSKEY else ARGUMENTS.get(name, [])
        url, found, headed_wrongly = reverse(name, args=values), set(), {}
        for role, answer in answers(world, url, None):
            if not is_refusal(answer):
                found.add(role)
            if is_page(answer) and name.startswith("mfa_"):
                headed_wrongly[role] = faults(answer.content.decode())
        transaction.set_rollback(True)
    assert found == ACCOUNT[name]
    assert not any(headed_wrongly.values()), headed_wrongly
