"""The exam page by page: in a browser without JavaScript, and with htmx."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import accommodations, actions
from school.assessment.models import Answer, Attempt
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort, make_bank, sit_exam
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_accommodation, make_help_request


@pytest.fixture
def browser(trainee):
    return signed_in(trainee)


@pytest.fixture
def attempt(enrollment):
    return actions.start_exam(enrollment, by=SYSTEM)


def page(name: str, *args) -> str:
    return reverse(f"assessment:{name}", args=args)


def letter_of(attempt: Attempt, number: int, key: str = "B") -> str:
    order = attempt.papers.get(number=number).option_order
    return "ABCD"[order.index(key)]


def test_the_exam_is_sat_with_forms_alone(browser, enrollment) -> None:
    shown = browser.get(page("exam", enrollment.code))
    assert page("start", enrollment.code) in shown.content.decode()
    shown = browser.post(page("start", enrollment.code), follow=True)
    attempt = Attempt.objects.get()
    assert shown.redirect_chain[-1][0] == page("sit", attempt.code)
    # What a browser without scripts follows by itself.
    assert f"url={page('question', attempt.code, 1)}" in shown.content.decode()
    for number in range(1, 5):
        shown = browser.post(
            page("question", attempt.code, number),
            {"option": letter_of(attempt, number), "go": str(number + 1)},
            follow=True,
        )
    assert shown.redirect_chain[-1][0] == page("check", attempt.code)
    shown = browser.post(page("submit", attempt.code), follow=True)
    attempt.refresh_from_db()
    assert attempt.points == 100
    assert "解析机密" in shown.content.decode()


def test_nothing_of_the_answers_is_in_the_page_before_handing_in(
    browser, enrollment, attempt
) -> None:
    for paper in attempt.papers.select_related("question"):
        html = browser.get(page("question", attempt.code, paper.number)).content
        text = html.decode()
        assert paper.question.stem_zh in text
        assert "解析机密" not in text
        assert paper.question.code not in text
        # The places of the paper, in their order, whatever the bank's keys.
        values = [f'value="{letter}"' for letter in "ABCD"]
        assert [value for value in values if value in text] == values
    assert "解析机密" not in browser.get(page("check", attempt.code)).content.decode()


def test_a_reload_shows_what_was_chosen_and_goes_on_where_one_left(
    browser, attempt
) -> None:
    letter = letter_of(attempt, 1)
    browser.post(page("question", attempt.code, 1), {"option": letter})
    html = browser.get(page("question", attempt.code, 1)).content.decode()
    assert f'value="{letter}" checked' in html
    shown = browser.get(page("attempt", attempt.code), follow=True)
    assert f"url={page('question', attempt.code, 2)}" in shown.content.decode()


def test_a_choice_sent_by_script_is_kept_and_returns_the_strip(
    browser, attempt
) -> None:
    shown = browser.post(
        page("question", attempt.code, 1),
        {"option": "A"},
        headers={"HX-Request": "true"},
    )
    assert shown.status_code == 200
    assert 'id="strip"' in shown.content.decode()
    assert Answer.objects.count() == 1


def test_after_the_end_the_paper_is_handed_in_and_answers_are_refused(
    browser, attempt
) -> None:
    long_ago = attempt.started_at - timedelta(hours=2)
    Attempt.objects.update(started_at=long_ago, deadline_at=long_ago)
    url = page("question", attempt.code, 1)
    by_script = browser.post(url, {"option": "A"}, headers={"HX-Request": "true"})
    assert by_script.headers["HX-Redirect"] == page("attempt", attempt.code)
    assert not Answer.objects.exists()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.MARKED
    assert browser.post(url, {"option": "A"}).url == page("attempt", attempt.code)


def test_an_unknown_letter_is_refused_in_place(browser, attempt) -> None:
    shown = browser.post(
        page("question", attempt.code, 1), {"option": "Z"}, follow=True
    )
    assert "notice--refused" in shown.content.decode()
    assert not Answer.objects.exists()


def test_a_button_that_leads_nowhere_leads_to_the_last_look(browser, attempt) -> None:
    answer = browser.post(page("question", attempt.code, 1), {"go": "²"})
    assert answer.url == page("check", attempt.code)


def test_a_number_beyond_the_paper_is_not_found(browser, attempt) -> None:
    assert browser.get(page("question", attempt.code, 99)).status_code == 404


def test_why_one_may_not_begin_is_said_and_no_button_shown(browser, enrollment) -> None:
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    html = browser.get(page("exam", enrollment.code)).content.decode()
    assert page("start", enrollment.code) not in html
    refused = browser.post(page("start", enrollment.code), follow=True)
    assert "notice--refused" in refused.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("who", ["classmate", "registrar", "examiner", "stranger"])
def test_the_papers_of_others_are_not_found(request, enrollment, attempt, who) -> None:
    other = signed_in(request.getfixturevalue(who))
    for url in (
        page("exam", enrollment.code),
        page("attempt", attempt.code),
        page("question", attempt.code, 1),
        page("check", attempt.code),
    ):
        assert other.get(url).status_code == 404
    assert other.post(page("submit", attempt.code)).status_code == 404
    assert other.post(page("start", enrollment.code)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(enrollment, attempt) -> None:
    for url in (page("exam", enrollment.code), page("question", attempt.code, 1)):
        assert signed_in(None).get(url).status_code == 302


def test_starting_and_handing_in_are_posts(browser, enrollment, attempt) -> None:
    assert browser.get(page("start", enrollment.code)).status_code == 405
    assert browser.get(page("submit", attempt.code)).status_code == 405


def test_queries_do_not_grow_with_the_paper(trainee) -> None:
    def counts(questions: int) -> list[int]:
        edition = make_edition(exam_questions=questions)
        cohort = make_assessing_cohort(edition=edition)
        make_more = max(questions - 8, 0)
        if make_more:
            for module in edition.modules.all():
                module.questions.all().delete()
            make_bank(edition, each=questions)
        enrollment = make_enrollment(cohort, trainee)
        attempt = actions.start_exam(enrollment, by=SYSTEM)
        browser = signed_in(trainee)
        seen = []
        urls = [page("question", attempt.code, 1), page("check", attempt.code)]
        for url in urls:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(url).status_code == 200
            seen.append(len(queries))
        actions.submit_exam(attempt, by=SYSTEM)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page("attempt", attempt.code)).status_code == 200
        return [*seen, len(queries)]

    few, many = counts(4), counts(20)
    assert few == many
    assert max(many) <= 15


def test_a_second_sitting_is_offered_after_a_failed_one(browser, enrollment) -> None:
    sit_exam(enrollment, right=1)
    html = browser.get(page("exam", enrollment.code)).content.decode()
    assert page("start", enrollment.code) in html
    assert page("attempt", Attempt.objects.get().code) in html


def test_a_page_s_old_clock_hands_nothing_in_when_time_was_given(
    browser, attempt, registrar
) -> None:
    """Its page was fetched before the minutes were put on top."""
    html = browser.get(page("question", attempt.code, 1)).content.decode()
    assert 'data-submits="#over"' in html
    assert 'name="over"' in html
    actions.give_time(attempt, minutes=10, by=registrar, reason="停电")
    sent = browser.post(page("submit", attempt.code), {"over": "1"})
    assert sent.url == page("check", attempt.code)
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.STARTED
    Attempt.objects.update(deadline_at=timezone.now())
    browser.post(page("submit", attempt.code), {"over": "1"})
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.MARKED


def test_an_older_device_hands_nothing_in(browser, attempt, trainee) -> None:
    signed_in(trainee).post(page("continue_here", attempt.code))
    sent = browser.post(page("submit", attempt.code))
    assert sent.url == page("attempt", attempt.code)
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.STARTED


def test_the_answers_of_an_earlier_sitting_are_closed_during_another(
    browser, enrollment
) -> None:
    former = sit_exam(enrollment, right=0)
    assert "解析机密" in browser.get(page("attempt", former.code)).content.decode()
    running = actions.start_exam(enrollment, by=SYSTEM)
    closed = browser.get(page("attempt", former.code), follow=True)
    assert closed.redirect_chain[-1][0] == page("exam", enrollment.code)
    assert "解析机密" not in closed.content.decode()
    actions.submit_exam(running, by=SYSTEM)
    assert "解析机密" in browser.get(page("attempt", former.code)).content.decode()


def test_before_the_clock_starts_the_real_time_and_the_help_stand_there(
    browser, enrollment
) -> None:
    url = page("exam", enrollment.code)
    assert "含加时" not in browser.get(url).content.decode()
    make_accommodation(enrollment, "more_time")
    make_help_request(enrollment, "oral")
    text = browser.get(url).content.decode()
    minutes = enrollment.cohort.edition.exam_minutes
    extra = accommodations.extra_minutes(enrollment)
    assert f"{minutes + extra} 分钟（含加时 {extra} 分钟）" in text
    assert "您的考试帮助申请还没有答复" in text
    assert "data-confirm" in text


def test_the_marked_paper_counts_what_is_right_and_shows_what_is_not_alone(
    browser, enrollment
) -> None:
    marked = sit_exam(enrollment, right=2)
    url = page("attempt", marked.code)
    whole = browser.get(url)
    right, total = whole.context["right"], whole.context["total"]
    assert f"对 {right} 题，共 {total} 题" in whole.content.decode()
    assert "?only=wrong" in whole.content.decode()
    assert page("practice", enrollment.code) in whole.content.decode()
    lines = browser.get(url, {"only": "wrong"}).context["lines"]
    assert len(lines) == total - right
    assert not any(line.is_right for line in lines)
