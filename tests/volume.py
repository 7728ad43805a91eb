"""A class of any size at its stations, every mark entered as an examiner's browser enters it."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from django.test import Client
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import ItemMark, Marking
from school.assessment.rubrics import version_of
from school.courses.models import Cohort, Edition
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, make_assessing_cohort
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment


@dataclass(frozen=True)
class Size:
    candidates: int
    stations: int
    examiners: int
    items: int

    @property
    def marks(self) -> int:
        return self.candidates * self.stations * self.examiners * self.items


def make_class(size: Size) -> Cohort:
    """Everyone's practical is opened; nothing is marked."""
    edition = make_edition(
        stations=size.stations,
        items=size.items,
        station_mode=Edition.StationMode.FULL,
        examiners_per_station=size.examiners,
        class_size_max=size.candidates,
    )
    cohort = make_assessing_cohort(
        edition=edition, seats=size.candidates, name=f"{size.candidates}人班"
    )
    for number in range(2, size.examiners):
        add_examiner(cohort, f"考评员{number + 1}")
    for _number in range(size.candidates):
        make_enrollment(cohort)
    actions.open_practicals(cohort, by=SYSTEM)
    return cohort


def mark_all(cohort: Cohort) -> int:
    """Every examiner marks and hands in all her sheets; how many marks are not kept as sent."""
    sheets = Marking.objects.filter(
        practical_station__practical__enrollment__cohort=cohort
    ).order_by("pk")
    sent = {}
    for examiner in User.objects.filter(markings__in=sheets).distinct().order_by("pk"):
        browser = signed_in(examiner)
        for sheet in sheets.filter(examiner=examiner):
            sent |= {mark[0]: mark[1:] for mark in _fill(browser, sheet)}
    kept = {
        uuid: values
        for uuid, *values in ItemMark.objects.filter(marking__in=sheets).values_list(
            "uuid", "marking__code", "item__code", "points"
        )
    }
    return sum(kept.get(uuid) != list(values) for uuid, values in sent.items()) + sum(
        uuid not in sent for uuid in kept
    )


def _fill(browser: Client, sheet: Marking) -> Iterator[tuple[UUID, str, str, int]]:
    """One batch a sheet, as a phone sends it; then the sheet is handed in."""
    chance = Random(sheet.pk)
    station = sheet.practical_station.station
    common = {
        "sheet": sheet.code,
        "claim": "",
        "kind": "item",
        "at": int(time.time() * 1000),
        "device": f"{sheet.examiner_id:016x}",
        "rubric": version_of(station),
    }
    marks = []
    for item in station.items.order_by("number"):
        name = UUID(int=chance.getrandbits(128), version=4)
        # Most of the points: the examiners never differ enough for a third.
        points = item.points - (item.points > 1 and chance.random() < 0.3)
        marks.append(
            {**common, "uuid": str(name), "subject": item.code, "points": points}
        )
        yield name, sheet.code, item.code, points
    answer = browser.post(
        reverse("assessment:send_marks"),
        json.dumps({"marks": marks}),
        content_type="application/json",
    )
    assert {one["fate"] for one in answer.json()["results"]} == {"kept"}, answer.text
    browser.post(reverse("assessment:submit_marking", args=[sheet.code]))
