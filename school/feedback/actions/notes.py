"""Coaching notes: of themselves once a complaint was answered or decided, or by an officer."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.feedback import matching, refusals
from school.feedback.models import CoachingNote, ComplaintKind
from school.feedback.rules.lessons import has_number
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.points.cases.models import Case

WRITE = "feedback.write_coachingnote"
# Heard or decided; what was withdrawn may still teach something.
COACHED_IN = (Case.Status.RESPONDED, Case.Status.POSTED, Case.Status.WITHDRAWN)


@transaction.atomic
def coach(case: Case, *, by: Actor, at: datetime | None = None) -> CoachingNote | None:
    """The note that a case brings of itself, once; none where only a person can say its kind."""
    if by is not SYSTEM:
        raise NotPermitted
    if case.status not in COACHED_IN or case.notified_at is None:
        return None
    kind = matching.kind_of(case)
    if kind is None or CoachingNote.objects.filter(case=case).exists():
        return None
    return _write(
        CoachingNote(
            person=case.person,
            case=case,
            kind=kind,
            occurred_on=case.occurred_on,
            advice_zh=kind.advice_zh,
            advice_en=kind.advice_en,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def write_note(
    person: Person,
    *,
    kind: ComplaintKind,
    occurred_on: date,
    happened: str,
    by: Actor,
    advice: str = "",
    case: Case | None = None,
    at: datetime | None = None,
) -> CoachingNote:
    """By hand: what happened in words that name no household; what to do, if not as the kind says.

    A case has one note: done again, it returns the one that is there.
    """
    now = at or timezone.now()
    if not by.has_perm(WRITE):
        raise NotPermitted
    if is_self(person, by):
        raise refusals.OwnNote
    _check_words(happened, advice)
    if occurred_on > timezone.localdate(now):
        raise refusals.HappensLater
    if case and (known := _note_of(case, person)):
        return known
    own = advice.strip()
    note = CoachingNote(
        person=person,
        case=case,
        kind=kind,
        occurred_on=occurred_on,
        happened=happened.strip(),
        advice_zh=own or kind.advice_zh,
        advice_en="" if own else kind.advice_en,
        written_by=by if isinstance(by, User) else None,
    )
    return _write(note, by=by, at=now)


@transaction.atomic
def read(note: CoachingNote, *, by: Actor, at: datetime | None = None) -> CoachingNote:
    """She has read it; pressed again, nothing changes."""
    return _tick(note, "read", "read_at", by=by, at=at)


@transaction.atomic
def practise(
    note: CoachingNote, *, by: Actor, at: datetime | None = None
) -> CoachingNote:
    """She has practised it, and so has read it."""
    at = at or timezone.now()
    read(note, by=by, at=at)
    return _tick(note, "practise", "practised_at", by=by, at=at)


def _note_of(case: Case, person: Person) -> CoachingNote | None:
    # Two who press at once wait here for each other.
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.person_id != person.pk:
        raise refusals.CaseOfAnother
    if case.notified_at is None:
        raise refusals.NotTold
    return CoachingNote.objects.filter(case=case).first()


def _check_words(happened: str, advice: str) -> None:
    if not happened.strip():
        raise refusals.WordsNeeded
    if has_number(happened) or has_number(advice):
        raise refusals.NamesSomebody


def _write(
    note: CoachingNote, *, by: Actor, at: datetime | None = None
) -> CoachingNote:
    note.written_at = at or timezone.now()
    note.standard = note.kind.standard
    note.enrollment, lessons = matching.lessons_for(note.person, note.kind)
    note.save(force_insert=True)
    note.lessons.set(lessons)
    journal.record(
        by=by,
        verb="feedback.write_note",
        on=note,
        data={"kind": note.kind.code, "standard": note.standard.code},
        at=note.written_at,
    )
    notify(
        note.person,
        kind="coaching_note",
        context={"what": {"zh": note.kind.title_zh, "en": note.kind.title_en}},
        link=reverse("feedback:note", args=[note.code]),
        by=by,
        at=note.written_at,
    )
    return note


def _tick(
    note: CoachingNote, verb: str, name: str, *, by: Actor, at: datetime | None
) -> CoachingNote:
    if not is_self(note.person, by):
        raise NotPermitted
    at = at or timezone.now()
    if CoachingNote.objects.filter(pk=note.pk, **{name: None}).update(**{name: at}):
        journal.record(by=by, verb=f"feedback.{verb}_note", on=note, at=at)
        note.refresh_from_db()
    return note
