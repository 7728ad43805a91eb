"""Practising questions: no clock, no marks, and mistakes that come back."""

from random import Random

import pytest
from django.urls import reverse

from school.assessment import actions, practice
from school.assessment.models import Attempt, Practised, Question
from school.assessment.rules.practice import Tried, after, pick
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from tests.cast import signed_in
from tests.factories.assessment import make_question
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import corrected
from tests.refused import refused_by


@pytest.fixture
def question(enrollment) -> Question:
    return enrollment.cohort.edition.questions.first()


def test_a_mistake_leaves_the_list_when_it_is_right_twice_running() -> None:
    tried = after(Tried(1, 1), is_right=False)
    assert tried.is_mistake
    tried = after(tried, is_right=True)
    assert tried.is_mistake
    assert not after(tried, is_right=True).is_mistake
    assert not after(Tried(1, 1), is_right=True).is_mistake
    assert after(after(tried, is_right=False), is_right=True).is_mistake


def test_what_was_tried_least_comes_first_and_mistakes_come_back() -> None:
    seen = [Tried(1, 1, tries=2), Tried(2, 1, tries=1), Tried(3, 1, tries=1)]
    assert pick(seen, chance=Random(1), but=2) == 3
    wrong = [*seen, Tried(4, 1, tries=5, was_wrong=True)]
    assert pick(wrong, chance=Random(1)) == 4
    assert pick(seen[:1], chance=Random(1), but=1) == 1
    assert pick([], chance=Random(1)) is None


def test_an_answer_is_counted_and_decides_nothing(
    enrollment, question, trainee
) -> None:
    for chosen in (["A"], ["B"]):
        actions.practise(enrollment, question, chosen=chosen, by=trainee.user)
    met = Practised.objects.get()
    assert (met.tries, met.was_wrong, met.streak) == (2, True, 1)
    assert not Attempt.objects.exists()


def test_only_oneself_practises(enrollment, question, classmate, registrar) -> None:
    for other in (classmate.user, registrar, SYSTEM):
        with pytest.raises(NotPermitted):
            actions.practise(enrollment, question, chosen=["B"], by=other)


def test_there_is_no_practising_beside_an_exam(enrollment, question, trainee) -> None:
    actions.start_exam(enrollment, by=trainee.user)
    told = {"chosen": ["B"], "by": trainee.user}
    refused_by("sitting_in_progress", actions.practise, enrollment, question, **told)
    browser = signed_in(trainee)
    home = reverse("assessment:practice", args=[enrollment.code])
    assert browser.get(home).context["is_sitting"]
    url = reverse("assessment:practise", args=[enrollment.code, "mixed", question.code])
    assert browser.get(url).url == home


def test_what_is_kept_for_the_exam_is_not_practised(
    enrollment, question, trainee
) -> None:
    Question.objects.filter(pk=question.pk).update(use=Question.Use.EXAM_ONLY)
    told = {"chosen": ["B"], "by": trainee.user}
    refused_by("not_practised", actions.practise, enrollment, question, **told)
    elsewhere = make_question(make_edition().modules.first(), 1)
    refused_by("not_practised", actions.practise, enrollment, elsewhere, **told)


@pytest.mark.parametrize(
    ("chosen", "code"), [([], "answer_missing"), (["Z"], "no_such_answer")]
)
def test_what_is_no_answer_is_refused(
    enrollment, question, trainee, chosen, code
) -> None:
    told = {"chosen": chosen, "by": trainee.user}
    refused_by(code, actions.practise, enrollment, question, **told)


def test_a_corrected_question_is_practised_by_its_new_key(
    enrollment, question, trainee
) -> None:
    corrected(question)
    actions.practise(enrollment, question, chosen=["A"], by=trainee.user)
    assert not Practised.objects.get().was_wrong


def test_who_waits_for_a_place_practises_nothing_yet(enrollment, question) -> None:
    waiting = make_enrollment(enrollment.cohort, status="waitlisted", queue_number=1)
    user = waiting.person.user
    refused_by(
        "not_on_roll", actions.practise, waiting, question, chosen=["B"], by=user
    )


@pytest.mark.parametrize(
    ("kind", "answer", "typed", "right"),
    [
        ("single", ["B"], {"option": "B"}, True),
        ("multiple", ["A", "C"], {"option": ["A"]}, False),
        ("true_false", ["A"], {"option": "A"}, True),
        (
            "ordering",
            list("ABCD"),
            {"place_A": "1", "place_B": "2", "place_C": "3", "place_D": "4"},
            True,
        ),
        ("numeric", ["38.5"], {"number": "３８。５"}, True),
    ],
)
def test_each_kind_is_answered_and_explained(
    enrollment, trainee, kind, answer, typed, right
) -> None:
    options = {"options": []} if kind == "numeric" else {}
    module = enrollment.cohort.edition.modules.first()
    asked = make_question(module, 88, kind=kind, answer=answer, **options)
    sheet = practice.sheet_of(enrollment, asked)
    letter = dict(zip(sheet.option_order, "ABCD", strict=False))
    sent = {
        (f"place_{letter[name[-1]]}" if name.startswith("place") else name): (
            [letter[one] for one in value] if name == "option" else value
        )
        for name, value in typed.items()
    }
    browser = signed_in(trainee)
    where = [enrollment.code, str(module.number), asked.code]
    assert browser.get(reverse("assessment:practise", args=where)).status_code == 200
    answered = browser.post(reverse("assessment:practise", args=where), sent)
    assert answered.url == reverse("assessment:explained", args=where)
    page = browser.get(answered.url)
    assert page.context["line"].is_right is right
    assert asked.explanation_zh in page.content.decode()


def test_the_parts_count_and_lead_to_the_next_question(enrollment, trainee) -> None:
    browser = signed_in(trainee)
    home = reverse("assessment:practice", args=[enrollment.code])
    first = enrollment.cohort.edition.modules.get(number=1)
    asked = first.questions.first()
    actions.practise(enrollment, asked, chosen=["A"], by=trainee.user)
    page = browser.get(home)
    assert (page.context["mistakes"], page.context["tried"]) == (1, 1)
    assert page.context["modules"][0].mistakes == 1
    on = browser.get(
        reverse("assessment:practise_on", args=[enrollment.code, "mistakes"])
    )
    assert on.url.endswith(f"/mistakes/{asked.code}/")
    other = browser.get(reverse("assessment:practise_on", args=[enrollment.code, "1"]))
    assert not other.url.endswith(f"/{asked.code}/")
    for part in ("nonsense", "1234"):
        url = reverse("assessment:practise_on", args=[enrollment.code, part])
        assert browser.get(url).status_code == 404


def test_when_no_mistake_is_left_it_says_so(enrollment, trainee) -> None:
    url = reverse("assessment:practise_on", args=[enrollment.code, "mistakes"])
    assert signed_in(trainee).get(url).url == reverse(
        "assessment:practice", args=[enrollment.code]
    )
