"""The map from complaints to standards: shipped once, then the editors'."""

from dataclasses import replace

import pytest

from school.feedback import actions, refusals
from school.feedback.actions import Wording
from school.feedback.models import ComplaintKind
from school.feedback.shipped import KINDS
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.factories.feedback import make_kind, make_note
from tests.factories.pages import make_standard

pytestmark = pytest.mark.django_db


def wording(kind: ComplaintKind, **other: object) -> Wording:
    return replace(
        Wording(
            kind.title_zh,
            kind.title_en,
            kind.standard,
            kind.advice_zh,
            kind.advice_en,
            kind.rule_code,
        ),
        **other,
    )


def test_every_standard_has_a_kind_and_every_rule_one_at_most() -> None:
    assert {one.standard for one in KINDS} == {f"STD{no:02d}" for no in range(1, 21)}
    codes, rules = [one.code for one in KINDS], [one.rule for one in KINDS if one.rule]
    assert len(set(codes)) == len(codes)
    assert len(set(rules)) == len(rules)


def test_loading_adds_what_is_missing_and_leaves_what_was_changed() -> None:
    make_standard(1)
    mine = make_kind("late", title_zh="来晚了")
    counts = actions.load_kinds(by=SYSTEM)
    # Of the other standards there is none here.
    assert (counts.created, counts.unchanged) == (1, 1)
    mine.refresh_from_db()
    assert mine.title_zh == "来晚了"
    assert actions.load_kinds(by=SYSTEM).created == 0


def test_an_editor_changes_it_and_the_journal_says_what(
    editor: User, trainee: Person
) -> None:
    kind = make_kind()
    note = make_note(trainee)
    other = make_standard(5)
    actions.change_kind(
        kind, wording=wording(kind, standard=other, advice_zh="新话"), by=editor
    )
    data = Entry.objects.get(verb="feedback.change_kind").data
    assert data["standard"] == ["STD01", "STD05"]
    assert set(data) == {"standard", "advice_zh"}
    note.refresh_from_db()
    assert (note.standard.code, note.advice_zh) == ("STD01", "早点出门，晚了先打电话。")


def test_nothing_changed_is_not_journalled(editor: User) -> None:
    kind = make_kind()
    actions.change_kind(kind, wording=wording(kind), by=editor)
    assert not Entry.objects.filter(verb="feedback.change_kind").exists()


def test_what_is_refused(editor: User, points_officer: User) -> None:
    kind, other = make_kind(), make_kind("no_id", number=2, rule="N04")
    with pytest.raises(refusals.RuleTaken):
        actions.change_kind(other, wording=wording(other, rule_code="N01"), by=editor)
    with pytest.raises(refusals.KindIncomplete):
        actions.change_kind(kind, wording=wording(kind, advice_zh=" "), by=editor)
    with pytest.raises(NotPermitted):
        actions.change_kind(kind, wording=wording(kind), by=points_officer)
    with pytest.raises(NotPermitted):
        actions.load_kinds(by=points_officer)
