"""A complaint becomes help: once, without points, and without naming a household."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.feedback import actions, refusals
from school.feedback.models import CoachingNote, ComplaintKind
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.people.models import Person, User
from school.points.models import Posting
from tests.factories.cases import (
    make_answered,
    make_case,
    make_officer,
    make_posted,
    make_told,
    make_withdrawn,
)
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.feedback import make_kind, make_note, teach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def kind(db: None) -> ComplaintKind:
    return make_kind()


@pytest.fixture
def taught(trainee: Person, kind: ComplaintKind) -> Enrollment:
    """She has completed a course whose first lesson teaches the standard."""
    edition = make_edition(course=None)
    teach(edition, kind.standard, "EC-M01-L1")
    cohort = make_cohort(edition=edition)
    return make_enrollment(cohort, trainee, status=Enrollment.Status.COMPLETED)


def test_an_answered_complaint_brings_a_note(
    trainee: Person, taught: Enrollment, kind: ComplaintKind
) -> None:
    case = make_answered(trainee)
    note = CoachingNote.objects.get(case=case)
    assert (note.person, note.kind, note.standard) == (trainee, kind, kind.standard)
    assert note.enrollment == taught
    assert [one.code for one in note.lessons.all()] == ["EC-M01-L1"]
    assert note.advice_zh == kind.advice_zh
    # The facts of a case are somebody's words about a household.
    assert note.happened == ""
    told = Notice.objects.get(kind="coaching_note")
    assert told.person == trainee
    assert note.code in told.link


def test_it_stays_one_note_whatever_becomes_of_the_case(
    trainee: Person, kind: ComplaintKind
) -> None:
    case = make_posted(trainee)
    assert CoachingNote.objects.filter(case=case).count() == 1
    assert Notice.objects.filter(kind="coaching_note").count() == 1


def test_without_an_answer_it_comes_with_the_decision(
    trainee: Person, kind: ComplaintKind
) -> None:
    case = make_told(trainee)
    assert not CoachingNote.objects.exists()
    make_withdrawn(case)
    assert CoachingNote.objects.get().case == case


def test_what_she_was_never_told_of_brings_none(
    trainee: Person, kind: ComplaintKind
) -> None:
    make_withdrawn(make_case(trainee))
    assert not CoachingNote.objects.exists()


def test_a_note_costs_nothing(trainee: Person, kind: ComplaintKind) -> None:
    note = make_note(trainee)
    actions.practise(note, by=trainee.user)
    assert not Posting.objects.exists()


def test_the_platforms_word_for_it_goes_before_the_rule(
    trainee: Person, kind: ComplaintKind
) -> None:
    other = make_kind("privacy", number=9, rule="")
    case = make_answered(trainee, complaint_kind="privacy")
    assert CoachingNote.objects.get(case=case).kind == other


def test_of_an_unknown_kind_only_a_person_can_write(
    trainee: Person, points_officer: User
) -> None:
    case = make_answered(trainee)
    assert not CoachingNote.objects.exists()
    kind = make_kind(rule="")
    typed = {"occurred_on": TODAY, "happened": "没打招呼。", "by": points_officer}
    note = actions.write_note(trainee, kind=kind, case=case, **typed)
    assert note.written_by == points_officer
    again = actions.write_note(trainee, kind=kind, case=case, **typed)
    assert again == note


def test_who_took_no_course_is_shown_the_newest_edition(
    trainee: Person, kind: ComplaintKind
) -> None:
    edition = make_edition()
    teach(edition, kind.standard, "EC-M02-L1")
    draft = make_edition(status=Edition.Status.DRAFT, signed_off=False)
    teach(draft, kind.standard, "EC-M02-L1")
    note = make_note(trainee)
    assert note.enrollment is None
    assert [one.module.edition for one in note.lessons.all()] == [edition]


def test_own_words_take_the_place_of_the_kinds(
    trainee: Person, kind: ComplaintKind
) -> None:
    note = make_note(trainee, advice="先发短信。")
    assert (note.advice_zh, note.advice_en) == ("先发短信。", "")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"happened": "  "}, refusals.WordsNeeded),
        ({"happened": "王女士 13800000000 说晚到"}, refusals.NamesSomebody),
        ({"advice": "打 13800000000"}, refusals.NamesSomebody),
        ({"occurred_on": TODAY + timedelta(days=1)}, refusals.HappensLater),
    ],
)
def test_what_is_typed_may_be_refused(
    trainee: Person,
    kind: ComplaintKind,
    typed: dict[str, object],
    refusal: type[Refusal],
) -> None:
    with pytest.raises(refusal):
        make_note(trainee, **typed)
    assert not CoachingNote.objects.exists()


def test_a_case_of_another_or_not_told_is_refused(
    trainee: Person, classmate: Person, kind: ComplaintKind
) -> None:
    with pytest.raises(refusals.CaseOfAnother):
        make_note(classmate, case=make_told(trainee))
    with pytest.raises(refusals.NotTold):
        make_note(trainee, case=make_case(trainee, source="2"))


def test_nobody_writes_to_herself_or_without_the_right(
    trainee: Person, classmate: Person, kind: ComplaintKind, editor: User
) -> None:
    officer = make_officer()
    Person.objects.filter(pk=classmate.pk).update(user=officer)
    classmate.refresh_from_db()
    with pytest.raises(refusals.OwnNote):
        make_note(classmate, by=officer)
    with pytest.raises(NotPermitted):
        make_note(trainee, by=editor)
    with pytest.raises(NotPermitted):
        actions.coach(make_answered(trainee), by=officer)


def test_only_she_ticks_it_and_once(
    trainee: Person, classmate: Person, kind: ComplaintKind
) -> None:
    note = make_note(trainee)
    with pytest.raises(NotPermitted):
        actions.read(note, by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.practise(note, by=SYSTEM)
    first = actions.read(note, by=trainee.user).read_at
    assert first
    later = actions.practise(note, by=trainee.user, at=first + timedelta(days=1))
    actions.practise(note, by=trainee.user, at=first + timedelta(days=2))
    later.refresh_from_db()
    assert (later.read_at, later.practised_at) == (first, first + timedelta(days=1))
    verbs = Entry.objects.filter(verb__startswith="feedback.").values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == [
        "feedback.practise_note",
        "feedback.read_note",
        "feedback.write_note",
    ]


def test_practised_means_read(trainee: Person, kind: ComplaintKind) -> None:
    note = actions.practise(make_note(trainee), by=trainee.user)
    note.refresh_from_db()
    assert note.read_at == note.practised_at is not None
