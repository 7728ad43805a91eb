"""Monthly figures taken in: each row for itself, what is known stays, what differs supersedes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.feedback import refusals
from school.feedback.models import ServiceFigure
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.things import Thing
from school.lib.errors import NotPermitted
from school.lib.tables import Line
from school.people.models import Person, User
from school.people.rules import mobile_number
from school.points.actions.booking import lock_all

IMPORT = "feedback.import_servicefigure"
COUNTED = ("orders", "good", "bad", "repeat")
AT_ONCE = 500
# A slip of the finger, and more than a column holds, are refused before they are kept.
MOST_ORDERS = 2_000
Key = tuple[int, date]


class Outcome(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    KNOWN = "known"
    REFUSED = "refused"


WORDS: Mapping[str, str | Promise] = {
    "no_person": _("nobody on file has this mobile number"),
    "later": _("this month is not over yet"),
    "negative": _("a number below zero stands here"),
    "too_many": _("there are more good, bad or repeat orders than orders"),
    "beyond": _("nobody completes so many orders in a month; check the number"),
    "twice": _("a row above says otherwise of the same month"),
}


@dataclass(frozen=True)
class Answer:
    """What became of a row of the file."""

    number: int
    outcome: Outcome
    why: Sequence[str | Promise] = ()


@transaction.atomic
def import_figures(
    lines: Sequence[Line], *, source: str, by: Actor, at: datetime | None = None
) -> list[Answer]:
    """Take in what can be read; the same file again changes nothing."""
    at = at or timezone.now()
    if not by.has_perm(IMPORT):
        raise NotPermitted
    if not source.strip():
        raise refusals.SourceNeeded
    people = _people(lines)
    # Two imports at once wait here for each other.
    lock_all(people.values())
    known = _known(people.values())
    answers, new = [], []
    seen: dict[Key, Mapping[str, Any]] = {}
    for line in lines:
        if why := _against(line, people, seen, on=timezone.localdate(at)):
            answers.append(Answer(line.number, Outcome.REFUSED, why))
            continue
        key = people[_phone(line)], line.values["month"]
        values = {name: line.values.get(name) for name in COUNTED}
        former = known.get(key)
        is_same = former and all(getattr(former, n) == values[n] for n in COUNTED)
        if is_same or key in seen:
            answers.append(Answer(line.number, Outcome.KNOWN))
        else:
            new.append(_figure(key, values, former))
            outcome = Outcome.CHANGED if former else Outcome.KEPT
            answers.append(Answer(line.number, outcome))
        seen[key] = values
    _keep(new, source=source.strip(), by=by, at=at)
    if new:
        _record(answers, source=source.strip(), by=by, at=at)
    return answers


def _against(
    line: Line,
    people: Mapping[str, int],
    seen: Mapping[Key, Mapping[str, Any]],
    *,
    on: date,
) -> list[str | Promise]:
    if line.reasons:
        return [str(reason) for reason in line.reasons]
    person = people.get(_phone(line))
    if person is None:
        return [WORDS["no_person"]]
    if line.values["month"] >= on.replace(day=1):
        return [WORDS["later"]]
    numbers = {name: line.values.get(name) for name in COUNTED}
    if wrong := _wrong(line.values):
        return [WORDS[wrong]]
    said = seen.get((person, line.values["month"]), numbers)
    return [] if said == numbers else [WORDS["twice"]]


def _wrong(values: Mapping[str, Any]) -> str:
    orders: int = values["orders"]
    good, bad, repeat = (values.get(name) or 0 for name in COUNTED[1:])
    if min(orders, good, bad, repeat) < 0:
        return "negative"
    if orders > MOST_ORDERS:
        return "beyond"
    return "too_many" if max(good + bad, repeat) > orders else ""


def _phone(line: Line) -> str:
    return mobile_number(line.values["phone"])


def _people(lines: Iterable[Line]) -> dict[str, int]:
    phones = sorted({_phone(line) for line in lines if "phone" in line.values})
    found: dict[str, int] = {}
    for start in range(0, len(phones), AT_ONCE):
        some = Person.objects.filter(user__phone__in=phones[start : start + AT_ONCE])
        found |= dict(some.values_list("user__phone", "pk"))
    return found


def _known(people: Iterable[int]) -> dict[Key, ServiceFigure]:
    current = ServiceFigure.objects.current().filter(person__in=set(people))
    return {(one.person_id, one.month): one for one in current}


def _figure(
    key: Key, values: Mapping[str, Any], former: ServiceFigure | None
) -> ServiceFigure:
    return ServiceFigure(
        person_id=key[0],
        month=key[1],
        supersedes=former,
        version=former.version + 1 if former else 1,
        **values,
    )


def _keep(
    figures: Sequence[ServiceFigure], *, source: str, by: Actor, at: datetime
) -> None:
    for one in figures:
        one.source, one.at = source[:60], at
        one.imported_by = by if isinstance(by, User) else None
    ServiceFigure.objects.bulk_create(figures, batch_size=AT_ONCE)


def _record(answers: Sequence[Answer], *, source: str, by: Actor, at: datetime) -> None:
    counted = {
        one.value: sum(answer.outcome is one for answer in answers) for one in Outcome
    }
    journal.record(
        by=by,
        verb="feedback.import_figures",
        on=Thing("feedback.figures", f"{at:%Y%m%d%H%M%S}", source[:60]),
        data=counted,
        at=at,
    )
