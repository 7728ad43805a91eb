import os
import subprocess
import sys

import pytest
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from school.ui import views

pytestmark = pytest.mark.django_db


def test_large_mode_is_remembered_without_script(client: Client) -> None:
    answer = client.post(reverse("ui:large_mode"), {"size": "large", "next": "/ui/"})
    assert answer.headers["Location"] == "/ui/"
    assert answer.cookies["size"].value == "large"
    with override_settings(DEBUG=True):
        page = client.get(reverse("ui:style_guide"))
    assert b'data-size="large"' in page.content
    assert b'aria-pressed="true"' in page.content


def test_a_theme_is_remembered(client: Client) -> None:
    client.post(reverse("ui:theme"), {"theme": "contrast"})
    assert client.cookies["theme"].value == "contrast"


@pytest.mark.parametrize("value", ["", "huge", "<script>"])
def test_an_unknown_size_changes_nothing(client: Client, value: str) -> None:
    answer = client.post(reverse("ui:large_mode"), {"size": value})
    assert "size" not in answer.cookies


def test_a_forged_cookie_falls_back(client: Client) -> None:
    client.cookies["size"] = '"><b>'
    with override_settings(DEBUG=True):
        page = client.get(reverse("ui:style_guide"))
    assert b'data-size="regular"' in page.content


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example"])
def test_the_way_back_never_leads_elsewhere(client: Client, there: str) -> None:
    answer = client.post(reverse("ui:large_mode"), {"size": "large", "next": there})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["ui:large_mode", "ui:theme", "ui:data"])
def test_display_is_changed_by_post_only(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 405


def test_the_language_can_be_changed(client: Client) -> None:
    client.post(reverse("ui:language"), {"language": "en", "next": "/ui/"})
    with override_settings(DEBUG=True):
        page = client.get(reverse("ui:style_guide"))
    assert b'lang="en"' in page.content
    assert b"Style guide" in page.content


def test_the_style_guide_is_for_the_house_only(client: Client) -> None:
    assert client.get(reverse("ui:style_guide")).status_code == 404
    request = RequestFactory().get("/ui/")
    request.user = type("Visitor", (), {"is_staff": False})()
    with pytest.raises(Http404):
        views.style_guide(request)


def test_in_production_a_cookie_belongs_to_this_host_alone(client: Client) -> None:
    with override_settings(COOKIE_PREFIX="__Host-", SESSION_COOKIE_SECURE=True):
        answer = client.post(reverse("ui:large_mode"), {"size": "large"})
        with override_settings(DEBUG=True):
            page = client.get(reverse("ui:style_guide"))
    kept = answer.cookies["__Host-size"]
    # Without any of these browsers do not take one of that name.
    assert (kept["secure"], kept["path"], kept["domain"]) == (True, "/", "")
    assert b'data-size="large"' in page.content


def test_so_do_those_of_django_in_production() -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    secret = "x7" * 30
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from school import settings\n"
            f"for name in {names}:\n"
            "    print(getattr(settings, name), settings.SESSION_COOKIE_SECURE)",
        ],
        env={
            **os.environ,
            "DEBUG": "0",
            **dict.fromkeys(("SECRET_KEY", "FIELD_KEYS", "FINGERPRINT_KEY"), secret),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    lines = told.stdout.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("__Host-") for line in lines)
    assert all(line.endswith("True") for line in lines)
