"""The bands in force, for those who look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q

from school.certificates.models import Certificate
from school.courses.models import Course
from school.enrollment.models import Enrollment
from school.people.models import Person
from school.wages.models import BandPublication, PayBand


@dataclass(frozen=True, slots=True)
class OfCourse:
    """Bands of one course: of the place nearest to the reader, the town or the county."""

    course: Course
    bands: Sequence[PayBand]


def county_bands(publication: BandPublication | None) -> list[OfCourse]:
    """By course; a course without a band has too few people."""
    courses = Course.objects.select_related("track").all()
    if publication is None:
        return []
    found = publication.bands.filter(town="")
    return _grouped(list(courses), list(found))


def of_course(course_id: int) -> tuple[BandPublication | None, list[PayBand]]:
    """The newest publication, and what it tells of the course in the whole county."""
    hers = FilteredRelation(
        "bands", condition=Q(bands__town="", bands__course=course_id)
    )
    # The types know of no related object by another name.
    newest: Any = BandPublication.objects.filter(
        pk=BandPublication.objects.order_by("-number").values("pk")[:1]
    )
    # The course's page is near the most that one may ask: both come in one question.
    rows = list(newest.annotate(band=hers).select_related("band").order_by("band__pk"))
    # A publication that tells nothing of the course is one row, without the attribute.
    bands = [row.band for row in rows if getattr(row, "band", None)]
    return (rows[0] if rows else None), bands


def near(
    person: Person,
) -> tuple[BandPublication | None, list[OfCourse]]:
    """Of her courses: her town's bands, and the county's where her town has none."""
    newest = BandPublication.objects.newest()
    courses = list(courses_of(person))
    if newest is None or not courses:
        return newest, []
    rows = newest.bands.filter(course__in=courses, town__in={"", person.town.strip()})
    nearest: dict[tuple[int, str, str], PayBand] = {}
    for band in sorted(rows, key=lambda row: (bool(row.town), row.pk)):
        nearest[band.course_id, band.kind, band.basis] = band
    return newest, _grouped(courses, list(nearest.values()))


def courses_of(person: Person) -> list[Course]:
    """Those that she holds a certificate of or is learning."""
    hers = Q(
        pk__in=Certificate.objects.filter(
            enrollment__person=person, status=Certificate.Status.VALID
        ).values("enrollment__cohort__edition__course")
    ) | Q(
        pk__in=Enrollment.objects.on_roll()
        .filter(person=person)
        .values("cohort__edition__course")
    )
    return list(Course.objects.filter(hers))


def _grouped(courses: Sequence[Course], bands: Sequence[PayBand]) -> list[OfCourse]:
    return [
        OfCourse(course, [band for band in bands if band.course_id == course.pk])
        for course in courses
    ]
