"""The theory exam where the signal goes, the browser dies, and another device takes over."""

from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    Page,
    Playwright,
    expect,
)

from school.assessment import actions
from school.assessment.models import (
    GRACE,
    Accommodation,
    Answer,
    AnswerEvent,
    Attempt,
)
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Person
from tests.e2e.conftest import PHONE, School
from tests.e2e.line import Line
from tests.e2e.sitting import (
    ON_THIS_PHONE,
    SAVED,
    begin,
    choose,
    find_signal,
    go_on,
    kept_on_the_phone,
    letters,
    lose_signal,
    phone,
    sign_in,
    state,
)
from tests.factories.assessment import make_assessing_cohort, make_question
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_accommodation


def test_offline_a_reload_and_a_killed_browser_lose_nothing(
    playwright: Playwright,
    school: School,
    place: Enrollment,
    trainee: Person,
    tmp_path: Path,
    line: Line,
) -> None:
    with phone(playwright, school, tmp_path, line) as context:
        sign_in(context, school, trainee)
        page = context.new_page()
        attempt = begin(page, place)
        choose(page, "A")
        expect(state(page)).to_have_text(SAVED)
        kept_on_the_phone(page)
        lose_signal(context, line)
        go_on(page)
        choose(page, "B")
        expect(state(page)).to_contain_text(ON_THIS_PHONE)
        page.reload()
        expect(page.locator("[data-answered]").first).to_have_text("2")
        go_on(page)
        choose(page, "C")
        choose(page, "D")
        expect(state(page)).to_contain_text(ON_THIS_PHONE)
    assert letters(attempt) == {1: "A"}
    line.mend()
    with phone(playwright, school, tmp_path, line) as context:
        sign_in(context, school, trainee)
        page = context.new_page()
        page.goto(reverse("assessment:sit", args=[attempt.code]))
        page.locator("[data-number='3'] input[value=D]:checked").wait_for(
            state="attached"
        )
        expect(state(page)).to_have_text(SAVED)
    assert letters(attempt) == {1: "A", 2: "B", 3: "D"}
    chosen = AnswerEvent.objects.filter(paper__number=3).count()
    assert chosen == 2


def test_on_the_same_phone_everything_arrives_and_is_handed_in(
    page: Page, school: School, place: Enrollment, trainee: Person, line: Line
) -> None:
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)
    kept_on_the_phone(page)
    lose_signal(page.context, line)
    for letter in "ABCD":
        choose(page, letter)
        page.locator("[data-next]:visible, [data-look]:visible").click()
    page.locator("[data-hand-in]").click()
    page.locator("dialog [value=yes]").click()
    expect(page.locator("[data-closed]")).to_be_visible()
    assert not AnswerEvent.objects.exists()
    page.reload()
    expect(page.locator("[data-closed]")).to_be_visible()
    find_signal(page.context, line)
    page.wait_for_url(f"**{reverse('assessment:attempt', args=[attempt.code])}")
    assert letters(attempt) == {1: "A", 2: "B", 3: "C", 4: "D"}
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.MARKED
    # Nothing of the paper stays on the phone.
    names = page.evaluate("caches.keys()")
    assert [name for name in names if name.startswith("exam-")] == []


def test_before_handing_in_there_is_no_question_to_read(
    page: Page, school: School, place: Enrollment, trainee: Person
) -> None:
    make_accommodation(place, Accommodation.Kind.READ_ALOUD)
    sign_in(page.context, school, trainee)
    begin(page, place)
    reads = page.locator("[data-read-question]")
    expect(reads).to_be_visible()
    while not page.locator("[data-last-look]").is_visible():
        page.locator("[data-next]:visible, [data-look]:visible").click()
    expect(reads).to_be_hidden()
    page.locator("[data-back]").click()
    expect(reads).to_be_visible()


def test_a_second_device_takes_over_and_the_first_one_s_answers_still_arrive(
    page: Page,
    browser: Browser,
    school: School,
    place: Enrollment,
    trainee: Person,
    line: Line,
) -> None:
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)
    lose_signal(page.context, line)
    choose(page, "A")
    expect(state(page)).to_contain_text(ON_THIS_PHONE)
    other_context = browser.new_context(
        base_url=school.url, viewport=PHONE, locale="zh-CN"
    )
    sign_in(other_context, school, trainee)
    other = other_context.new_page()
    other.goto(reverse("assessment:attempt", args=[attempt.code]))
    # Nothing is to be sent from there: no empty bar.
    expect(state(other)).to_be_empty()
    assert state(other).evaluate("one => one.offsetHeight") == 0
    other.locator("button[form=here]").click()
    other.locator("[data-number='1']:not([hidden])").wait_for()
    go_on(other)
    choose(other, "B")
    expect(state(other)).to_have_text(SAVED)
    # Without a signal it cannot know yet.
    expect(page.locator("[data-closed]")).to_be_hidden()
    find_signal(page.context, line)
    expect(state(page)).to_have_text(SAVED, timeout=15000)
    expect(page.locator("[data-closed]")).to_be_visible()
    assert letters(attempt) == {1: "A", 2: "B"}
    other_context.close()


def test_when_the_time_ends_without_a_signal_what_was_given_is_kept(
    page: Page, school: School, place: Enrollment, trainee: Person, line: Line
) -> None:
    attempt = actions.start_exam(place, by=SYSTEM)
    ends = timezone.now() + timedelta(seconds=8)
    Attempt.objects.update(deadline_at=ends)
    sign_in(page.context, school, trainee)
    page.goto(reverse("assessment:sit", args=[attempt.code]))
    expect(state(page)).not_to_be_empty()
    lose_signal(page.context, line)
    choose(page, "A")
    expect(page.locator("[data-closed]")).to_be_visible(timeout=15000)
    assert page.locator("fieldset:disabled").count() == 4
    # The page counts whole seconds, and may close a little before the school does.
    closes = ends + GRACE + timedelta(seconds=1)
    page.wait_for_timeout(max(0, (closes - timezone.now()).total_seconds()) * 1000)
    find_signal(page.context, line)
    page.wait_for_url(
        f"**{reverse('assessment:attempt', args=[attempt.code])}", timeout=45000
    )
    expect(page.locator(".notice--attention")).to_be_visible()
    assert AnswerEvent.objects.get().is_late
    assert not Answer.objects.exists()


def test_signing_in_anew_takes_the_kept_paper_away_and_no_unsent_answer(
    page: Page, school: School, place: Enrollment, trainee: Person, line: Line
) -> None:
    sign_in(page.context, school, trainee)
    attempt = begin(page, place)
    kept_on_the_phone(page)
    lose_signal(page.context, line)
    choose(page, "A")
    expect(state(page)).to_contain_text(ON_THIS_PHONE)
    # Her session runs out meanwhile.
    page.context.clear_cookies(name="sessionid")
    find_signal(page.context, line)
    page.goto(reverse("account_login"))
    page.locator("main [type=tel]").fill("13800000000")
    page.locator("main form button").first.click()
    page.wait_for_url("**/confirm/")
    names = page.evaluate("caches.keys()")
    assert [name for name in names if name.startswith("exam-")] == []
    sign_in(page.context, school, trainee)
    page.goto(reverse("assessment:sit", args=[attempt.code]))
    expect(state(page)).to_have_text(SAVED)
    assert letters(attempt) == {1: "A"}


def test_an_order_and_a_number_are_given_by_keys_alone(
    page: Page, school: School, trainee: Person
) -> None:
    edition = make_edition(exam_questions=2)
    cohort = make_assessing_cohort(edition=edition)
    edition.questions.all().delete()
    first, second = edition.modules.all()
    make_question(first, 1, kind="ordering", answer=["C", "A", "D", "B"])
    make_question(second, 2, kind="numeric", answer=["38.5"], options=[], unit_zh="℃")
    place = make_enrollment(cohort, trainee)
    attempt = actions.start_exam(place, by=SYSTEM, seed=1)
    sign_in(page.context, school, trainee)
    page.goto(reverse("assessment:sit", args=[attempt.code]))
    order = attempt.papers.get(question__kind="ordering")
    number = attempt.papers.get(question__kind="numeric").number
    page.locator("details[data-strip] summary").click()
    page.locator(f"[data-strip] [data-go='{order.number}']").click()
    lines = page.locator(".sit__question:visible [data-letter]")
    lines.nth(2).locator("[data-move='-1']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(SAVED)
    page.locator("details[data-strip] summary").click()
    page.locator(f"[data-strip] [data-go='{number}']").click()
    page.locator(".sit__question:visible input").fill("３８。５")
    page.keyboard.press("Enter")
    expect(page.locator("[data-answered]").first).to_have_text("2")
    expect(state(page)).to_have_text(SAVED)
    drawn = order.option_order
    moved = [drawn[2], drawn[0], drawn[1], drawn[3]]
    chosen = dict(Answer.objects.values_list("paper__number", "chosen"))
    assert chosen == {order.number: moved, number: ["38.5"]}
