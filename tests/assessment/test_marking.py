"""Marking a station: its verbs and what they refuse."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from school.assessment import actions
from school.assessment.models import CriticalMark, ItemMark, Marking
from school.courses.models import CriticalFail, Item
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from tests.factories.assessment import (
    fill_sheet,
    markings_of,
)
from tests.refused import refused_by


def first_item(sheet: Marking) -> Item:
    return sheet.practical_station.station.items.first()


def critical(sheet: Marking) -> CriticalFail:
    return sheet.practical_station.station.critical_fails.get(effect="fail_station")


def test_an_examiner_marks_only_her_own_sheets(sheet, practical, registrar) -> None:
    item = first_item(sheet)
    other = markings_of(practical)[1].examiner
    for person in (other, registrar, practical.enrollment.person.user):
        with pytest.raises(NotPermitted):
            actions.mark_item(sheet, item=item, points=1, by=person)
    assert actions.mark_item(sheet, item=item, points=1, by=sheet.examiner)


def test_a_mark_sent_twice_is_kept_once(sheet) -> None:
    name = uuid.uuid4()
    kept = [
        actions.mark_item(
            sheet, item=first_item(sheet), points=7, uuid=name, by=sheet.examiner
        )
        for _time in range(2)
    ]
    assert kept[0] == kept[1]
    assert ItemMark.objects.count() == 1
    fail = critical(sheet)
    for _time in range(2):
        actions.mark_critical(
            sheet, critical_fail=fail, is_observed=True, uuid=name, by=sheet.examiner
        )
    assert CriticalMark.objects.count() == 1


def test_another_sheet_cannot_use_the_name_of_a_mark(practical) -> None:
    one, other = markings_of(practical)[:2]
    name = uuid.uuid4()
    actions.mark_item(one, item=first_item(one), points=7, uuid=name, by=SYSTEM)
    refused_by(
        "not_on_this_sheet",
        actions.mark_item,
        other,
        item=first_item(other),
        points=7,
        uuid=name,
        by=SYSTEM,
    )


def test_marks_of_another_station_or_beyond_the_points_are_refused(
    practical, sheet
) -> None:
    elsewhere = markings_of(practical)[-1]
    refused_by(
        "not_on_this_sheet",
        actions.mark_item,
        sheet,
        item=first_item(elsewhere),
        points=1,
        by=SYSTEM,
    )
    refused_by(
        "not_on_this_sheet",
        actions.mark_critical,
        sheet,
        critical_fail=critical(elsewhere),
        is_observed=True,
        by=SYSTEM,
    )
    for points in (-1, 51):
        refused_by(
            "points_out_of_range",
            actions.mark_item,
            sheet,
            item=first_item(sheet),
            points=points,
            by=SYSTEM,
        )


def test_marks_are_appended_and_the_database_refuses_to_change_them(sheet) -> None:
    for points in (3, 9):
        actions.mark_item(sheet, item=first_item(sheet), points=points, by=SYSTEM)
    assert ItemMark.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemMark.objects.update(points=50)
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemMark.objects.all().delete()


def test_handing_in_with_steps_unmarked_needs_a_word(sheet) -> None:
    actions.mark_item(sheet, item=first_item(sheet), points=30, by=SYSTEM)
    refusal = refused_by("items_unmarked", actions.submit_marking, sheet, by=SYSTEM)
    assert refusal.data == {"count": 1}
    actions.submit_marking(sheet, by=SYSTEM, rest_not_done=True)
    assert sorted(sheet.item_marks.values_list("points", flat=True)) == [0, 30]


def test_a_sheet_handed_in_does_not_change(sheet) -> None:
    fill_sheet(sheet)
    item, fail = first_item(sheet), critical(sheet)
    again = [
        (actions.mark_item, {"item": item, "points": 1}),
        (actions.mark_critical, {"critical_fail": fail, "is_observed": True}),
        (actions.write_note, {"note": "。"}),
        (actions.begin_marking, {}),
        (actions.submit_marking, {}),
    ]
    for verb, arguments in again:
        refused_by("sheet_handed_in", verb, sheet, by=sheet.examiner, **arguments)


def test_the_clock_starts_once(sheet) -> None:
    first = actions.begin_marking(sheet, by=sheet.examiner)
    again = actions.begin_marking(sheet, by=sheet.examiner)
    assert first.started_at == again.started_at
    assert (again.ends_at - again.started_at).total_seconds() == 8 * 60
