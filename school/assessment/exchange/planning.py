"""What a file would do to the bank: what is new, changed, the same, and what may not be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from school.assessment import corrections
from school.assessment.exchange.bank import RELATED, written_of
from school.assessment.models import Correction, Paper, Question
from school.assessment.rules.written import Written
from school.courses.models import Edition

# What the trainee reads and is marked by, in the fields of a file, and in whose place:
# let in, it retires that one.
WORDING = frozenset(
    {
        *("module", "kind", "stem_zh", "stem_en", "picture", "options"),
        *("answer", "tolerance", "unit_zh", "unit_en", "replaces"),
    }
)


@dataclass(frozen=True)
class Change:
    question: Question
    written: Written
    # Names of the fields that differ.
    names: Sequence[str]

    @property
    def is_rewording(self) -> bool:
        return bool(WORDING.intersection(self.names))


@dataclass
class Plan:
    new: list[Written] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Written] = field(default_factory=list)
    # Rewordings of questions that keep their words.
    refused: list[Change] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        return bool(self.new or self.changed) and not self.refused


def plan(edition: Edition, questions: Sequence[Written]) -> Plan:
    bank = bank_of(edition, questions)
    keys = corrections.keys_of(bank.values())
    kept = _kept(edition)
    found = Plan()
    for written in questions:
        question = bank.get(written.code)
        if question is None:
            found.new.append(written)
            continue
        as_it_is = written_of(question, keys[question.pk])
        change = Change(question, written, differing(as_it_is, written))
        if not change.names:
            found.unchanged.append(written)
        elif change.is_rewording and question.pk in kept:
            found.refused.append(change)
        else:
            found.changed.append(change)
    return found


def _kept(edition: Edition) -> set[int]:
    """The questions that keep their words."""
    papers = Paper.objects.filter(question__edition=edition)
    said = Correction.objects.filter(question__edition=edition)
    said = said.exclude(status=Correction.Status.REJECTED)
    return {
        *papers.values_list("question_id", flat=True).distinct(),
        *said.values_list("question_id", flat=True),
    }


def bank_of(edition: Edition, questions: Sequence[Written]) -> Mapping[str, Question]:
    wanted = {written.code for written in questions}
    bank = edition.questions.select_related(*RELATED)
    return {question.code: question for question in bank if question.code in wanted}


def differing(one: Written, other: Written) -> list[str]:
    return [
        each.name
        for each in fields(Written)
        if getattr(one, each.name) != getattr(other, each.name)
    ]


def rivals(edition: Edition, found: Plan) -> list[tuple[Written, str]]:
    """Rows that would replace what another question replaces already, with its code."""
    bank = edition.questions.exclude(replaces=None)
    bank = bank.exclude(status=Question.Status.RETIRED)
    standing = dict(bank.values_list("code", "replaces__code"))
    coming = {row.code: row for row in found.new}
    for change in found.changed:
        if change.is_rewording or change.question.status != Question.Status.RETIRED:
            coming[change.written.code] = change.written
    first = {
        replaced: code for code, replaced in standing.items() if code not in coming
    }
    clashes = []
    for code, row in coming.items():
        other = first.setdefault(row.replaces, code) if row.replaces else code
        if other != code:
            clashes.append((row, other))
    return clashes
