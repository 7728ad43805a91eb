"""The facts of the curriculum come into the tables, once, and stay as they are in use."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from school.courses.actions import write_facts
from school.courses.actions.curriculum import (
    load_edition,
    load_standards,
    load_tracks,
)
from school.courses.curriculum.reader import CourseSet, Curriculum, read
from school.courses.models import (
    CriticalFail,
    Edition,
    Item,
    Lesson,
    Standard,
    Station,
    Track,
)
from school.courses.refusals import DraftWrittenHere, EditionFrozen
from school.journal.actors import SYSTEM, Actor
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.sync import Counts
from school.people.models import User
from tests.factories.courses import make_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read()


@pytest.fixture
def elder_care(curriculum: Curriculum) -> CourseSet:
    load_tracks(curriculum, by=SYSTEM)
    load_standards(curriculum.standards, by=SYSTEM)
    return curriculum.courses[0]


def smaller_class(part: CourseSet, *, version: str = "1.0") -> CourseSet:
    return replace(
        part, course=replace(part.course, class_size_max=20, version=version)
    )


def test_an_edition_has_the_facts_of_its_file(elder_care: CourseSet) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    edition.refresh_from_db()
    assert edition.status == Edition.Status.DRAFT
    assert edition.total_minutes == 60 * 45
    assert (edition.pass_theory, edition.pass_attendance_percent) == (60, 80)
    assert (edition.drawn_stations, edition.exam_questions) == (2, 20)
    assert (edition.examiners_per_station, edition.hides_names) == (2, False)
    assert edition.course.track.code == "elder-care"
    assert edition.course.track.colour == "blue"


def test_an_edition_has_its_modules_evenings_lessons_and_stations(
    elder_care: CourseSet,
) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    assert edition.modules.count() == 10
    assert edition.evenings.count() == 20
    assert Lesson.objects.filter(module__edition=edition).count() == 20
    assert edition.stations.count() == 8
    assert Item.objects.filter(station__edition=edition).count() == 81
    assert CriticalFail.objects.filter(station__edition=edition).count() == 26
    assert edition.stations.filter(is_mandatory=True).get().code == "EC-S01"


def test_an_edition_carries_what_the_nurse_instructor_confirms(
    elder_care: CourseSet,
) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    assert len(edition.to_confirm) == 9
    assert edition.to_confirm[0] == {
        "zh": "床上擦浴的室温（24–26℃）和水温（40℃左右）",
        "en": "Bed-bath room temperature (24–26 °C) and water temperature (about 40 °C)",
        "lessons": ["EC-M05-L2"],
    }
    assert not edition.is_signed_off


def test_stations_are_tied_to_modules_lessons_and_standards(
    elder_care: CourseSet,
) -> None:
    load_edition(elder_care, by=SYSTEM)
    station = Station.objects.get(code="EC-S03")
    assert {module.code for module in station.modules.all()} == {"EC-M06", "EC-M07"}
    assert "EC-M06-L2" in {lesson.code for lesson in station.lessons.all()}
    feeding = Station.objects.get(code="EC-S02")
    assert [standard.code for standard in feeding.standards.all()] == ["STD16"]


def test_standards_and_tracks_are_loaded_once(curriculum: Curriculum) -> None:
    assert load_tracks(curriculum, by=SYSTEM) == Counts(created=3)
    assert load_standards(curriculum.standards, by=SYSTEM) == Counts(created=20)
    entries = Entry.objects.count()
    assert load_tracks(curriculum, by=SYSTEM) == Counts(unchanged=3)
    assert load_standards(curriculum.standards, by=SYSTEM) == Counts(unchanged=20)
    assert Entry.objects.count() == entries
    assert Standard.objects.filter(red_line=True).count() == 8
    assert [track.code for track in Track.objects.all()] == [
        "elder-care",
        "postpartum-care",
        "cleaning",
    ]


def test_loading_again_writes_nothing(
    elder_care: CourseSet, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = load_edition(elder_care, by=SYSTEM)
    entries = Entry.objects.count()
    with django_assert_max_num_queries(4):
        again = load_edition(elder_care, by=SYSTEM)
    assert again.edition == first.edition
    assert again.counts == Counts(unchanged=first.counts.created)
    assert Entry.objects.count() == entries


def test_a_changed_draft_follows_its_file(elder_care: CourseSet) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    items = set(Item.objects.values_list("pk", flat=True))
    changed = load_edition(smaller_class(elder_care), by=SYSTEM)
    assert changed.edition == edition
    assert (changed.counts.created, changed.counts.updated) == (0, 1)
    assert changed.edition.class_size_max == 20
    assert set(Item.objects.values_list("pk", flat=True)) == items


def test_what_the_desk_wrote_is_replaced_only_where_that_is_said(
    elder_care: CourseSet, editor: User
) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    write_facts(edition, values={"class_size_max": 18}, by=editor)
    with pytest.raises(DraftWrittenHere) as refused:
        load_edition(elder_care, by=SYSTEM)
    assert refused.value.data["pages"] == 1
    assert str(editor) in str(refused.value) and "1.0" in str(refused.value)
    edition.refresh_from_db()
    assert edition.class_size_max == 18
    load_edition(smaller_class(elder_care), by=SYSTEM, replace_draft=True)
    edition.refresh_from_db()
    assert edition.class_size_max == 20


def test_what_the_file_of_a_draft_no_longer_has_goes(elder_care: CourseSet) -> None:
    load_edition(elder_care, by=SYSTEM)
    course = replace(elder_care.course, stations=elder_care.course.stations[:7])
    changed = load_edition(replace(elder_care, course=course), by=SYSTEM)
    assert changed.counts.removed == 1
    assert not Station.objects.filter(code="EC-S08").exists()


def published(part: CourseSet) -> Edition:
    """As it is when assessment has taken its questions in."""
    edition = load_edition(part, by=SYSTEM).edition
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    return edition


def test_a_published_edition_refuses_a_changed_file(elder_care: CourseSet) -> None:
    edition = published(elder_care)
    with pytest.raises(EditionFrozen) as refusal:
        load_edition(smaller_class(elder_care), by=SYSTEM)
    assert refusal.value.data == {"course": "EC", "version": "1.0"}
    edition.refresh_from_db()
    assert edition.class_size_max == 24


def test_an_edition_with_a_class_refuses_a_changed_file(elder_care: CourseSet) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    make_cohort(edition=edition, sessions=False)
    with pytest.raises(EditionFrozen):
        load_edition(smaller_class(elder_care), by=SYSTEM)


def test_a_raised_version_makes_a_new_edition(elder_care: CourseSet) -> None:
    old = published(elder_care)
    new = load_edition(smaller_class(elder_care, version="1.1"), by=SYSTEM).edition
    assert new != old
    assert new.course == old.course
    assert (old.stations.count(), new.stations.count()) == (8, 8)
    assert {old.status, new.status} == {"published", "draft"}


def test_loading_is_journalled(elder_care: CourseSet) -> None:
    edition = load_edition(elder_care, by=SYSTEM).edition
    entry = Entry.objects.get(verb="courses.load_edition")
    assert entry.object_id == str(edition.pk)
    assert entry.data == {"source_hash": elder_care.digest}


@pytest.mark.parametrize("load", ["tracks", "standards", "edition"])
def test_who_may_not_change_courses_may_not_load_them(
    curriculum: Curriculum, elder_care: CourseSet, instructor: User, load: str
) -> None:
    verbs: dict[str, Callable[[Actor], object]] = {
        "tracks": lambda by: load_tracks(curriculum, by=by),
        "standards": lambda by: load_standards(curriculum.standards, by=by),
        "edition": lambda by: load_edition(elder_care, by=by),
    }
    with pytest.raises(NotPermitted):
        verbs[load](instructor)
