"""What the tests of the theory exam do in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from school.assessment.models import Answer, Attempt
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from tests.cast import signed_in
from tests.e2e.conftest import PHONE, School, chromium
from tests.e2e.line import Line
from tests.e2e.reading import wait_until

SAVED = "已存到学校"
ON_THIS_PHONE = "存在这部手机里"
IS_KEPT = (
    "async () => { const r = await navigator.serviceWorker.getRegistration(location.pathname);"
    " const names = await caches.keys(); const own = names.find((n) => n.startsWith('exam-'));"
    " return Boolean(r && r.active && own && await (await caches.open(own)).match(location.pathname)); }"
)


@contextmanager
def phone(
    playwright: Playwright, school: School, folder: Path, line: Line
) -> Iterator[BrowserContext]:
    """A browser that keeps on its disk what it is given to keep."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-dev-shm-usage"],
        base_url=school.url,
        viewport=PHONE,
        locale="zh-CN",
        proxy=line.proxy,
    )
    yield context
    # A test may have killed it.
    with suppress(Error):
        context.close()


def sign_in(browser: BrowserContext | Page, school: School, who: Person | User) -> None:
    context = browser.context if isinstance(browser, Page) else browser
    cookie = signed_in(who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": school.url}])


def begin(page: Page, place: Enrollment) -> Attempt:
    page.goto(reverse("assessment:exam", args=[place.code]))
    page.locator("main form button").click()
    page.locator("#confirm [value=yes]").click()
    page.wait_for_url("**/sit/**")
    expect(state(page)).not_to_be_empty()
    return Attempt.objects.get()


def state(page: Page):
    return page.locator("[data-state-line]")


def choose(page: Page, letter: str) -> None:
    page.locator(".sit__question:visible label.choice").filter(
        has=page.locator(f"input[value={letter}]")
    ).click()


def go_on(page: Page) -> None:
    page.locator("[data-next]").click()


def kept_on_the_phone(page: Page) -> None:
    """The page and the worker that shows it without a signal are there.

    `wait_for_function` would take the promise itself for a yes.
    """
    wait_until(page, lambda: page.evaluate(IS_KEPT))


def letters(attempt: Attempt) -> dict[int, str]:
    """What the school has, by question and letter."""
    return {
        answer.paper.number: "ABCD"[answer.paper.option_order.index(answer.chosen[0])]
        for answer in Answer.objects.filter(paper__attempt=attempt)
    }


def lose_signal(context: BrowserContext, line: Line) -> None:
    context.set_offline(True)
    line.cut()


def find_signal(context: BrowserContext, line: Line) -> None:
    line.mend()
    context.set_offline(False)
