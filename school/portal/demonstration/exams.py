"""Sitting theory, and marking stations, each with its own luck."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from school.assessment import actions as assessment
from school.assessment.actions.answers import Given
from school.assessment.models import (
    Attempt,
    Marking,
    Paper,
    Practical,
    PracticalStation,
    Question,
)
from school.assessment.papers import letters_of
from school.assessment.rules.stations import FAIL_PRACTICAL, half
from school.courses.models import CriticalFail, Item
from school.people.models import User
from school.portal.demonstration.clock import at
from school.portal.demonstration.school import Member, School

SECONDS_A_QUESTION, SECONDS_AN_ITEM = 75, 40


def sit(
    school: School, member: Member, *, moment: datetime, skill: float | None = None
) -> Attempt:
    """Answer every question, and hand in."""
    by = member.trainee.user
    skill = member.trainee.skill if skill is None else skill
    with at(moment):
        attempt = assessment.start_exam(
            member.enrollment, by=by, seed=school.chance.getrandbits(62)
        )
    given = []
    for line in attempt.papers.select_related("question").order_by("number"):
        moment += timedelta(seconds=SECONDS_A_QUESTION)
        knows = school.chance.random() < skill
        chosen = line.question.answer if knows else _wrong(line, school.chance)
        letters = letters_of(line, chosen)
        given.append(Given(uuid4(), line.number, letters, moment))
    assessment.save_answers(attempt, given, by=by, at=moment)
    return assessment.submit_exam(attempt, by=by, at=moment)


def _wrong(line: Paper, chance: Random) -> list[str]:
    """Another option; of several right ones, all but one; an order with two changed over."""
    answer = list(line.question.answer)
    if line.question.kind == Question.Kind.NUMERIC:
        return ["0"]
    if line.question.kind == Question.Kind.ORDERING:
        return [answer[1], answer[0], *answer[2:]]
    if line.question.kind == Question.Kind.MULTIPLE:
        answer.remove(chance.choice(answer))
        return answer
    return [chance.choice([key for key in line.option_order if key not in answer])]


def draw(school: School, member: Member, *, moment: datetime) -> Practical:
    return assessment.open_practical(
        member.enrollment,
        by=school.registrar,
        at=moment,
        seed=school.chance.getrandbits(62),
    )


@dataclass(frozen=True, slots=True)
class Showing:
    """What a trainee showed at a station, which two examiners see nearly alike."""

    place: PracticalStation
    points: dict[Item, int]

    @classmethod
    def of(cls, place: PracticalStation, *, skill: float, chance: Random) -> "Showing":
        return cls(
            place,
            {
                item: _points(item, skill, chance)
                for item in place.station.items.order_by("number")
            },
        )

    @property
    def worst(self) -> CriticalFail:
        """What fails the whole practical, where the station has such a thing."""
        fails = self.place.station.critical_fails.order_by("number")
        return fails.filter(effect=FAIL_PRACTICAL).first() or fails[0]

    def sheets(self) -> list[Marking]:
        return list(self.place.markings.order_by("pk"))


def _points(item: Item, skill: float, chance: Random) -> int:
    luck = chance.random()
    if luck < skill - 0.12:
        return item.points
    return half(item.points) if luck < skill + 0.08 else 0


def showings(practical: Practical, *, skill: float, chance: Random) -> list[Showing]:
    places = practical.practical_stations.select_related("station").order_by("number")
    return [Showing.of(place, skill=skill, chance=chance) for place in places]


def mark(
    school: School,
    marking: Marking,
    showing: Showing,
    *,
    moment: datetime,
    items: int | None = None,
    critical: bool = False,
    strictness: int = 0,
) -> Marking:
    """Fill a sheet in and hand it in; with `items`, only so many, and keep it open."""
    by = _examiner(school, marking)
    assessment.begin_marking(marking, by=by, at=moment)
    for item, points in list(showing.points.items())[:items]:
        moment += timedelta(seconds=SECONDS_AN_ITEM)
        given = _seen(points, item, school.chance, strictness=strictness)
        assessment.mark_item(marking, item=item, points=given, by=by, at=moment)
    if critical:
        assessment.mark_critical(
            marking,
            critical_fail=showing.worst,
            is_observed=True,
            by=by,
            at=moment,
        )
    if items is not None:
        return marking
    return assessment.submit_marking(marking, by=by, at=moment)


def _seen(points: int, item: Item, chance: Random, *, strictness: int) -> int:
    """Now and then an examiner sees a point more or less."""
    seen = points - strictness
    if chance.random() < 0.1:
        seen += chance.choice((-1, 1))
    return min(max(seen, 0), item.points)


def mark_drawn(
    school: School,
    practical: Practical,
    *,
    moment: datetime,
    skill: float,
    critical: bool = False,
) -> None:
    """Show and mark everything; `critical` is seen by all at the last station."""
    shown = showings(practical, skill=skill, chance=school.chance)
    for showing in shown:
        for marking in showing.sheets():
            mark(
                school,
                marking,
                showing,
                moment=moment,
                critical=critical and showing is shown[-1],
            )
        moment += timedelta(minutes=10)


def _examiner(school: School, marking: Marking) -> User:
    """The colleague of the cast, who remembers her rights from one mark to the next."""
    return next(
        user for user in school.staff.values() if user.pk == marking.examiner_id
    )
