"""What an examiner finds first, and by which name."""

from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Marking
from school.assessment.sheets import lists_of
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.assessment import fill_sheet, make_assessing_cohort, markings_of
from tests.factories.enrollment import make_enrollment


def open_sheets(candidates: int) -> list[Marking]:
    cohort = make_assessing_cohort()
    return [
        sheet
        for _each in range(candidates)
        for sheet in markings_of(
            actions.open_practical(make_enrollment(cohort), by=SYSTEM)
        )
    ]


def test_a_begun_sheet_stands_first_and_one_handed_in_last(db: None) -> None:
    sheets = open_sheets(3)
    examiner = sheets[0].examiner
    sheet = [each for each in sheets if each.examiner_id == examiner.pk][-1]
    station = sheet.practical_station.station
    actions.begin_marking(sheet, by=examiner)
    first = lists_of(examiner)[0]
    assert (first.station, first.markings[0]) == (station, sheet)
    fill_sheet(sheet)
    after = next(each for each in lists_of(examiner) if each.station == station)
    assert after.markings[-1] == sheet


def test_a_station_is_called_by_its_name(db: None) -> None:
    sheet = open_sheets(1)[0]
    station = sheet.practical_station.station
    browser = signed_in(sheet.examiner)
    for url in (
        reverse("assessment:my_markings"),
        reverse("assessment:marking", args=[sheet.code]),
    ):
        html = browser.get(url).content.decode()
        assert f'<h2>{station} <small class="muted">{station.code}</small></h2>' in html
