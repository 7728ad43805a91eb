from playwright.sync_api import Page

from tests.e2e.conftest import PHONE


def test_a_small_phone_shows_the_login_page_whole(page: Page) -> None:
    page.goto("/account/login/")
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
