"""What both kinds of file are read into: questions with their places, and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from school.assessment.exchange.sentences import Problem, problem
from school.assessment.models import QuestionPicture
from school.assessment.rules.written import Fault, Vocabulary, Written, checked
from school.courses.models import Edition, Lesson, Standard

# In one file. A course has eighty; a bank of thousands is better taken in by parts.
MOST_QUESTIONS = 2_000


@dataclass(frozen=True)
class Entry:
    """A question as it stands in a file; `places` says where each of its fields does."""

    fields: Mapping[str, str]
    places: Mapping[str, str]
    # What the reader of the file has found already; the field is not checked again.
    faults: Sequence[Fault] = ()
    # A file of other people's may have no explanations; a workbook of ours has.
    explained: bool = True
    is_askable: bool = True


@dataclass(frozen=True)
class NewPicture:
    """A picture that comes with the file, under the code by which its questions name it."""

    data: bytes
    alt_zh: str
    alt_en: str


@dataclass
class Reading:
    questions: list[Written] = field(default_factory=list)
    # Of each question, in their order, where its code stands.
    places: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # What is no mistake and yet worth a look.
    notices: list[Problem] = field(default_factory=list)
    pictures: dict[str, NewPicture] = field(default_factory=dict)


def vocabulary_of(edition: Edition) -> Vocabulary:
    lessons = Lesson.objects.filter(module__edition=edition)
    return Vocabulary(
        modules=tuple(edition.modules.values_list("code", flat=True)),
        lessons=dict(lessons.values_list("code", "module__code")),
        standards=frozenset(Standard.objects.values_list("code", flat=True)),
        pictures=frozenset(QuestionPicture.objects.values_list("code", flat=True)),
        codes=frozenset(edition.questions.values_list("code", flat=True)),
    )


def take(reading: Reading, entries: Iterable[Entry], words: Vocabulary) -> None:
    """Check each entry; the second of two with one code is a problem too."""
    first: dict[str, str] = {}
    entries = list(entries)
    # A question may replace one that comes in the same file.
    codes = words.codes.union(entry.fields.get("code", "") for entry in entries)
    words = replace(words, codes=codes)
    for entry in entries:
        spoilt = {fault.field for fault in entry.faults}
        written, found = _checked(entry, words)
        faults = [
            *entry.faults,
            *(fault for fault in found if fault.field not in spoilt),
        ]
        code = written.code if written else entry.fields.get("code", "")
        before = first.setdefault(code, entry.places["code"])
        if code and before != entry.places["code"]:
            faults.append(Fault("code", "duplicate", {"first": before, "value": code}))
        reading.problems += [problem(fault, entry.places) for fault in faults]
        if written and not faults:
            reading.questions.append(written)
            reading.places.append(entry.places["code"])


def _checked(entry: Entry, words: Vocabulary) -> tuple[Written | None, list[Fault]]:
    if not entry.is_askable:
        return None, []
    return checked(entry.fields, words, explained=entry.explained)
