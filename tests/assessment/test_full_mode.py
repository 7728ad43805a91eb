"""An edition may have every station taken, each counted by its weight."""

from decimal import Decimal

import pytest

from school.assessment import actions
from school.assessment.evidence import practical_states, standing_of
from school.assessment.rules.examiners import weighted_mean
from school.courses.models import Edition
from tests.factories.assessment import (
    fill_sheet,
    make_assessing_cohort,
    markings_of,
)
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment


@pytest.mark.parametrize(
    ("points", "weights", "wanted"),
    [
        (["80", "40"], [75, 25], "70.0"),
        (["80.0", "79.9", "0"], [33, 33, 34], "52.8"),
        (["100"], [100], "100.0"),
    ],
)
def test_each_station_counts_by_its_weight(
    points: list[str], weights: list[int], wanted: str
) -> None:
    assert str(weighted_mean([Decimal(one) for one in points], weights)) == wanted


@pytest.fixture
def edition(db: None) -> Edition:
    edition = make_edition(
        stations=5,
        station_mode=Edition.StationMode.FULL,
        status=Edition.Status.DRAFT,
        drawn_stations=1,
    )
    for number, weight in enumerate((60, 10, 10, 10, 10), start=1):
        edition.stations.filter(number=number).update(weight=weight)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    return edition


def test_everybody_takes_every_station_and_the_weights_decide(
    edition: Edition, trainee, registrar
) -> None:
    cohort = make_assessing_cohort(edition=edition)
    enrollment = make_enrollment(cohort, trainee)
    practical = actions.open_practical(enrollment, by=registrar)
    numbers = [place.station.number for place in practical.practical_stations.all()]
    assert numbers == [1, 2, 3, 4, 5]
    for sheet in markings_of(practical):
        first = sheet.practical_station.station.number == 1
        fill_sheet(sheet, points=20 if first else 50)
    # 60 % of 40 points and 40 % of 100; the plain mean would be 88.
    assert practical_states([practical])[0].points == Decimal("64.0")
    assert standing_of(enrollment).practical_points == Decimal("64.0")
