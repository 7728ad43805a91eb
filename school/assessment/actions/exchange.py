"""Questions that come in files: kept until they are looked at, then taken in at once."""

import hashlib
import io
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_import
from school.assessment.actions.pictures import keep_picture
from school.assessment.exchange.bank import keys_for
from school.assessment.exchange.planning import Change, plan, rivals
from school.assessment.exchange.reading import NewPicture, Reading
from school.assessment.exchange.refusals import (
    CodeTwice,
    FileHasMistakes,
    FileTooLarge,
)
from school.assessment.models import Question, QuestionFile, QuestionPicture
from school.assessment.rules.written import Option, Written
from school.courses.models import Edition, Lesson, Module, Standard
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_NAME = 120
KEPT_FOR = timedelta(days=7)
# All that a file says of a question; who wrote it and its status go with it.
COLUMNS = [
    *("module", "lesson", "standard", "kind", "difficulty", "use", "picture"),
    *("stem_zh", "stem_en", "options", "answer", "tolerance", "unit_zh", "unit_en"),
    *("explanation_zh", "explanation_en"),
    *("status", "written_by", "reviewed_by", "reviewed_at"),
]


@dataclass(frozen=True)
class Imported:
    new: int
    changed: int
    unchanged: int


@transaction.atomic
def keep_file(
    edition: Edition,
    *,
    by: User,
    name: str,
    data: bytes,
    module: Module | None = None,
) -> QuestionFile:
    """Keep a file for its preview. One that the sender never confirmed gives way."""
    if not can_import(by):
        raise NotPermitted
    if len(data) > LARGEST_FILE:
        raise FileTooLarge
    for old in QuestionFile.objects.visible_to(by).waiting():
        _forget(old)
        old.delete()
    kept = QuestionFile(
        edition=edition,
        module=module,
        name=name[-LONGEST_NAME:],
        sent_by=by,
        sent_at=timezone.now(),
    )
    # The sender's name of the file is shown, never used.
    kept.file.save(secrets.token_hex(16), ContentFile(data), save=False)
    kept.save()
    journal.record(
        by=by, verb="assessment.keep_file", on=edition, data={"bytes": len(data)}
    )
    return kept


@transaction.atomic
def forget_files(*, by: Actor, at: datetime | None = None) -> int:
    """Delete what nobody confirmed in a week; how many files it was."""
    now = at or timezone.now()
    waiting = past_files(now).select_related("edition")
    left = list(waiting.select_for_update(of=("self",)))
    for kept in left:
        _forget(kept)
        journal.record(by=by, verb="assessment.forget_file", on=kept.edition, at=now)
        kept.delete()
    return len(left)


def past_files(at: datetime) -> QuerySet[QuestionFile]:
    return QuestionFile.objects.waiting().filter(sent_at__lt=at - KEPT_FOR)


def drop_files(edition: Edition) -> None:
    """Of an edition that goes, and their rows with it, no bytes stay behind."""
    for kept in edition.question_files.all():
        _forget(kept)


@transaction.atomic
def import_file(kept: QuestionFile, reading: Reading, *, by: Actor) -> Imported:
    """Take a file's questions in, once: by whoever sent it, and without a mistake in it."""
    if not can_import(by) or kept.sent_by_id != by.pk:
        raise NotPermitted
    if reading.problems:
        raise FileHasMistakes
    now = timezone.now()
    waiting = QuestionFile.objects.waiting().filter(pk=kept.pk)
    if not waiting.update(imported_at=now):
        raise refusals.SoAlready
    with kept.file.open() as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    done = import_questions(
        kept.edition,
        reading.questions,
        by=by,
        pictures=reading.pictures,
        sha256=sha256,
    )
    kept.imported_at, kept.new, kept.changed = now, done.new, done.changed
    _forget(kept)
    kept.save(update_fields=["new", "changed", "file"])
    return done


@transaction.atomic
def import_questions(
    edition: Edition,
    rows: Sequence[Written],
    *,
    by: Actor,
    pictures: Mapping[str, NewPicture] | None = None,
    sha256: str = "",
) -> Imported:
    """Take questions into the bank: all of them as drafts that wait for review, or none.

    A question in the bank keeps its status where only what is no wording changes.
    `sha256` is that of the file they come from.
    """
    if not can_import(by):
        raise NotPermitted
    # Against another import, and against a paper that draws one of them meanwhile.
    Edition.objects.select_for_update().get(pk=edition.pk)
    list(edition.questions.order_by("pk").select_for_update().values_list("pk"))
    if len({row.code for row in rows}) < len(rows):
        raise CodeTwice
    rows = _with_pictures(rows, pictures or {}, by=by)
    found = plan(edition, rows)
    if found.refused:
        raise refusals.QuestionUsed(code=found.refused[0].written.code)
    if clashes := rivals(edition, found):
        row, other = clashes[0]
        raise refusals.BeingRevised(code=row.replaces, other=other)
    written = _write(edition, found.new, found.changed, by=by)
    done = Imported(len(found.new), len(found.changed), len(found.unchanged))
    data = {"new": done.new, "changed": done.changed, "sha256": sha256}
    journal.record(by=by, verb="assessment.import_questions", on=edition, data=data)
    journal.record_each(
        by=by, verb="assessment.import_question", on=written, data=lambda _one: data
    )
    return done


def _with_pictures(
    rows: Sequence[Written], pictures: Mapping[str, NewPicture], *, by: Actor
) -> list[Written]:
    """The rows under the codes that the bank gives the pictures that come with them."""
    codes = {"": ""}
    for name, new in pictures.items():
        file = io.BytesIO(new.data)
        kept = keep_picture(file, by=by, alt_zh=new.alt_zh, alt_en=new.alt_en)
        codes[name] = kept.code
    return [
        replace(
            row,
            picture=codes.get(row.picture, row.picture),
            options=tuple(
                replace(one, picture=codes.get(one.picture, one.picture))
                for one in row.options
            ),
        )
        for row in rows
    ]


def _write(
    edition: Edition, new: Sequence[Written], changed: Sequence[Change], *, by: Actor
) -> list[Question]:
    """In as many statements for a thousand questions as for ten, as far as the database takes."""
    rows = _Rows(edition, by)
    linked = [row for row in new if row.replaces]
    linked += [one.written for one in changed if "replaces" in one.names]
    # No two may replace one question, not for a moment.
    codes = [row.code for row in linked]
    edition.questions.filter(code__in=codes).update(replaces=None)
    questions = [Question(edition=edition, code=row.code) for row in new]
    for question, row in zip(questions, new, strict=True):
        rows.fill(question, row, keys_for(row))
        rows.draft(question)
    Question.objects.bulk_create(questions)
    for change in changed:
        is_same = not {"kind", "options"}.intersection(change.names)
        own = change.question if is_same else None
        former = _unchanged_key(change)
        rows.fill(change.question, change.written, keys_for(change.written, own))
        for name, value in former.items():
            setattr(change.question, name, value)
        if change.is_rewording:
            rows.draft(change.question)
    Question.objects.bulk_create(
        [change.question for change in changed],
        update_conflicts=True,
        unique_fields=["edition", "code"],
        update_fields=COLUMNS,
    )
    if linked:
        _link(edition, linked)
    return [*questions, *(change.question for change in changed)]


def _unchanged_key(change: Change) -> dict[str, Any]:
    """The key as the bank writes it: what a correction says is in the file, not there."""
    if change.is_rewording:
        return {}
    return {name: getattr(change.question, name) for name in ("answer", "tolerance")}


def _link(edition: Edition, rows: Sequence[Written]) -> None:
    """A question may replace one that came in with the same file."""
    wanted = {row.code: row.replaces for row in rows}
    bank = {one.code: one for one in edition.questions.only("code", "replaces")}
    moved = []
    for code, replaced in wanted.items():
        if replaced:
            bank[code].replaces = bank[replaced]
            moved.append(bank[code])
    Question.objects.bulk_update(moved, ["replaces"], batch_size=500)


class _Rows:
    """Turns the codes that a file names into what they name."""

    def __init__(self, edition: Edition, by: Actor) -> None:
        self.by = by if isinstance(by, User) else None
        self.modules = _ids(edition.modules.all())
        self.lessons = _ids(Lesson.objects.filter(module__edition=edition))
        self.standards = _ids(Standard.objects.all())
        self.pictures = _ids(QuestionPicture.objects.all())

    def fill(self, question: Question, row: Written, keys: Mapping[str, str]) -> None:
        question.module_id = self.modules[row.module]
        question.lesson_id = self.lessons.get(row.lesson)
        question.standard_id = self.standards.get(row.standard)
        question.picture_id = self.pictures.get(row.picture)
        question.options = [_option(one, keys) for one in row.options]
        question.answer = [keys.get(one, one) for one in row.answer]
        for name in (
            *("kind", "difficulty", "use", "tolerance", "unit_zh", "unit_en"),
            *("stem_zh", "stem_en", "explanation_zh", "explanation_en"),
        ):
            setattr(question, name, getattr(row, name))

    def draft(self, question: Question) -> None:
        question.status = Question.Status.DRAFT
        question.written_by = self.by
        question.reviewed_by = question.reviewed_at = None


def _option(one: Option, keys: Mapping[str, str]) -> Mapping[str, str]:
    said = {"key": keys[one.key], "zh": one.zh, "en": one.en}
    return {**said, "picture": one.picture} if one.picture else said


def _ids(rows: Any) -> dict[str, int]:
    return dict(rows.values_list("code", "pk"))


def _forget(kept: QuestionFile) -> None:
    """The bytes go when the row says so for good, and not before."""
    name, storage = kept.file.name, kept.file.storage
    kept.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))
