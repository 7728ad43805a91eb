"""No URL of ours takes what is typed without standing in the table of forms."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from tests.access.bulk_table import BULK
from tests.access.desk_table import CHANGE, SCREENS
from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import World
from tests.bad_input import hostile, kept
from tests.bad_input.table import FORMS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]

TYPED = {form.name for form in FORMS}
# Their bad input is a file, a number or a code: test_photos.py, test_sign_in.py,
# test_question_files.py, test_external_files.py, tests/certificates/test_verify_file.py,
# tests/points/cases/test_pages.py, tests/service/test_import.py.
FILES = {"attendance:send_scan", "people:set_photo", "questions_desk:exchange"}
FILES |= {"certificates:record_external", "certificates_desk:record_external"}
FILES |= {"certificates:verify_file", "points_desk:prove_case"}
FILES |= {"service_desk:uploads"}
# tests/wages/uploads/test_pages.py
FILES |= {"wages:uploads"}
# tests/points/deeds/test_pages.py.
FILES |= {"points_desk:prove_deed"}
# tests/wages/test_payslips.py.
FILES |= {"wages:hand_in_payslip"}
# tests/feedback/test_figures.py
FILES |= {"feedback_desk:import_figures"}
ACCOUNT_FORMS = {
    "account_change_password",
    "account_change_phone",
    "account_confirm_login_code",
    "account_login",
    "account_password_login",
    "account_reauthenticate",
    "account_reauthenticate_by_code",
    "account_set_password",
    "account_signup",
    "account_verify_phone",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_edit_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
# A press, a tap or a script: whoever uses the page types nothing.
BUTTONS = {
    "assessment:answers",
    "assessment:approve_question",
    "assessment:begin",
    "assessment:continue_here",
    "assessment:judge_sheet",
    "assessment:oral_begin",
    "assessment:oral_question",
    # Its files: tests/assessment/test_proof_pages.py.
    "assessment:pin_proof",
    "assessment:practise",
    "assessment:question",
    "assessment:remove_proof",
    "assessment:send_marks",
    "assessment:show_name",
    "assessment:start",
    "assessment:submit",
    "assessment:submit_judging",
    "assessment:withdraw_appeal",
    "assessment_desk:confirm_correction",
    "assessment_desk:open_practical",
    "assessment_desk:open_practicals",
    "assessment_desk:revise",
    "assessment_desk:submit",
    "attendance:contacted",
    "attendance:mark",
    "attendance:mark_all_left",
    "attendance:mark_all_present",
    "attendance:print_sheet",
    "attendance:read_frame",
    "attendance:sign",
    "attendance:take_scans",
    "certificates:batch_workbook",
    "certificates:close_showing",
    "certificates:open_showing",
    "certificates:release",
    # The preview of what is typed in designversion:add, beside it.
    "certificates_desk:try_design",
    "certificates_desk:confirm_request",
    "certificates_desk:print_again",
    "certificates_desk:withdraw_request",
    "cms:done",
    "cms:read",
    "cms:sync",
    "contest_desk:close",
    "contest_desk:open",
    "contest_desk:publish",
    "contest_desk:show_name",
    "contest_desk:start",
    "courses_desk:complete_costs",
    "courses_desk:discard",
    "courses_desk:publish",
    "courses_desk:remove",
    "courses_desk:relieve",
    "courses_desk:step",
    "enrollment:accept",
    "enrollment:decline",
    "enrollment:decline_invitation",
    "enrollment:defer",
    "enrollment:drop_shift",
    "enrollment:withdraw_invitation",
    "enrollment_desk:admit",
    "enrollment_desk:offer",
    "enrollment_desk:take_back",
    "feedback:practise",
    "feedback:read",
    "notices:read",
    "notices:read_all",
    "notices:forget",
    "notices:revoke",
    "notices:send_again",
    "notices_desk:revert",
    "people:give_consent",
    "people:withdraw_consent",
    "people_desk:work_as",
    "points:cancel_redemption",
    "privacy:ask",
    "privacy:ask_erasure",
    "privacy:withdraw_erasure",
    "points_desk:approve_redemption",
    "points_desk:approve_scheme",
    "points_desk:draft_scheme",
    "points_desk:withdraw_scheme",
    "points_desk:confirm_award",
    "points_desk:confirm_deed",
    "points_desk:withdraw_award",
    "points_desk:give_key",
    "points_desk:notify_case",
    "points_desk:open_absence",
    "portal:open_calendar",
    "portal:open_class_calendar",
    "portal:revoke_calendar",
    "portal:revoke_class_calendar",
    "questions_desk:file",
    # Signed by a program: tests/service/test_api.py.
    "api:events",
    "service_desk:drop_upload",
    "service_desk:take_upload",
    "standing:book",
    "ui:language",
    "ui:large_mode",
    "ui:data",
    "ui:theme",
    "wages:baseline_answer",
    "wages:withdraw_payslip",
    "wages:consent",
    "wages:drop_upload",
    "wages:follow_up_answer",
    "wages:owed_answer",
    "wages:take_upload",
    "wages:unobject",
    *(f"{name}:delete" for name, steps in CHANGE.items() if "delete" in steps),
}
ACCOUNT_BUTTONS = {
    "account_logout",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
    "usersessions_list",
}
# They show something, or lead elsewhere: e-mail is not asked for, a forgotten password
# is replaced after signing in with a code.
ACCOUNT_PAGES = {
    "account",
    "account_confirm_email",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_download_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
}
ROWS: dict[str, Row] = {**TABLE, **SCREENS}
OPENED = {name for name, row in ROWS.items() if row.may}
OTHERS = sorted(OPENED - TYPED - FILES - BUTTONS)
# What the buttons' pages send along, and scripts send alone.
CARRIED = [
    "action",
    "answer",
    "critical",
    "grant",
    "kind",
    "item",
    "language",
    "mark",
    "next",
    "note",
    "option",
    "points",
    "press",
    "rest",
    "seen",
    "show",
    "size",
    "sure",
    "theme",
    "uuid",
    "version",
    "go",
]


def browser_for(name: str, world: World) -> tuple[Client, str]:
    row = ROWS[name]
    role = next(one for one in world.people if one in row.may)
    cache.clear()
    return world.browser(role), reverse(name, args=row.values(world))


def taken(answer: HttpResponse) -> list[BaseForm]:
    """The forms of the page that hold what was sent."""
    held = [value for layer in answer.context or [] for value in _values(layer)]
    forms = [one for one in held if isinstance(one, BaseForm) and one.is_bound]
    return [form for form in forms if set(CARRIED) & set(form.data)]


def _values(layer: Any) -> list[Any]:
    return list(layer.flatten().values())


def test_every_button_and_form_is_a_url_of_ours() -> None:
    steps = {f"{name}:{step}" for name, steps in CHANGE.items() for step in steps}
    several = {"/".join(key) for key in BULK}
    assert several <= TYPED
    assert ROWS.keys() | steps | several >= TYPED | FILES | BUTTONS
    assert steps <= TYPED | BUTTONS
    assert not TYPED & BUTTONS


def test_whatever_is_only_posted_to_is_a_form_or_a_button() -> None:
    posted = {name for name, row in ROWS.items() if row.post}
    assert posted <= TYPED | BUTTONS


def test_every_page_of_the_account_is_sorted() -> None:
    account = next(
        p for p in get_resolver().url_patterns if str(p.pattern) == "account/"
    )
    sorted_ = ACCOUNT_FORMS | ACCOUNT_BUTTONS | ACCOUNT_PAGES
    names = {
        name
        for name in get_resolver().reverse_dict
        if isinstance(name, str)
        and str(get_resolver().reverse_dict.getlist(name)[0][0][0][0]).startswith(
            str(account.pattern)
        )
    }
    assert names == sorted_


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_that_is_no_form_takes_nothing(name: str, world: World) -> None:
    """If this fails, the URL takes what is typed: give it a row among the forms."""
    with transaction.atomic():
        browser, url = browser_for(name, world)
        with kept.changes() as changed:
            answer = browser.post(url, dict.fromkeys(CARRIED, "甲"))
        transaction.set_rollback(True)
    assert not changed
    assert not taken(answer)


@pytest.mark.parametrize("value", ["", hostile.NUL, hostile.LONG, "9" * 5000, "-1"])
@pytest.mark.parametrize("name", sorted(BUTTONS & ROWS.keys()))
def test_a_button_is_not_broken_by_what_is_sent_along(
    name: str, value: str, world: World
) -> None:
    with transaction.atomic():
        browser, url = browser_for(name, world)
        answer = browser.post(url, dict.fromkeys(CARRIED, value))
        transaction.set_rollback(True)
    assert answer.status_code < 500
