"""The rules for everybody, and the draft at the desk."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions as points
from school.points.cases import actions as case_actions
from school.points.models import Scheme
from school.points.schemes import actions
from school.points.schemes.trial import last_month, tried
from tests.cast import signed_in
from tests.factories.cases import make_answered, make_officer
from tests.factories.people import grant, make_trainee
from tests.factories.schemes import make_proposed, make_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_force() -> Scheme:
    return make_scheme(in_tables=True)


def text(url: str, client: Client) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_what_counts_and_what_comes(
    in_force: Scheme, points_officer: User, registrar: User, client: Client
) -> None:
    scheme = make_proposed(points_officer)
    coming = reverse("points:rules_version", args=["1.1"])
    page = text(reverse("points:rules"), client)
    assert "规则T08" in page
    assert "每月最多 20 分" in page
    for anchor in ("group-1", "tiers", "rewards"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert coming not in page
    assert client.get(coming).status_code == 404
    actions.approve_scheme(scheme, by=registrar)
    assert coming in text(reverse("points:rules"), client)
    page = text(coming, client)
    assert "+5 → +8" in page
    assert reverse("points:rules_version", args=["1.0"]) in page


def test_a_family_finds_the_rules_and_the_green_list_from_any_page(
    in_force: Scheme, client: Client
) -> None:
    page = text(reverse("courses:cohorts"), client)
    for name in ("points:rules", "standing:board"):
        assert f'href="{reverse(name)}"' in page


def test_the_rules_say_how_long_points_last_and_lead_a_worker_back(
    in_force: Scheme, client: Client, trainee: Person
) -> None:
    rules_url, back = reverse("points:rules"), f'href="{reverse("points:account")}"'
    shown = text(rules_url, client)
    assert "24 个月内可以花" in shown
    assert back not in shown
    assert back in text(rules_url, signed_in(trainee))


def test_the_list_says_why_no_next_version_can_be_drafted(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    there = reverse("points_desk:schemes")
    button = ">起草下一版<"
    assert button in text(there, client)
    scheme = make_proposed(points_officer)
    actions.approve_scheme(scheme, by=registrar)
    page = text(there, client)
    assert button not in page
    assert "才能起草下一版" in page


def test_before_the_first_version_the_page_says_so(client: Client) -> None:
    assert "规则正在商定" in text(reverse("points:rules"), client)


def test_last_month_is_worked_out_again_at_a_cost_that_does_not_grow(
    in_force: Scheme, points_officer: User
) -> None:
    month = last_month(timezone.localdate())
    at = _last_month()

    def one_more(number: int) -> None:
        person = make_trainee(f"学员{number}")
        for evening in range(4):
            points.award(
                person,
                rule_code="T08",
                source_type="session",
                source_id=f"{number}-{evening}",
                by=SYSTEM,
                at=at + timedelta(days=evening),
            )

    draft = actions.draft_scheme(by=points_officer)
    cap = {"period": "month", "max_abs_points": 80, "max_times": None}
    actions.write_rule(draft, "T08", {"delta": 20, "cap": cap}, by=points_officer)
    draft.refresh_from_db()
    one_more(1)
    with CaptureQueriesContext(connection) as few:
        trial = tried(draft, month=month)
    (line,) = trial.lines
    assert (line.times, line.then, line.now) == (4, 20, 80)
    (moved,) = trial.moved
    assert (moved.name, moved.score, moved.score_then) == ("学员1", 120, 180)
    for number in range(2, 6):
        one_more(number)
    with CaptureQueriesContext(connection) as many:
        assert tried(draft, month=month).moved_count == 5
    assert len(many) == len(few)


def test_names_are_shown_to_those_who_may_see_people(
    in_force: Scheme, points_officer: User, inspector: User
) -> None:
    person = make_trainee("李春花")
    for evening in range(3):
        points.award(
            person,
            rule_code="T08",
            source_type="session",
            source_id=str(evening),
            by=SYSTEM,
            at=_last_month(),
        )
    draft = actions.draft_scheme(by=points_officer)
    actions.write_tiers(
        draft,
        {"green": {"min_score": 120}, "watch": {"max_score": 119}},
        by=points_officer,
    )
    url = reverse("points_desk:try_scheme", args=[draft.code])
    grant(points_officer, "wagtailadmin.access_admin")
    assert "李春花" in text(url, signed_in(points_officer))
    reader = grant(inspector, "points.view_scheme", "wagtailadmin.access_admin")
    page = text(url, signed_in(reader))
    assert "李春花" not in page
    assert "1 人的等级会不同" in page


def test_nobody_publishes_what_she_has_not_read(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    scheme = make_proposed(points_officer)
    assert scheme.starts_on
    browser = signed_in(grant(registrar, "wagtailadmin.access_admin"))
    page = reverse("points_desk:scheme", args=[scheme.code])
    press = reverse("points_desk:approve_scheme", args=[scheme.code])
    seen = {"seen": scheme.seal}
    assert scheme.seal in text(page, browser)
    actions.withdraw_scheme(scheme, by=points_officer)
    actions.write_rule(scheme, "T08", {"delta": 19}, by=points_officer)
    actions.propose_scheme(
        scheme, starts_on=scheme.starts_on, words="再多一点", by=points_officer
    )
    for stale in (seen, {}):
        browser.post(press, stale)
        scheme.refresh_from_db()
        assert scheme.status == "proposed"
    browser.post(press, {"seen": scheme.seal})
    scheme.refresh_from_db()
    assert scheme.status == "approved"


def test_nobody_sends_back_what_she_has_not_read(
    in_force: Scheme, points_officer: User, registrar: User
) -> None:
    scheme = make_proposed(points_officer)
    assert scheme.starts_on
    browser = signed_in(grant(registrar, "wagtailadmin.access_admin"))
    page = reverse("points_desk:scheme", args=[scheme.code])
    press = reverse("points_desk:refuse_scheme", args=[scheme.code])
    assert f"{press}?seen={scheme.seal}" in text(page, browser)
    stale = {"seen": scheme.seal, "reason": "加得太多"}
    assert f'value="{scheme.seal}"' in text(f"{press}?seen={scheme.seal}", browser)
    actions.withdraw_scheme(scheme, by=points_officer)
    actions.write_rule(scheme, "T08", {"delta": 6}, by=points_officer)
    actions.propose_scheme(
        scheme, starts_on=scheme.starts_on, words="少一点", by=points_officer
    )
    for typed in (stale, {"reason": "加得太多"}):
        assert "重新看一遍" in browser.post(press, typed).text
        scheme.refresh_from_db()
        assert scheme.status == "proposed"
    browser.post(press, {**stale, "seen": scheme.seal})
    scheme.refresh_from_db()
    assert (scheme.status, scheme.answer) == ("draft", "加得太多")


def test_a_deduction_has_the_limit_of_the_day_of_the_deed(
    in_force: Scheme, points_officer: User
) -> None:
    """Confirmed months later, it still fills the month in which it happened."""
    month = last_month(timezone.localdate())
    before = month - timedelta(days=1)
    deed = before.replace(day=5)
    told = datetime.combine(before, time(9), timezone.get_current_timezone())
    person = make_trainee()
    for number, at in enumerate((told, _last_month())):
        case = make_answered(
            person, source=str(number), rule_code="N07", occurred_on=deed, at=told
        )
        case_actions.confirm(case, words="属实。", by=make_officer(), at=at)
    draft = actions.draft_scheme(by=points_officer)
    cap = {"period": "month", "max_abs_points": 12, "max_times": None}
    actions.write_rule(draft, "N07", {"cap": cap}, by=points_officer)
    draft.refresh_from_db()
    (line,) = tried(draft, month=month).lines
    assert (line.times, line.then, line.now) == (1, -10, -2)


def _last_month() -> datetime:
    month = last_month(timezone.localdate())
    return datetime(
        month.year, month.month, 5, 12, tzinfo=timezone.get_current_timezone()
    )
