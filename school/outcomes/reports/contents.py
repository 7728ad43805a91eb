"""What a report is made of: read once, set beside every report before it, written down."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from school.outcomes import rules
from school.outcomes.access import public_results
from school.outcomes.applicants import applicants_of
from school.outcomes.costs import spent_in
from school.outcomes.facts import members_of, roll_of
from school.outcomes.models import CohortResult
from school.outcomes.reports.models import Report
from school.outcomes.rules import Count, Kind, Like, Line, Member
from school.outcomes.rules.earlier import Before, beside_earlier
from school.outcomes.rules.periods import Period
from school.outcomes.rules.plain import rounded, rounded_line, stepped, to_plain
from school.outcomes.rules.published import COURSE, Published
from school.outcomes.satisfaction import by_class, shown_of
from school.people.models import Consent, ConsentText
from school.wages.models import FollowUp

# Of what is written down, and of how each figure is worked out: counted up by a change.
# In format 1 how content the classes were may be absent; it told how many were asked.
# Up to format 2 nobody stands beside who waited in vain.
FORMAT, DEFINITIONS = 3, 1
# By company is for the desk: none has agreed to stand in public. Of classes, those of a
# course and year together.
GROUPS: Final = (Kind.CLASS, Kind.TOWN, Kind.AGE, Kind.SEX)
CLASS_DEPTH: Final = 2
LIKE: Final = Like(3)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it would be published now."""

    period: Period
    as_of: date
    told: Published
    corrects: Report | None
    classes: int

    @property
    def figures(self) -> dict[str, Any]:
        return to_plain(self.told)

    @property
    def seen(self) -> str:
        """Tells two drafts apart, for whoever has read one of them."""
        return sha256(canonical({"of": str(self.as_of), **self.figures}))


def draft(period: Period, *, on: date) -> Draft:
    """All classes over by the period's end, as of a day, by the consents that stand."""
    classes = public_results().filter(ends_on__lte=period.end)
    reports = list(Report.objects.order_by("number"))
    number = 1 + max((each.number for each in reports), default=0)
    corrects = Report.objects.of(period).standing().first()
    before = Before(
        [each.told for each in reports],
        taken_back=_taken_back(classes, reports),
        is_wrong=corrects is not None,
    )
    new = _told(classes, number, on=on)
    told = beside_earlier(new, before)
    content = by_class(classes, on=on)
    told = replace(
        told,
        cost=_cost(told, classes),
        content=shown_of(content),
        content_of=len(content),
    )
    return Draft(period, on, told, corrects, new.classes)


def written(found: Draft, reason: str) -> str:
    """The one way to write a report down, so that its hash can be made again."""
    return canonical(
        {
            "format": FORMAT,
            "definitions": DEFINITIONS,
            "school": settings.SCHOOL_NAME,
            "number": found.told.number,
            "span": found.period.span,
            "from": found.period.start.isoformat(),
            "to": found.period.end.isoformat(),
            "as_of": found.as_of.isoformat(),
            "corrects": found.corrects.number if found.corrects else None,
            "reason": reason,
            "figures": found.figures,
        }
    )


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _told(classes: QuerySet[CohortResult], number: int, *, on: date) -> Published:
    members = [_public(each) for each in members_of(classes, on=on)]
    broken_down = rules.tables(members, LIKE)
    against = rules.compare(applicants_of(classes, on=on), on=on)
    return Published(
        number=number,
        classes=classes.count(),
        results=rounded(rules.results(each.row for each in members)),
        like=LIKE,
        tables={
            kind: [rounded_line(line, LIKE.kind) for line in broken_down[kind]]
            for kind in GROUPS
        },
        since={},
        against=tuple(map(stepped, against)),
    )


def _cost(told: Published, classes: QuerySet[CohortResult]) -> rules.Cost:
    """By the numbers who completed that the report tells, and no class's own."""
    if told.since.get(f"{Kind.CLASS}.{COURSE}") != told.number:
        return rules.Cost()
    spent = spent_in(classes)
    untold = [Line(key, {Count.COMPLETED: None}) for key in spent]
    lines = [*told.tables[Kind.CLASS], *untold]
    return rules.costs(lines, spent).get((), rules.Cost())


def _public(member: Member) -> Member:
    groups = {kind: member.groups[kind][:CLASS_DEPTH] for kind in GROUPS}
    return replace(member, groups=groups)


def _taken_back(
    classes: QuerySet[CohortResult], reports: Sequence[Report]
) -> frozenset[int]:
    """The reports since which somebody who is in them took back that pay may be asked."""
    people = roll_of(classes).order_by().values("person")
    waited = FollowUp.objects.of_who_waited().filter(enrollment__cohort__in=classes)
    consents = Consent.objects.of(ConsentText.Purpose.WAGES).filter(
        Q(person__in=people)
        | Q(person__in=waited.order_by().values("enrollment__person"))
    )
    last = consents.aggregate(last=Max("withdrawn_at"))["last"]
    return frozenset(
        each.number for each in reports if last is not None and each.frozen_at <= last
    )
