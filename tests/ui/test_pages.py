"""The frames that every page hangs in, and the pages for when things go wrong."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "school/ui/static/ui"


def test_a_first_view_needs_little_style_and_script() -> None:
    base = (ROOT / "templates/layouts/base.html").read_text()
    files = [STATIC / name for name in re.findall(r"'ui/(\w+[.](?:css|js))'", base)]
    assert len(files) >= 6
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 12_000


def test_no_font_and_nothing_foreign_is_fetched() -> None:
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8").replace(
            "http://www.w3.org/2000/svg", ""
        )
        assert not re.search(r"@font-face|@import|https?://", text), file.name


@pytest.mark.django_db
@override_settings(DEBUG=True)
def test_a_page_has_its_landmarks_and_a_way_past_them(client: Client) -> None:
    page = client.get(reverse("ui:style_guide")).content.decode()
    assert page.index('href="#content"') < page.index("<header")
    assert 'id="content"' in page
    assert page.count("<main") == 1
    assert page.count("<h1") >= 1
    assert 'lang="zh-hans"' in page


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/no/such/page/", "/no-such.txt", "/cohorts/none/"])
@pytest.mark.parametrize("demonstration", [True, False])
def test_a_demonstration_shows_our_own_page_for_a_wrong_address(
    client: Client, settings, path: str, demonstration: bool
) -> None:
    settings.DEBUG, settings.DEMONSTRATION = True, demonstration
    answer = client.get(path)
    assert answer.status_code == 404
    assert ("没有找到这个页面" in answer.content.decode()) == demonstration


@pytest.mark.django_db
def test_a_page_that_answers_404_itself_is_left_alone(client: Client, settings) -> None:
    settings.DEBUG = settings.DEMONSTRATION = True
    answer = client.get(reverse("certificates:verify", args=["none"]))
    assert answer.status_code == 404
    assert "没有找到这个页面" not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_lacks_its_slash_is_led_on(client: Client, settings) -> None:
    settings.DEBUG = settings.DEMONSTRATION = True
    assert client.get("/cohorts").status_code == 301


def test_the_page_for_our_own_failure_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "不是您的错" in html
    assert 'lang="en"' in html


@pytest.mark.django_db
def test_a_form_without_its_token_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        reverse("ui:theme"), {"theme": "dark"}
    )
    assert answer.status_code == 403
    assert "页面放得太久了" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_the_doors_are_in_our_look(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert 'class="field' in main
    assert main.count("button--primary") == 1
