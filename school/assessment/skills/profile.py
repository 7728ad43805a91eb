"""The skill profile of a person, over all courses, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from school.assessment.rules.skills import Level, Standing, standing_of
from school.assessment.skills import words
from school.assessment.skills.showings import (
    Showing,
    enrollments_that_show,
    results_that_count,
    showings_of,
)
from school.courses.models import Course, Lesson, Module, Standard, Station
from school.enrollment.models import Enrollment
from school.people.models import Person

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Skill:
    """A station of a course, over its editions; the newest one she was in gives the words."""

    station: Station
    course: Course
    # The newest first.
    showings: Sequence[Showing]
    standing: Standing

    @property
    def level(self) -> Level:
        return self.standing.latest

    @property
    def level_word(self) -> str:
        return words.level(self.level) if self.showings else words.not_examined()

    @property
    def level_kind(self) -> str:
        return words.kind(self.level)

    @property
    def latest(self) -> Showing | None:
        return self.showings[0] if self.showings else None

    @property
    def standards(self) -> Sequence[Standard]:
        return list(self.station.standards.all())

    @property
    def modules(self) -> Sequence[Module]:
        return list(self.station.modules.all())

    @property
    def lessons(self) -> Sequence[Lesson]:
        """To go back to: the station's own, else those of its modules."""
        own = list(self.station.lessons.all())
        return own or [one for module in self.modules for one in module.lessons.all()]


@dataclass(frozen=True, slots=True)
class Profile:
    person: Person
    skills: Sequence[Skill]

    @property
    def shown(self) -> list[Skill]:
        return [skill for skill in self.skills if skill.standing.is_shown]

    @property
    def shaken(self) -> list[Skill]:
        """Shown once, and not the last time."""
        return [skill for skill in self.skills if skill.standing.is_shaken]

    @property
    def missing(self) -> list[Skill]:
        least = Level.SAFELY
        return [skill for skill in self.skills if skill.standing.best < least]

    @property
    def once_shown(self) -> list[Skill]:
        """With the level of the last time, whatever it was."""
        return [
            skill
            for skill in self.skills
            if skill.standing.is_shown or skill.standing.is_shaken
        ]

    @property
    def is_empty(self) -> bool:
        return not self.skills

    @property
    def by_standard(self) -> list[tuple[Standard, list[Skill]]]:
        """The standards seen at her stations, each with the skills that meet it."""
        found: dict[Standard, list[Skill]] = defaultdict(list)
        for skill in self.skills:
            for standard in skill.standards:
                found[standard].append(skill)
        return sorted(found.items(), key=lambda pair: pair[0].number)


def profile_of(person: Person) -> Profile:
    """Every station of the courses she is or was in; nothing before it is released."""
    enrollments = enrollments_that_show(person.pk)
    results = results_that_count([enrollment.pk for enrollment in enrollments])
    course_of = {one.pk: one.cohort.edition.course for one in enrollments}
    shown: dict[Key, list[Showing]] = defaultdict(list)
    for one in showings_of(results):
        shown[course_of[one.enrollment_id].code, one.code].append(one)
    skills = [
        _skill(station, course, shown[course.code, station.code])
        for station, course in _stations(enrollments)
    ]
    return Profile(person, sorted(skills, key=_place))


def _stations(enrollments: Iterable[Enrollment]) -> list[tuple[Station, Course]]:
    """Of each course its stations, once, as the newest of her editions words them."""
    editions = {one.cohort.edition_id: one.cohort.edition for one in enrollments}
    by_edition = defaultdict(list)
    for station in Station.objects.filter(edition__in=editions).prefetch_related(
        "standards",
        "lessons",
        Prefetch("modules", Module.objects.prefetch_related("lessons")),
    ):
        by_edition[station.edition_id].append(station)
    newest: dict[Key, tuple[Station, Course]] = {}
    for pk, edition in editions.items():
        for station in by_edition[pk]:
            newest[edition.course.code, station.code] = (station, edition.course)
    return list(newest.values())


def _skill(station: Station, course: Course, showings: list[Showing]) -> Skill:
    newest_first = sorted(
        showings, key=lambda one: (one.at, one.practical_id), reverse=True
    )
    return Skill(
        station, course, newest_first, standing_of([one.shown for one in showings])
    )


def _place(skill: Skill) -> tuple[int, str, int]:
    course = skill.course
    return course.track.position, course.code, skill.station.number
