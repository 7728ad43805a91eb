"""The wallet without a signal: as it was last seen, and gone with whoever signs out."""

from playwright.sync_api import Page, expect

from school.people.models import Person
from tests.e2e.conftest import School
from tests.e2e.line import Line
from tests.e2e.reading import wait_until
from tests.e2e.sitting import find_signal, lose_signal, sign_in
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

WALLET = "/study/certificates/"
KEPT = """async () => {
    const worker = await navigator.serviceWorker.getRegistration("/study/certificates/");
    const page = await caches.match("/study/certificates/", { ignoreVary: true });
    return Boolean(worker && worker.active && page);
}"""


def test_the_wallet_is_kept_until_she_signs_out(
    page: Page, school: School, trainee: Person, line: Line
) -> None:
    number = make_certified(make_enrollment(make_cohort(), trainee)).number
    sign_in(page, school, trainee)
    page.goto(WALLET)
    wait_until(page, lambda: bool(page.evaluate(KEPT)))
    lose_signal(page.context, line)
    page.goto(WALLET)
    expect(page.get_by_text(number)).to_be_visible()
    find_signal(page.context, line)
    page.goto("/study/me/")
    page.locator("form[action*='logout'] button").click()
    page.wait_for_url("**/")
    wait_until(page, lambda: page.evaluate("caches.has('wallet-1')") is False)
