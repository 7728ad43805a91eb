"""A file that was sent in: read, checked, and held against the bank."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment.exchange.planning import Plan, plan, rivals
from school.assessment.exchange.qti.package_in import manifest_of, read_package
from school.assessment.exchange.reading import Reading, vocabulary_of
from school.assessment.exchange.refusals import (
    FileReachesOut,
    FileUnpacksTooLarge,
    UnknownFile,
)
from school.assessment.exchange.sentences import Problem, sentence
from school.assessment.exchange.workbook_in import read_workbook
from school.assessment.models import QuestionFile
from school.assessment.rules.written import Fault
from school.courses.models import Edition, Module
from school.lib.archives import Archive, Outside, TooLarge, Unreadable

WORKBOOK = "xl/workbook.xml"
MOST_FILES = 6_000
MOST_BYTES = 80 * 1024 * 1024


@dataclass(frozen=True)
class Examined:
    reading: Reading
    plan: Plan
    # All that stands against taking the file in, by place.
    problems: Sequence[Problem]

    @property
    def can_be_imported(self) -> bool:
        return self.plan.has_work and not self.problems


def examine(kept: QuestionFile) -> Examined:
    with kept.file.open() as file:
        reading = read_file(file.read(), kept.edition, kept.module)
    found = plan(kept.edition, reading.questions)
    places = {
        one.code: place
        for one, place in zip(reading.questions, reading.places, strict=True)
    }
    faults = [
        (one.written.code, Fault("code", "used", {"value": one.written.code}))
        for one in found.refused
    ]
    for row, other in rivals(kept.edition, found):
        data = {"value": row.replaces, "other": other}
        faults.append((row.code, Fault("replaces", "replaced_already", data)))
    against = [Problem(places[code], sentence(fault)) for code, fault in faults]
    return Examined(reading, found, [*reading.problems, *against])


def is_workbook(data: bytes) -> bool:
    return WORKBOOK in _opened(data).names


def read_file(data: bytes, edition: Edition, module: Module | None = None) -> Reading:
    """What is in it decides what it is, not what it is called."""
    archive = _opened(data)
    words = vocabulary_of(edition)
    if manifest_of(archive.names):
        return read_package(archive, words, module.code if module else "")
    if WORKBOOK not in archive.names:
        raise UnknownFile
    try:
        return read_workbook(data, words)
    except TooLarge as error:
        raise FileUnpacksTooLarge from error
    except Unreadable as error:
        raise UnknownFile from error


def _opened(data: bytes) -> Archive:
    try:
        return Archive(data, most_files=MOST_FILES, most_bytes=MOST_BYTES)
    except TooLarge as error:
        raise FileUnpacksTooLarge from error
    except Outside as error:
        raise FileReachesOut from error
    except Unreadable as error:
        raise UnknownFile from error
