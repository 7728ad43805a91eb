"""On a phone that saves data a picture comes when it is asked for, in its place."""

from playwright.sync_api import Page, expect

from tests.cms.test_saving_data import make_image
from tests.e2e.conftest import School
from tests.e2e.reading import open_once, save_data
from tests.factories.courses import make_edition
from tests.factories.pages import make_lesson_page


def test_a_picture_comes_when_it_is_asked_for(page: Page, school: School) -> None:
    shown = {"image": make_image(), "alt_text": "四色抹布", "decorative": False}
    lesson = make_edition().modules.first().lessons.first()
    body = [{"type": "picture", "value": {"image": shown}}]
    lesson_page = make_lesson_page(lesson, body=body)
    fetched: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url))
    open_once(page, lesson_page)
    save_data(page, is_on=True)
    fetched.clear()
    page.reload()
    link = page.get_by_role("link", name="四色抹布")
    expect(link).to_contain_text("看图，")
    assert not [one for one in fetched if "/media/" in one]
    link.click()
    expect(page.get_by_role("img", name="四色抹布")).to_be_visible()
    assert page.url.endswith(lesson_page.url)
    assert len([one for one in fetched if ".webp" in one]) == 1
