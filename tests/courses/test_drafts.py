"""A new edition begins as a copy, is written page by page, and never touches the one in force."""

from typing import Any

import pytest

from school.assessment.models import Question
from school.courses import actions
from school.courses.content import content_of
from school.courses.models import Edition, Lesson
from school.courses.refusals import (
    DraftInUse,
    EditionInForceOnly,
    NotInDraft,
    VersionTaken,
)
from school.courses.rules.content import Content
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import make_cohort
from tests.factories.editions import make_sound_draft, make_sound_edition
from tests.factories.pages import make_standard
from tests.factories.thawed import thawed


@pytest.fixture
def published(db: None) -> Edition:
    edition = make_sound_edition(online_minutes_max=45, points_rule="T05")
    standard = make_standard(1)
    with thawed():
        lesson = Lesson.objects.filter(module__edition=edition).first()
        lesson.standards.add(standard)
        station = edition.stations.first()
        station.standards.add(standard)
        station.lessons.add(lesson)
    return edition


@pytest.fixture
def draft(db: None) -> Edition:
    return make_sound_draft()


def said(content: Content) -> list[tuple[Any, ...]]:
    return [
        (part.kind, "" if part.kind == "facts" else part.code, part.within, part.values)
        for part in content.parts
    ]


def test_a_draft_says_all_that_its_model_says(published: Edition, editor: User) -> None:
    draft = actions.draft_edition(published, version="1.1", by=editor)
    draft = Edition.objects.get(pk=draft.pk)
    assert (draft.status, draft.based_on, draft.is_signed_off) == (
        "draft",
        published,
        False,
    )
    assert said(content_of(draft)) == said(content_of(published))
    assert Entry.objects.filter(verb="courses.draft_edition").count() == 1


def test_the_question_bank_goes_along(published: Edition, editor: User) -> None:
    first = published.questions.order_by("pk").first()
    worded = published.questions.order_by("pk").last()
    Question.objects.filter(pk=first.pk).update(status="retired")
    Question.objects.filter(pk=worded.pk).update(replaces=first)
    draft = actions.draft_edition(published, version="1.1", by=editor)
    fields = ("code", "module__code", "lesson__code", "status", "answer", "options")
    assert list(draft.questions.values_list(*fields)) == list(
        published.questions.values_list(*fields)
    )
    assert draft.questions.get(code=worded.code, module__number=2).replaces == (
        draft.questions.get(code=first.code, module__number=1)
    )
    assert not draft.questions.exclude(module__edition=draft).exists()


def test_drafting_costs_the_same_for_many_rows(
    published: Edition, editor: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60):
        actions.draft_edition(published, version="1.1", by=editor)


def test_a_version_is_given_once(published: Edition, editor: User) -> None:
    with pytest.raises(VersionTaken):
        actions.draft_edition(published, version=published.version, by=editor)
    assert Edition.objects.count() == 1


def test_a_draft_is_no_model_for_another(draft: Edition, editor: User) -> None:
    with pytest.raises(EditionInForceOnly):
        actions.draft_edition(draft, version="9.0", by=editor)


def test_drafting_and_discarding_need_the_right(
    published: Edition, draft: Edition, registrar: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.draft_edition(published, version="1.1", by=registrar)
    with pytest.raises(NotPermitted):
        actions.discard_draft(draft, by=registrar)


def test_a_draft_is_discarded_with_its_bank(draft: Edition, editor: User) -> None:
    actions.discard_draft(draft, by=editor)
    assert not Edition.objects.exists()
    assert not Question.objects.exists()
    assert Entry.objects.filter(verb="courses.discard_draft").exists()


def test_nothing_else_is_discarded(
    published: Edition, draft: Edition, editor: User
) -> None:
    with pytest.raises(NotInDraft):
        actions.discard_draft(published, by=editor)
    make_cohort(edition=draft)
    with pytest.raises(DraftInUse):
        actions.discard_draft(draft, by=editor)


def test_classes_keep_their_edition_when_a_newer_one_is_published(
    published: Edition, editor: User, registrar: User
) -> None:
    cohort = make_cohort(edition=published)
    draft = actions.draft_edition(published, version="1.1", by=editor)
    actions.write_facts(draft, values={"pass_theory": 70, "points_rule": ""}, by=editor)
    actions.publish_edition(draft, by=registrar)
    cohort.refresh_from_db()
    assert cohort.edition == published
    assert cohort.edition.pass_theory == 60
    assert cohort.edition.status == Edition.Status.SUPERSEDED
