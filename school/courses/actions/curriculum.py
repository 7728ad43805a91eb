"""Taking the curriculum's facts in. An edition in use is frozen: a change is a new version."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from school.courses.curriculum import rows
from school.courses.curriculum.plain import digest
from school.courses.curriculum.reader import CourseSet, Curriculum
from school.courses.curriculum.standards import Standards
from school.courses.models import (
    Course,
    CriticalFail,
    Edition,
    Item,
    Lesson,
    Standard,
    Station,
    Track,
)
from school.courses.refusals import DraftWrittenHere, EditionFrozen
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.sync import Counts, bring_in_line


@dataclass(frozen=True)
class Loaded:
    edition: Edition
    counts: Counts

    @property
    def is_new(self) -> bool:
        """Whether anything was written, so that what hangs on the edition must follow."""
        return self.counts.changed > 0


@transaction.atomic
def load_tracks(curriculum: Curriculum, *, by: Actor) -> Counts:
    if not by.has_perm("courses.change_track"):
        raise NotPermitted
    made, counts = bring_in_line(
        Track.objects.all(), rows.tracks(curriculum), keep_others=True
    )
    if counts.changed:
        first = min(made.values(), key=lambda track: track.position)
        journal.record(by=by, verb="courses.load_tracks", on=first)
    return counts


@transaction.atomic
def load_standards(standards: Standards, *, by: Actor) -> Counts:
    if not by.has_perm("courses.change_standard"):
        raise NotPermitted
    made, counts = bring_in_line(
        Standard.objects.all(), rows.standards(standards), keep_others=True
    )
    if counts.changed:
        first = min(made.values(), key=lambda standard: standard.number)
        journal.record(
            by=by,
            verb="courses.load_standards",
            on=first,
            data={"version": standards.version, "source_hash": digest(standards)},
        )
    return counts


@transaction.atomic
def load_edition(part: CourseSet, *, by: Actor, replace_draft: bool = False) -> Loaded:
    """Bring the edition of the file's version in line with the file, as a draft.

    Read again unchanged, it writes nothing. Tracks and standards are loaded before.
    What the desk has written is replaced only where that is said.
    """
    if not by.has_perm("courses.add_edition"):
        raise NotPermitted
    source_hash = part.digest
    course = Course.objects.filter(code=part.course.code).first()
    edition = course and course.editions.filter(version=part.course.version).first()
    if edition and edition.source_hash == source_hash:
        return Loaded(edition, Counts(unchanged=_size(part)))
    if edition and _is_in_use(edition):
        raise EditionFrozen(course=part.course.code, version=edition.version)
    if edition and not edition.source_hash and not replace_draft:
        raise _written_here(edition)
    edition, counts = _write_edition(part, source_hash)
    counts += _write_syllabus(edition, part)
    counts += _write_stations(edition, part)
    journal.record(
        by=by,
        verb="courses.load_edition",
        on=edition,
        data={"source_hash": source_hash},
    )
    return Loaded(edition, counts)


def _written_here(edition: Edition) -> DraftWrittenHere:
    entries = Entry.objects.filter(
        object_type=edition._meta.label_lower, object_id=str(edition.pk)
    )
    written = entries.filter(verb="courses.write_edition")
    pages = {(one.data["part"], one.data["code"]) for one in written}
    last = written.first() or entries.first()
    return DraftWrittenHere(
        course=edition.course.code,
        version=edition.version,
        pages=len(pages),
        who=last.get_actor_label_display() if last else "",
    )


def _size(part: CourseSet) -> int:
    stations = part.course.stations
    return (
        1
        + len(part.course.modules)
        + len(part.course.sessions)
        + len(part.lessons)
        + len(stations)
        + sum(len(one.items) + len(one.critical_fails) for one in stations)
    )


def _is_in_use(edition: Edition) -> bool:
    return edition.status != Edition.Status.DRAFT or edition.cohorts.exists()


def _write_edition(part: CourseSet, source_hash: str) -> tuple[Edition, Counts]:
    course = part.course
    fact, _made = Course.objects.update_or_create(
        code=course.code,
        defaults={
            "slug": course.slug,
            "track": Track.objects.get(code=part.track.code),
            **rows.pair("title", course.title),
        },
    )
    edition, made = Edition.objects.update_or_create(
        course=fact,
        version=course.version,
        defaults={**rows.edition(part), "source_hash": source_hash},
    )
    return edition, Counts(created=int(made), updated=int(not made))


def _write_syllabus(edition: Edition, part: CourseSet) -> Counts:
    modules, total = bring_in_line(
        edition.modules.all(), _of(edition, rows.modules(part.course))
    )
    ids = {code: module.pk for code, module in modules.items()}
    evenings = _of(edition, rows.evenings(part.course, ids))
    total += bring_in_line(edition.evenings.all(), evenings)[1]
    lessons, counts = bring_in_line(
        Lesson.objects.filter(module__edition=edition), rows.lessons(part, ids)
    )
    standards = {standard.code: standard for standard in Standard.objects.all()}
    for lesson in part.lessons:
        row = lessons[lesson.id]
        row.standards.set(standards[code] for code in lesson.standards)
    return total + counts


def _write_stations(edition: Edition, part: CourseSet) -> Counts:
    stations, total = bring_in_line(
        edition.stations.all(), _of(edition, rows.stations(part.course))
    )
    ids = {code: station.pk for code, station in stations.items()}
    of_edition = {"station__edition": edition}
    for queryset, wanted in (
        (Item.objects.filter(**of_edition), rows.items(part.course, ids)),
        (
            CriticalFail.objects.filter(**of_edition),
            rows.critical_fails(part.course, ids),
        ),
    ):
        total += bring_in_line(queryset, wanted)[1]
    _link_stations(edition, part, stations)
    return total


def _link_stations(
    edition: Edition, part: CourseSet, stations: Mapping[str, Station]
) -> None:
    modules = {module.code: module for module in edition.modules.all()}
    lessons = {
        lesson.code: lesson for lesson in Lesson.objects.filter(module__edition=edition)
    }
    standards = {standard.code: standard for standard in Standard.objects.all()}
    for station in part.course.stations:
        row = stations[station.id]
        row.modules.set(modules[code] for code in station.modules)
        row.standards.set(standards[code] for code in part.standards[station.id])
        row.lessons.set(
            lessons[lesson.id]
            for lesson in part.lessons
            if station.id in lesson.stations
        )


def _of(edition: Edition, wanted: Mapping[str, rows.Row]) -> dict[str, rows.Row]:
    return {
        code: {**values, "edition_id": edition.pk} for code, values in wanted.items()
    }
