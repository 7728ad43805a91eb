"""The whole paper on one page, what it sends, and going on at another device."""

import json
import uuid
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Answer, AnswerEvent, Attempt, Question
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from tests.cast import signed_in
from tests.costs import kilobytes
from tests.factories.assessment import make_assessing_cohort, make_question
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.questions import make_picture


def page(name: str, attempt: Attempt) -> str:
    return reverse(f"assessment:{name}", args=[attempt.code])


@pytest.fixture
def browser(trainee) -> Client:
    return signed_in(trainee)


@pytest.fixture
def attempt(db, trainee, browser) -> Attempt:
    """Begun in the browser, with questions of one choice each."""
    enrollment = make_enrollment(make_assessing_cohort(), trainee)
    browser.post(reverse("assessment:start", args=[enrollment.code]))
    return Attempt.objects.get()


@pytest.fixture
def motley(db, trainee) -> Attempt:
    """Several answers, an order, a number and true or false."""
    edition = make_edition(exam_questions=4)
    cohort = make_assessing_cohort(edition=edition)
    edition.questions.all().delete()
    for serial, (kind, answer, more) in enumerate(
        [
            ("multiple", ["A", "C"], {}),
            ("ordering", ["C", "A", "D", "B"], {}),
            ("numeric", ["38.5"], {"options": [], "unit_zh": "℃", "unit_en": "°C"}),
            ("true_false", ["B"], {}),
        ],
        start=1,
    ):
        module = edition.modules.all()[serial % 2]
        make_question(module, serial, kind=kind, answer=answer, **more)
    return actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)


def send(browser: Client, attempt: Attempt, *answers: Any, **more: Any) -> Any:
    body = json.dumps({"answers": answers, **more})
    return browser.post(page("answers", attempt), body, "application/json")


def given(number: int, *chosen: str, at: float | None = None) -> dict[str, Any]:
    moment = timezone.now().timestamp() * 1000 if at is None else at
    return {"uuid": str(uuid.uuid4()), "number": number, "chosen": chosen, "at": moment}


def letters(attempt: Attempt, kind: str, keys: list[str]) -> tuple[int, list[str]]:
    paper = attempt.papers.get(question__kind=kind)
    return paper.number, ["ABCD"[paper.option_order.index(key)] for key in keys]


def number_of(attempt: Attempt, kind: str) -> int:
    return attempt.papers.get(question__kind=kind).number


def test_the_whole_paper_is_one_small_page_without_a_word_of_the_answers(
    browser, attempt
) -> None:
    html = browser.get(page("sit", attempt)).content.decode()
    for paper in attempt.papers.select_related("question"):
        assert paper.question.stem_zh in html
        assert f'"{paper.question.code}"' not in html
    assert "解析机密" not in html
    assert kilobytes(html) < 60


def test_every_kind_of_question_has_fields_that_need_no_dragging(
    browser, motley
) -> None:
    html = browser.get(page("sit", motley)).content.decode()
    assert html.count("data-letter=") == 4
    assert html.count("data-move=") == 8
    assert 'inputmode="decimal"' in html
    assert "℃" in html
    number = number_of(motley, "multiple")
    assert html.count(f'type="checkbox" name="q{number}"') == 4


def test_answers_of_every_kind_are_kept_and_marked(browser, motley) -> None:
    sent = [
        given(number, *chosen)
        for number, chosen in (
            letters(motley, "multiple", ["C", "A"]),
            letters(motley, "ordering", ["C", "A", "D", "B"]),
            letters(motley, "true_false", ["B"]),
            (number_of(motley, "numeric"), ["３８。５"]),
        )
    ]
    said = send(browser, motley, *sent).json()
    assert [one["status"] for one in said["results"]] == ["kept"] * 4
    kept = AnswerEvent.objects.values_list("uuid", flat=True)
    assert sorted(map(str, kept)) == sorted(one["uuid"] for one in sent)
    said = send(browser, motley, hand_in=True).json()
    assert said["status"] == "marked"
    motley.refresh_from_db()
    assert motley.points == 100
    review = browser.get(page("attempt", motley)).content.decode()
    assert review.count("答对") + review.count("status--done") >= 4
    assert "38.5" in review


def test_every_kind_is_answered_without_a_script_too(browser, motley) -> None:
    number, chosen = letters(motley, "ordering", ["C", "A", "D", "B"])
    url = reverse("assessment:question", args=[motley.code, number])
    assert "place_A" in browser.get(url).content.decode()
    places = {f"place_{letter}": place for place, letter in enumerate(chosen, 1)}
    browser.post(url, places)
    assert Answer.objects.get().chosen == ["C", "A", "D", "B"]
    twice = browser.post(url, places | {"place_A": "1", "place_B": "1"}, follow=True)
    assert twice.redirect_chain[-1][0] == url
    assert "notice--refused" in twice.content.decode()
    number = number_of(motley, "numeric")
    url = reverse("assessment:question", args=[motley.code, number])
    refused = browser.post(url, {"number": "三十八"}, follow=True)
    assert "notice--refused" in refused.content.decode()
    browser.post(url, {"number": "38.5"})
    assert Answer.objects.get(paper__number=number).chosen == ["38.5"]
    assert 'value="38.5"' in browser.get(url).content.decode()


def test_each_answer_of_a_batch_is_answered_for_itself(browser, attempt) -> None:
    good, unknown, alien = given(1, "A"), given(2, "Z"), given(99, "A")
    said = send(browser, attempt, good, unknown, alien).json()
    assert [one["status"] for one in said["results"]] == ["kept", "refused", "refused"]
    assert said["results"][1]["code"] == "no_such_answer"
    assert said["results"][1]["text"]
    assert abs(said["now"] / 1000 - timezone.now().timestamp()) < 60
    assert said["deadline"] == int(attempt.deadline_at.timestamp() * 1000)
    again = send(browser, attempt, good).json()
    assert again["results"] == [{"uuid": good["uuid"], "status": "kept"}]
    assert AnswerEvent.objects.count() == 1


def test_what_the_school_has_is_in_the_page_for_its_script(browser, attempt) -> None:
    send(browser, attempt, given(2, "C"))
    html = browser.get(page("sit", attempt)).content.decode()
    saved = html.split('<script id="saved" type="application/json">')[1]
    assert json.loads(saved.split("</script>")[0])["2"]["chosen"] == ["C"]


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        '{"answers": [{}]}',
        '{"answers": [{"uuid": "x", "number": 1, "chosen": ["A"], "at": 1}]}',
        '{"answers": [[]]}',
        json.dumps({"answers": [{**given(1, "A"), "at": 1e300}]}),
        json.dumps({"answers": [{**given(1, "A"), "at": None}]}),
        json.dumps({"answers": [{**given(1, "A"), "uuid": 7}]}),
        json.dumps({"answers": [{**given(1), "chosen": "A"}]}),
        json.dumps({"answers": [{**given(1), "chosen": ["A"] * 99}]}),
        json.dumps({"answers": [{**given(1), "chosen": [["A"]]}]}),
        json.dumps({"answers": [{**given(1, "A"), "number": "1"}]}),
        json.dumps({"answers": [given(10**30, "A")]}),
        json.dumps({"answers": [given(1, "A")] * 201}),
    ],
    # Their uuids and times are others in each process.
    ids=count(),
)
def test_what_no_page_sends_is_refused(browser, attempt, body) -> None:
    answer = browser.post(page("answers", attempt), body, "application/json")
    assert answer.status_code == 400
    assert not AnswerEvent.objects.exists()


def test_signs_that_are_none_are_no_answer(browser, attempt) -> None:
    answers = [given(999, "A"), given(1, "\x00"), given(1, "")]
    said = send(browser, attempt, *answers).json()
    assert {one["status"] for one in said["results"]} == {"refused"}


def test_after_the_end_answers_are_kept_as_late_and_the_paper_is_handed_in(
    browser, attempt
) -> None:
    begun = timezone.now() - timedelta(hours=2)
    ended = begun + timedelta(hours=1)
    Attempt.objects.update(started_at=begun, deadline_at=ended)
    in_time = (ended - timedelta(minutes=1)).timestamp() * 1000
    said = send(browser, attempt, given(1, "A", at=in_time), given(2, "A")).json()
    assert [one["status"] for one in said["results"]] == ["late", "refused"]
    assert said["status"] == "marked"
    shown = browser.get(page("attempt", attempt)).content.decode()
    assert "notice--attention" in shown


def test_the_phone_s_clock_alone_hands_nothing_in(browser, attempt) -> None:
    assert send(browser, attempt, over=True).json()["status"] == "started"
    Attempt.objects.update(deadline_at=timezone.now())
    assert send(browser, attempt, over=True).json()["status"] == "marked"


def test_another_device_is_asked_once_and_the_older_one_told(
    browser, attempt, trainee
) -> None:
    other = signed_in(trainee)
    asked = other.get(page("sit", attempt)).content.decode()
    assert page("continue_here", attempt) in asked
    assert "data-letter" not in asked
    first = reverse("assessment:question", args=[attempt.code, 1])
    assert other.get(first, follow=True).redirect_chain[-1][0] == page("sit", attempt)
    assert send(other, attempt, hand_in=True).json()["status"] == "started"
    here = other.post(page("continue_here", attempt), follow=True)
    assert "data-sit" in here.content.decode()
    assert Entry.objects.filter(verb="assessment.continue_exam").count() == 2
    earlier = attempt.started_at.timestamp() * 1000 + 1
    said = send(browser, attempt, given(1, "A"), given(2, "B", at=earlier)).json()
    assert said["elsewhere"]
    assert said["results"][0]["code"] == "continued_elsewhere"
    assert said["results"][1]["status"] == "kept"
    assert not send(other, attempt).json()["elsewhere"]


def test_the_sitting_of_others_is_not_found(attempt, classmate, registrar) -> None:
    for other in (signed_in(classmate), signed_in(registrar)):
        assert other.get(page("sit", attempt)).status_code == 404
        assert send(other, attempt, given(1, "A")).status_code == 404
        assert other.post(page("continue_here", attempt)).status_code == 404


def test_handed_in_the_page_leads_to_the_review_with_the_way_back(
    browser, attempt
) -> None:
    Question.objects.update(explanation_zh="因为这样。")
    send(browser, attempt, hand_in=True)
    review = browser.get(page("sit", attempt), follow=True)
    assert review.redirect_chain[-1][0] == page("attempt", attempt)
    html = review.content.decode()
    lesson = attempt.papers.first().question.lesson
    assert reverse("cms:lesson", args=[lesson.code]) in html


def test_a_new_session_on_the_same_phone_is_the_same_device(
    browser, attempt, trainee
) -> None:
    """She is signed out and in again; what waited on the phone is taken."""
    again = signed_in(trainee)
    again.cookies["exam_device"] = browser.cookies["exam_device"].value
    said = send(again, attempt, given(1, "A")).json()
    assert (said["elsewhere"], said["results"][0]["status"]) == (False, "kept")


def test_a_forged_name_of_a_device_is_none(browser, attempt) -> None:
    browser.cookies["exam_device"] = "x" * 500
    assert send(browser, attempt).json()["elsewhere"]
    browser.post(page("continue_here", attempt))
    attempt.refresh_from_db()
    assert len(attempt.device) == 16


def test_pictures_are_chosen_by_letter_and_described_in_words(
    db, browser, trainee
) -> None:
    edition = make_edition(exam_questions=1)
    cohort = make_assessing_cohort(edition=edition)
    edition.questions.all().delete()
    options = [
        {"key": key, "zh": f"姿势{key}", "en": key, "picture": make_picture(key).code}
        for key in "ABCD"
    ]
    make_question(edition.modules.first(), 1, kind="picture", options=options)
    attempt = actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)
    html = browser.get(page("sit", attempt)).content.decode()
    for option in options:
        address = reverse("assessment:picture", args=[option["picture"]])
        assert address in html
        assert f'alt="{option["zh"]}"' in html
    number, chosen = letters(attempt, "picture", ["B"])
    send(browser, attempt, given(number, *chosen), hand_in=True)
    attempt.refresh_from_db()
    assert attempt.points == 25
    review = browser.get(page("attempt", attempt)).content.decode()
    assert 'alt="姿势B"' in review
