"""What matters most, and that each view that does it asks once more who is there."""

import inspect
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from school.certificates import actions as certificates
from school.certificates.approval import actions as approval
from school.certificates.papers import actions as papers
from school.certificates.renewal import actions as renewal
from school.outcomes.dossier import actions as dossiers
from school.people import actions as people
from school.people.models import CompanyContact, User
from school.points.schemes import actions as schemes
from school.privacy import actions as privacy
from school.privacy.emergency import actions as emergency
from school.privacy.erasure import actions as erasing
from school.ui.bulk import BulkVerb
from school.ui.exports import WordedExport
from school.ui.step_up import StepUp
from tests.cast import signed_in
from tests.factories.people import make_company

AGAIN = "/account/reauthenticate/code/"

VERBS = {
    certificates.issue,
    certificates.reissue,
    certificates.suspend,
    certificates.reinstate,
    certificates.revoke,
    approval.ask_to_issue,
    approval.ask_to_reissue,
    approval.ask_to_revoke,
    approval.revoke_or_ask,
    approval.confirm_request,
    renewal.renew,
    # Files with people in them
    papers.hand_out,
    dossiers.ask,
    dossiers.hand_out,
    privacy.ask_for_export,
    privacy.take_export,
    # The end of somebody's data
    erasing.ask_for_erasure,
    erasing.erase,
    # What is masked, seen whole
    emergency.open_in_emergency,
    # What the points are given by
    schemes.draft_scheme,
    schemes.write_rule,
    schemes.write_reward,
    schemes.write_tiers,
    schemes.propose_scheme,
    schemes.withdraw_scheme,
    schemes.approve_scheme,
    schemes.refuse_scheme,
    schemes.drop_scheme,
    # Who may what
    people.record_account,
    people.reset_second_factor,
    # Who reads a company's workers
    people.name_contact,
    people.dismiss_contact,
}
# What does it by no verb that could be seen from the view.
BESIDES = {
    "attendance:roster_pdf",
    "attendance:roster_xlsx",
    "attendance:summary_pdf",
    "attendance:summary_xlsx",
    "portal_desk:cockpit_xlsx",
    "privacy_desk:emergency_shown",
    "wagtailusers_users:add",
    "wagtailusers_users:edit",
    "wagtailusers_groups:add",
    "wagtailusers_groups:edit",
    # Whose the account is
    "account_change_phone",
    "account_set_password",
    "usersessions_list",
}
# Read by everybody, and asking before something is done on it.
SHOWN = {"usersessions_list"}
ASKING = BESIDES | {
    "certificates_desk:issue",
    "certificates_desk:reissue",
    "certificates_desk:suspend",
    "certificates_desk:reinstate",
    "certificates_desk:revoke",
    "certificates_desk:confirm_request",
    "certificates_desk:renew",
    "certificates_desk:class_files",
    "certificates_desk:batch_files",
    "outcomes_desk:dossiers",
    "outcomes_desk:dossier_file",
    "privacy:ask",
    "privacy:ask_erasure",
    "privacy:file",
    "privacy_desk:person",
    "privacy_desk:erasure",
    "privacy_desk:open_emergency",
    "points_desk:draft_scheme",
    "points_desk:write_rule",
    "points_desk:write_reward",
    "points_desk:write_tiers",
    "points_desk:propose_scheme",
    "points_desk:withdraw_scheme",
    "points_desk:approve_scheme",
    "points_desk:refuse_scheme",
    "points_desk:drop_scheme",
    "people_desk:reset_second_factor",
    "companycontact:add",
    "companycontact:delete",
}


def patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(
        found: Any, spaces: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, URLPattern]]:
        for one in found.url_patterns:
            if isinstance(one, URLResolver):
                inner = (*spaces, one.namespace) if one.namespace else spaces
                yield from walk(one, inner)
            else:
                yield ":".join((*spaces, str(one.name))), one

    return walk(get_resolver())


def urls() -> Iterator[tuple[str, Any]]:
    return ((name, one.callback) for name, one in patterns())


def view_of(callback: Any) -> Any:
    """The function or the class, from under what Wagtail and Django wrap round it."""
    bare = inspect.unwrap(callback)
    return getattr(callback, "view_class", getattr(bare, "view_class", bare))


def is_asking(callback: Any) -> bool:
    view = view_of(callback)
    if isinstance(view, type):
        return issubclass(view, StepUp) and not issubclass(view, WordedExport)
    while callback is not None:
        if getattr(callback, "asks_again", False):
            return True
        callback = getattr(callback, "__wrapped__", None)
    return False


def verbs_in(view: Any, seen: set[Any]) -> Iterator[Any]:
    """The verbs that a function or class names, itself or through its own module."""
    if isinstance(view, type):
        for one in vars(view).values():
            yield from _named(inspect.unwrap(one), view.__module__, seen)
    else:
        yield from _named(inspect.unwrap(view), getattr(view, "__module__", ""), seen)


def _named(found: Any, module: str, seen: set[Any]) -> Iterator[Any]:
    if not isinstance(found, FunctionType) or found in seen:
        return
    seen.add(found)
    names = set(_names(found.__code__))
    for name in names & found.__globals__.keys():
        what = found.__globals__[name]
        if isinstance(what, ModuleType):
            yield from (
                verb for verb in VERBS if getattr(what, verb.__name__, None) is verb
                and verb.__name__ in names
            )  # fmt: skip
        elif isinstance(what, dict):
            yield from (one for one in what.values() if _is_verb(one))
        elif _is_verb(what):
            yield what
        elif getattr(what, "__module__", None) == module:
            yield from verbs_in(what, seen)


def _is_verb(what: Any) -> bool:
    return isinstance(what, FunctionType) and what in VERBS


def _names(code: Any) -> Iterator[str]:
    yield from code.co_names
    for one in code.co_consts:
        if inspect.iscode(one):
            yield from _names(one)


def test_each_view_that_does_what_matters_asks() -> None:
    silent = {
        name
        for name, callback in urls()
        if not is_asking(callback) and set(verbs_in(view_of(callback), set()))
    }
    assert not silent, f"@step_up (school.ui.step_up) is wanting on {silent}"


def test_the_list_of_those_that_ask_is_whole() -> None:
    assert {name for name, callback in urls() if is_asking(callback)} == ASKING


def test_each_verb_is_done_by_a_view_that_asks_or_for_many_at_once() -> None:
    done = {
        verb
        for name, callback in urls()
        if name in ASKING
        for verb in verbs_in(view_of(callback), set())
    }
    # Done in the form of an account; asked for by `revoke_or_ask`.
    assert done == VERBS - {
        people.record_account,
        approval.ask_to_revoke,
        certificates.revoke,
    }


def test_each_verb_for_many_that_matters_asks() -> None:
    bulk_action_registry.get_bulk_actions_for_model("certificates", "certificate")
    found = {
        action
        for kinds in bulk_action_registry.actions.values()
        for actions in kinds.values()
        for action in actions.values()
        if issubclass(action, BulkVerb)
    }
    asking = {one for one in found if one.asks_again}
    assert {one for one in found if vars(one).get("verb") in VERBS} == asking
    assert {one.action_type for one in asking} == {"suspend", "reinstate", "revoke"}


def test_a_class_of_a_list_asks_before_it_goes_out_as_a_file() -> None:
    assert issubclass(WordedExport, StepUp)
    assert WordedExport.dispatch is StepUp.dispatch


def one_of(name: str, superuser: User) -> int:
    """What the address is about, where it is looked up before anything else."""
    if "companycontact" in name:
        contact = CompanyContact.objects.create(company=make_company(), user=superuser)
        return contact.pk
    return (
        Group.objects.values_list("pk", flat=True)[0]
        if "groups" in name
        else superuser.pk
    )


@pytest.mark.parametrize("name", sorted(ASKING))
def test_it_asks_whoever_logged_in_long_ago(name: str, superuser: User) -> None:
    pattern = dict(patterns())[name].pattern
    row = one_of(name, superuser)
    wanted = {one: row if one == "pk" else "a" for one in pattern.converters}
    address = reverse(name, kwargs=wanted)
    browser = signed_in(superuser, long_ago=True)
    sent = browser.post(address, {"reason": "因"})
    for answer in (sent,) if name in SHOWN else (sent, browser.get(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(AGAIN), answer["Location"]
    assert signed_in(None).get(address)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("action", ["suspend", "reinstate", "revoke"])
def test_for_many_it_asks_too(action: str, superuser: User) -> None:
    values = ["certificates", "certificate", action]
    address = reverse("wagtail_bulk_action", args=values)
    browser = signed_in(superuser, long_ago=True)
    assert browser.get(f"{address}?id=1")["Location"].startswith(AGAIN)
