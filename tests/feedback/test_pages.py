"""A suggestion as the worker reads it, and how the desk writes it."""

import pytest
from django.urls import reverse

from school.feedback.models import CoachingNote, ComplaintKind
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.cases import make_answered
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.feedback import make_kind, make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(db: None) -> ComplaintKind:
    return make_kind()


def test_she_reads_it_and_presses(trainee: Person, kind: ComplaintKind) -> None:
    note = make_note(trainee)
    browser = signed_in(trainee)
    assert kind.title_zh in browser.get(reverse("feedback:mine")).text
    page = browser.get(reverse("feedback:note", args=[note.code])).text
    for words in (note.happened, kind.advice_zh, "敲门。", "不扣分"):
        assert words in page
    browser.post(reverse("feedback:read", args=[note.code]))
    note.refresh_from_db()
    assert note.read_at
    assert note.practised_at is None
    browser.post(reverse("feedback:practise", args=[note.code]))
    note.refresh_from_db()
    assert note.practised_at
    page = browser.get(reverse("feedback:note", args=[note.code])).text
    assert reverse("feedback:practise", args=[note.code]) not in page


def test_it_waits_on_her_first_page_until_it_is_read(
    trainee: Person, kind: ComplaintKind
) -> None:
    make_enrollment(make_cohort(), trainee)
    note = make_note(trainee)
    address = reverse("feedback:note", args=[note.code])
    browser = signed_in(trainee)
    assert address in browser.get(reverse("portal:today")).text
    browser.post(reverse("feedback:read", args=[note.code]))
    assert address not in browser.get(reverse("portal:today")).text


def test_it_is_a_letter_to_her(
    trainee: Person, classmate: Person, kind: ComplaintKind
) -> None:
    note = make_note(trainee)
    browser = signed_in(classmate)
    for name in ("note", "read", "practise"):
        address = reverse(f"feedback:{name}", args=[note.code])
        send = browser.get if name == "note" else browser.post
        assert send(address).status_code == 404
    assert kind.title_zh not in browser.get(reverse("feedback:mine")).text


def test_the_desk_shows_what_waits_and_writes_it(
    trainee: Person, points_officer: User
) -> None:
    case = make_answered(trainee)
    kind = make_kind(rule="")
    browser = signed_in(points_officer)
    waiting = reverse("feedback_desk:waiting")
    assert case.facts in browser.get(waiting).text
    address = reverse("feedback_desk:write_for_case", args=[case.code])
    typed = {"kind": kind.pk, "occurred_on": str(case.occurred_on), "happened": "晚了"}
    assert browser.post(address, typed).status_code == 302
    assert CoachingNote.objects.get().case == case
    assert case.facts not in browser.get(waiting).text
    assert browser.get(address).status_code == 404


def test_a_list_that_is_cut_says_how_many_more_there_are(
    trainee: Person, points_officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_answered(trainee)
    browser = signed_in(points_officer)
    waiting = reverse("feedback_desk:waiting")
    monkeypatch.setattr("school.feedback.desk.notes.MOST", 1)
    assert "件要写建议书" not in browser.get(waiting).text
    monkeypatch.setattr("school.feedback.desk.notes.MOST", 0)
    assert browser.get(waiting).context["more"] == 1


def test_an_editor_changes_a_kind(editor: User, kind: ComplaintKind) -> None:
    browser = signed_in(editor)
    address = reverse("feedback_desk:kind", args=[kind.code])
    typed = {
        "title_zh": "来晚了",
        "title_en": "Late",
        "standard": kind.standard.pk,
        "advice_zh": "早点走。",
        "advice_en": "Leave early.",
    }
    assert browser.post(address, typed).status_code == 302
    kind.refresh_from_db()
    assert (kind.title_zh, kind.rule_code) == ("来晚了", "")
