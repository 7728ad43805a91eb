"""What browsers are told that a page may load, and may ask of the phone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from school.people.models import User
from tests.cast import signed_in

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for top in ("templates", "school", "cms")
    for path in (ROOT / top).rglob("*.html")
)
# These are drawn on paper, or read in a mail program.
ON_PAPER = ("documents", "emails", "print", "notices")
INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>"
    r"|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:",
    re.IGNORECASE,
)


def directives(client: Client, address: str) -> dict[str, list[str]]:
    policy = client.get(address)["Content-Security-Policy"]
    parts = (part.split() for part in policy.split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", ["/", "/account/login/", "/outcomes/"])
def test_a_page_runs_and_shows_only_what_comes_from_here(db, address: str) -> None:
    found = directives(Client(), address)
    assert found["default-src"] == found["base-uri"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert found["form-action"] == found["frame-ancestors"] == ["'self'"]
    assert not any("unsafe" in source for each in found.values() for source in each)


def test_the_desk_alone_may_have_scripts_in_its_pages_and_none_evaluates(
    registrar: User,
) -> None:
    found = directives(signed_in(registrar), reverse("wagtailadmin_home"))
    assert found["script-src"] == ["'self'", "'unsafe-inline'"]
    assert "'unsafe-eval'" not in str(found)
    assert found["default-src"] == ["'none'"]


def test_an_answer_that_is_no_page_is_bound_as_well(db) -> None:
    assert directives(Client(), "/sitemap.xml")["script-src"] == ["'self'"]


def test_a_page_may_ask_the_phone_for_its_camera_but_not_where_it_is(db) -> None:
    policy = Client().get("/account/login/")["Permissions-Policy"]
    assert "camera=(self)" in policy and "geolocation=()" in policy


def test_no_template_has_a_script_or_style_that_the_policy_would_refuse() -> None:
    found = {
        str(path.relative_to(ROOT)): refused.group()
        for path in TEMPLATES
        if not set(ON_PAPER) & set(path.parts)
        and "desk" not in path.parts
        and (refused := INLINE.search(path.read_text()))
    }
    assert found == {}


def test_that_test_can_fail() -> None:
    assert INLINE.search('<p style="color: red">')
    assert INLINE.search("<script>go()</script>")
    assert INLINE.search('<a onclick="go()">')
    assert not INLINE.search('<script src="ui.js" defer></script>')
    assert not INLINE.search('<script id="one" type="application/json">')
