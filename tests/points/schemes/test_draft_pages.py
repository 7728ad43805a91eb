"""A draft at the desk: written, handed on, taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.people.models import User
from school.points.models import Scheme
from school.points.schemes import actions, rules
from school.points.schemes.forms import RuleForm
from tests.cast import signed_in
from tests.factories.people import grant
from tests.factories.schemes import deduction_of, make_proposed, make_scheme, rule_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_force() -> Scheme:
    return make_scheme(in_tables=True)


def text(url: str, client: Client) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def only(rule: dict[str, Any]) -> dict[str, Any]:
    return {"rules": [rule], "tiers": [], "catalogue": []}


def test_a_form_saved_as_it_was_changes_nothing(in_force: Scheme) -> None:
    """Else everybody reads of a change that nobody made."""
    two = rule_of("T01", evidence=["volunteer_log", "service_log"])
    bare = deduction_of("N01")
    del bare["second_confirmation"]
    for kept in (two, bare, *in_force.body["rules"]):
        blank = RuleForm(None, kept)
        typed = {one.html_name: one.value() for one in blank}
        typed = {name: value for name, value in typed.items() if value is not None}
        # A browser sends the ticks in the order in which they stand on the page.
        order = [code for code, _words in blank.fields["evidence"].choices]
        typed["evidence"] = sorted(typed["evidence"], key=order.index)
        form = RuleForm(typed, kept)
        assert form.is_valid(), form.errors
        after = {**kept, **form.as_verb()["values"]}
        assert rules.changes(only(kept), only(after)) == []


def test_the_desk_writes_a_rule_into_the_draft(
    in_force: Scheme, points_officer: User
) -> None:
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    client.post(reverse("points_desk:draft_scheme"))
    draft = Scheme.objects.get(status="draft")
    url = reverse("points_desk:write_rule", args=[draft.code, "N07"])
    assert "second_confirmation" not in text(url, client)
    typed = {
        "title_zh": "有责投诉成立",
        "title_en": "Complaint upheld",
        "is_on": "on",
        "amount": "12",
        "period": "month",
        "most_points": "10",
        "evidence": ["complaint_case_closed_upheld"],
    }
    assert client.post(url, typed).status_code == 200
    client.post(url, {**typed, "most_points": "36"})
    draft.refresh_from_db()
    kept = draft.part("rules", "N07")
    assert kept
    assert (kept["delta"], kept["cap"]["max_abs_points"]) == (-12, 36)
    page = text(reverse("points_desk:scheme", args=[draft.code]), client)
    assert "-10 → -12" in page


def test_tiers_that_overlap_are_said_beside_their_field(
    in_force: Scheme, points_officer: User
) -> None:
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    draft = actions.draft_scheme(by=points_officer)
    typed = {f"{code}_zh": "级" for code in ("model", "green", "watch", "red")}
    typed |= {f"{code}_en": "T" for code in ("model", "green", "watch", "red")}
    typed |= {"model_from": "150", "green_from": "160", "watch_from": "80"}
    url = reverse("points_desk:write_tiers", args=[draft.code])
    assert "要比上一等级的起点低" in client.post(url, typed).content.decode()
    client.post(url, {**typed, "green_from": "120"})
    draft.refresh_from_db()
    kept = draft.part("tiers", "watch")
    assert kept
    assert (kept["min_score"], kept["max_score"]) == (80, 119)


def test_a_day_too_early_is_said_beside_its_field(
    in_force: Scheme, points_officer: User
) -> None:
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    draft = actions.draft_scheme(by=points_officer)
    actions.write_rule(draft, "T08", {"delta": 8}, by=points_officer)
    url = reverse("points_desk:propose_scheme", args=[draft.code])
    soon = timezone.localdate() + timedelta(days=6)
    typed = {"starts_on": soon.isoformat(), "words": "多一点"}
    errors = client.post(url, typed).context["form"].errors
    assert list(errors) == ["starts_on"]
    assert "公示" in str(errors["starts_on"])


def test_what_is_taken_back_keeps_its_day_and_words_and_nobody_proposes_it(
    in_force: Scheme, points_officer: User
) -> None:
    client = signed_in(grant(points_officer, "wagtailadmin.access_admin"))
    scheme = make_proposed(points_officer)
    page = reverse("points_desk:scheme", args=[scheme.code])
    by = f"{points_officer} 提交"
    assert by in text(page, client)
    assert "就点下面它的名字" not in text(page, client)
    later = scheme.starts_on + timedelta(days=20)
    Scheme.objects.filter(pk=scheme.pk).update(starts_on=later, words="改得更公平")
    client.post(reverse("points_desk:withdraw_scheme", args=[scheme.code]))
    shown = text(page, client)
    assert by not in shown
    assert "就点下面它的名字" in shown
    form = text(reverse("points_desk:propose_scheme", args=[scheme.code]), client)
    assert f'value="{later.isoformat()}"' in form
    assert "改得更公平" in form
    assert "公示7天" in form
