"""The database itself keeps a published edition as it is."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.courses.models import CriticalFail, Edition, Evening, Item, Lesson, Module
from tests.factories.courses import make_edition, make_nurse, make_station
from tests.factories.pages import make_standard


@pytest.fixture
def published(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def draft(db: None) -> Edition:
    return make_edition(signed_off=False, status=Edition.Status.DRAFT)


def _module(edition: Edition) -> Module:
    return edition.modules.get(number=1)


def _lesson(edition: Edition) -> Lesson:
    return Lesson.objects.get(module=_module(edition))


ADDITIONS: dict[str, Callable[[Edition], object]] = {
    "module": lambda edition: Module.objects.create(
        edition=edition,
        code="EC-M09",
        number=9,
        title_zh="新模块",
        theory_minutes=45,
        practical_minutes=0,
    ),
    "evening": lambda edition: Evening.objects.create(
        edition=edition,
        code="EC-E90",
        number=90,
        title_zh="新的一晚",
        theory_minutes=45,
        practical_minutes=90,
        assessment_minutes=0,
    ),
    "lesson": lambda edition: Lesson.objects.create(
        module=_module(edition),
        code="EC-M01-L9",
        number=9,
        title_zh="新课",
        reading_minutes=5,
    ),
    "station": lambda edition: make_station(edition, 9),
    "item": lambda edition: Item.objects.create(
        station=edition.stations.get(number=1),
        code="EC-S01-I09",
        number=9,
        points=5,
        text_zh="新步骤",
    ),
    "critical fail": lambda edition: CriticalFail.objects.create(
        station=edition.stations.get(number=1),
        code="EC-S01-X9",
        number=9,
        effect=CriticalFail.Effect.FAIL_STATION,
        text_zh="新的否决项",
    ),
    "module of a station": lambda edition: edition.stations.get(number=1).modules.add(
        edition.modules.get(number=2)
    ),
    "lesson of a station": lambda edition: edition.stations.get(number=1).lessons.add(
        _lesson(edition)
    ),
    "standard of a station": lambda edition: edition.stations.get(
        number=1
    ).standards.add(make_standard(1)),
    "standard of a lesson": lambda edition: _lesson(edition).standards.add(
        make_standard(1)
    ),
}
CHANGES: dict[str, Callable[[Edition], object]] = {
    "facts": lambda edition: Edition.objects.filter(pk=edition.pk).update(
        pass_theory=1
    ),
    "new facts": lambda edition: Edition.objects.filter(pk=edition.pk).update(
        station_mode="full"
    ),
    "a draft again": lambda edition: Edition.objects.filter(pk=edition.pk).update(
        status=Edition.Status.DRAFT
    ),
    "another signs": lambda edition: Edition.objects.filter(pk=edition.pk).update(
        signed_off_by=make_nurse(), signed_off_at=timezone.now()
    ),
    "nobody signed": lambda edition: Edition.objects.filter(pk=edition.pk).update(
        signed_off_by=None, signed_off_at=None
    ),
    "modules": lambda edition: edition.modules.update(exam_questions=1),
    "evenings": lambda edition: edition.evenings.update(theory_minutes=1),
    "stations": lambda edition: edition.stations.update(minutes=1),
    "lessons": lambda edition: Lesson.objects.filter(module__edition=edition).update(
        title_zh="改"
    ),
    "items": lambda edition: Item.objects.filter(station__edition=edition).update(
        points=1
    ),
    "critical fails": lambda edition: CriticalFail.objects.filter(
        station__edition=edition
    ).update(effect="fail_station"),
    "links": lambda edition: edition.stations.get(
        number=1
    ).modules.through.objects.update(module=edition.modules.get(number=2)),
}
REMOVALS: dict[str, Callable[[Edition], object]] = {
    "edition": lambda edition: edition.delete(),
    "evenings": lambda edition: edition.evenings.all().delete(),
    "items": lambda edition: Item.objects.filter(station__edition=edition).delete(),
    "critical fails": lambda edition: CriticalFail.objects.filter(
        station__edition=edition
    ).delete(),
    "lessons": lambda edition: Lesson.objects.filter(module__edition=edition).delete(),
    "links": lambda edition: edition.stations.get(number=1).modules.clear(),
}
ALL = [
    pytest.param(change, id=f"{kind} {name}")
    for kind, changes in (
        ("add", ADDITIONS),
        ("change", CHANGES),
        ("remove", REMOVALS),
    )
    for name, change in changes.items()
]


@pytest.mark.parametrize("change", ALL)
def test_a_published_edition_stays_as_it_is(
    published: Edition, change: Callable[[Edition], object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change(published)


@pytest.mark.parametrize("change", ALL)
def test_a_draft_takes_every_change(
    draft: Edition, change: Callable[[Edition], object]
) -> None:
    change(draft)


def test_nothing_is_moved_from_a_draft_into_a_published_edition(
    draft: Edition, published: Edition
) -> None:
    station = draft.stations.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        station.items.update(station=published.stations.get(number=1))


def test_a_superseded_edition_stays_as_it_is(published: Edition) -> None:
    Edition.objects.update(status=Edition.Status.SUPERSEDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_station(published, 9)


def test_writing_the_same_again_is_no_change(published: Edition) -> None:
    published.save()
    _module(published).save()
    Item.objects.filter(station__edition=published).first().save()
