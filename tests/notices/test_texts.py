"""The texts that the desk writes in place of the built-in ones."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices import actions, drafts
from school.notices.kinds import KINDS, facts_of, is_written_here
from school.notices.models import Notice, NoticeText
from school.notices.refusals import ChangedMeanwhile, FaultyText, IsBuiltIn
from school.notices.rules.texts import findings
from school.notices.wording import letter, said, subject
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.notices import CONTEXTS, TEXT, make_text

KIND = "place_offered"
BEGUN_FROM = [
    "enrolled",
    "waitlisted",
    "place_offered",
    "class_cancelled",
    "session_changed",
    "evening_moved",
    "evening_cancelled",
    "exam_open",
    "result_released",
    "certificate_issued",
    "follow_up_due",
]
PAGE = reverse("notices_desk:text", args=[KIND])


def offered(person: Person) -> Any:
    return actions.notify(person, kind=KIND, context=CONTEXTS[KIND])


def test_a_new_text_is_used_from_then_on(editor: User, trainee: Person) -> None:
    before = offered(trainee)
    actions.write_text(KIND, words=TEXT, after=0, by=editor)
    after = offered(trainee)
    assert subject(after) == "养老护理第1期给您留了一个名额"
    assert letter(after).body == "请在3月20日(周五)19:00前确认。"
    with override("en"):
        assert subject(after).startswith("A place in")
    assert subject(before) != subject(after)
    assert Entry.objects.get(verb="notices.write_text").data["version"] == 1


def test_going_back_keeps_what_was_written(editor: User, trainee: Person) -> None:
    built_in = subject(offered(trainee))
    actions.write_text(KIND, words=TEXT, after=0, by=editor)
    kept = offered(trainee)
    actions.revert_text(KIND, after=1, by=editor)
    assert subject(offered(trainee)) == built_in
    kept.refresh_from_db()
    assert subject(kept) == "养老护理第1期给您留了一个名额"
    assert NoticeText.objects.count() == 2
    with pytest.raises(IsBuiltIn):
        actions.revert_text(KIND, after=2, by=editor)


def test_two_editors_do_not_overwrite_each_other(editor: User, registrar: User) -> None:
    actions.write_text(KIND, words=TEXT, after=0, by=editor)
    with pytest.raises(ChangedMeanwhile):
        actions.write_text(KIND, words=TEXT, after=0, by=registrar)
    with pytest.raises(ChangedMeanwhile):
        actions.revert_text(KIND, after=0, by=registrar)


def test_who_may_not_write_does_not(auditor: User, trainee: Person) -> None:
    for user in (auditor, trainee.user):
        with pytest.raises(NotPermitted):
            actions.write_text(KIND, words=TEXT, after=0, by=user)
        with pytest.raises(NotPermitted):
            actions.revert_text(KIND, after=0, by=user)


def test_words_that_hang_on_a_code_stay_built_in(editor: User) -> None:
    kind = "certificate_changed"
    with pytest.raises(FaultyText):
        actions.write_text(kind, words=dict.fromkeys(TEXT, "a"), after=0, by=editor)
    page = signed_in(editor).get(reverse("notices_desk:text", args=[kind]))
    assert page.status_code == 404


@pytest.mark.parametrize("wrong", [{"subject_zh": "{cohrot}"}, {"body_en": ""}])
def test_the_verb_lets_no_faulty_text_through(
    editor: User, wrong: dict[str, str]
) -> None:
    with pytest.raises(FaultyText):
        actions.write_text(KIND, words={**TEXT, **wrong}, after=0, by=editor)


def test_the_database_keeps_every_version(db: None) -> None:
    text = make_text()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeText.objects.filter(pk=text.pk).update(subject_zh="改")
    with pytest.raises(IntegrityError), transaction.atomic():
        text.delete()


@pytest.mark.parametrize("kind", BEGUN_FROM)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_built_in_text_can_be_begun_from(kind: str, language: str) -> None:
    """And says the same, with all its facts and with no more than it needs."""
    facts = facts_of(kind)
    most = {name: CONTEXTS[kind][name] for name in CONTEXTS[kind]}
    least = {name: most[name] for name in facts.always}
    for part in ("subject", "body"):
        draft = drafts.draft(kind, part, language)
        assert draft
        assert findings(draft, facts) == []
        for context in (most, least):
            notice = Notice(kind=kind, context=context)
            with override(language):
                shown = letter(notice)
                expected = shown.subject if part == "subject" else shown.body
                drafted = said(draft, kind, context)
            assert plainly(drafted) == plainly(expected)


def plainly(text: str) -> str:
    return (
        re.sub(r"\s+", "", text).replace("months", "month").replace("points", "point")
    )


def test_every_kind_of_the_list_opens(editor: User) -> None:
    browser = signed_in(editor)
    kinds = [kind for kind in KINDS if is_written_here(kind)]
    assert len(kinds) > 10
    for kind in kinds:
        page = browser.get(reverse("notices_desk:text", args=[kind]))
        assert page.status_code == 200, kind
        typed = page.context["form"].initial
        assert len(typed["subject_zh"]) <= 120, kind
        assert len(typed["body_en"]) <= 1200, kind


def test_the_list_names_what_is_in_force(editor: User) -> None:
    make_text()
    page = signed_in(editor).get(reverse("notices_desk:texts")).text
    assert TEXT["subject_zh"] in page
    assert "吴教务" in page


def test_a_wrong_fact_is_said_at_its_field(editor: User) -> None:
    data = {**TEXT, "version": "0", "body_zh": "请在{untill}前确认"}
    page = signed_in(editor).post(PAGE, data)
    assert "{untill}" in str(page.context["form"].errors["body_zh"])
    assert "{untill}" in page.text
    assert not NoticeText.objects.exists()


def test_a_preview_keeps_nothing(editor: User) -> None:
    page = signed_in(editor).post(PAGE, {**TEXT, "version": "0", "preview": "1"})
    assert "养老护理第8期给您留了一个名额" in page.text
    assert "A place in Elder care, class 8 is kept for you" in page.text
    assert not NoticeText.objects.exists()


def test_the_desk_writes_and_goes_back(editor: User) -> None:
    browser = signed_in(editor)
    assert browser.post(PAGE, {**TEXT, "version": "0"}).url == PAGE
    page = browser.get(PAGE)
    assert page.context["form"].initial["version"] == 1
    assert browser.post(reverse("notices_desk:revert", args=[KIND])).url == PAGE
    assert NoticeText.objects.in_force(KIND) is None
    assert browser.get(reverse("notices_desk:text", args=["love"])).status_code == 404


def test_an_auditor_reads_only(auditor: User) -> None:
    page = signed_in(auditor).get(PAGE)
    assert page.status_code == 200
    assert signed_in(auditor).post(PAGE, {**TEXT, "version": "0"}).status_code in {
        302,
        403,
    }
    assert not NoticeText.objects.exists()
