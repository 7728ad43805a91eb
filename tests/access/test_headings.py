"""A page has one heading of its own, and below it no level is skipped.

Those of the access matrix are looked at there, as they are opened.
"""

import pytest
from django.db import transaction
from django.urls import reverse

from school.enrollment.models import Enrollment
from tests.access import world as worlds
from tests.cast import signed_in
from tests.factories.certificates import make_result
from tests.headings import faults

ACCOUNT = [
    "account_login",
    "account_password_login",
    "account_signup",
    "account_change_password",
    "account_set_password",
    "account_change_phone",
    "account_logout",
]

pytestmark = pytest.mark.django_db


def test_a_fault_is_seen() -> None:
    assert faults("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>") == []
    assert faults("<h2>a</h2>") == ["h1 0 times", "h2 after h0"]
    assert faults("<h1>a</h1><h3>b</h3><h1>c</h1>") == ["h1 2 times", "h3 after h1"]


@pytest.mark.parametrize("name", ACCOUNT)
def test_account_pages_are_headed_in_order(name: str, world: worlds.World) -> None:
    seen = [signed_in(who).get(reverse(name)) for who in (None, world.person)]
    shown = [answer for answer in seen if answer.status_code == 200]
    assert shown or name == "account_change_password"
    assert [
        faults(answer.content.decode())
        for answer in shown
        if faults(answer.content.decode())
    ] == []


@pytest.mark.parametrize("passed", [True, False])
def test_results_are_headed_in_order(passed: bool, world: worlds.World) -> None:
    enrollment = world.certificate.enrollment if passed else world.enrollment
    reader = world.browser("trainee")
    with transaction.atomic():
        if not passed:
            Enrollment.objects.filter(pk=enrollment.pk).update(status="not_completed")
            reason = {"code": "theory_missing", "data": {}}
            make_result(enrollment, has_passed=False, reasons=[reason])
        pages = [
            reader.get(reverse(name, args=[enrollment.code])).content.decode()
            for name in ("assessment:result", "enrollment:detail")
        ]
        transaction.set_rollback(True)
    assert ['class="reason"' in page for page in pages] == [not passed] * 2
    assert [faults(page) for page in pages] == [[], []]


def test_a_missing_page_is_headed_in_order(world: worlds.World) -> None:
    assert faults(signed_in(None).get("/no/such/page/").content.decode()) == []
