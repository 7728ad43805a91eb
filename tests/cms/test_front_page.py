"""What stands there before anybody has written, and where search engines find the rest."""

import pytest
from django.test import Client

from cms.models import HomePage, LessonPage

pytestmark = pytest.mark.django_db


def test_an_empty_school_has_a_first_page_that_says_what_comes() -> None:
    browser = Client()
    assert "现在没有开放报名的班" in browser.get("/").text
    assert "课程正在准备" in browser.get("/courses/").text
    assert HomePage.objects.get().title == "赋能夜校"


def test_search_engines_are_told_where_pages_are(page: LessonPage) -> None:
    robots = Client().get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Disallow: /desk/" in robots
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{page.url}</loc>" in sitemap
