"""Taking what a phone sends of one sheet: each line is answered for itself.

What comes twice changes nothing; what comes too late is kept apart, for people to read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import had_sheet
from school.assessment.actions.lines import Fate, Given, Kind, Taken
from school.assessment.actions.marking import set_note, submit_marking
from school.assessment.actions.strays import tell_of_strays
from school.assessment.models import (
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    SheetNote,
    StrayMark,
)
from school.assessment.rubrics import version_of
from school.courses.models import CriticalFail, Item
from school.journal import actions as journal
from school.lib.errors import NotPermitted, Refusal
from school.people.models import User

Cause = StrayMark.Cause


@transaction.atomic
def keep_marks(
    marking: Marking,
    given: Sequence[Given],
    *,
    by: User,
    claim: str = "",
    at: datetime | None = None,
) -> list[Taken]:
    """Keep a batch of one sheet, in the order in which it was given.

    `claim` shows of a sheet that another examiner has by now that `by` had it open.
    Not journalled, as single marks are not; to begin and to hand in are.
    """
    now = at or timezone.now()
    if any(one.kind is Kind.HAND_IN for one in given):
        # As in handing in: the practical before its sheets.
        Practical.objects.select_for_update(of=("self",)).get(
            practical_stations__markings=marking
        )
    marking = (
        Marking.objects.select_for_update(of=("self",))
        .select_related("practical_station__station", "practical_station__practical")
        .get(pk=marking.pk)
    )
    is_own = marking.examiner_id == by.pk
    if not by.has_perm("assessment.mark_practical"):
        raise NotPermitted
    if not is_own and not had_sheet(by, marking.code, claim):
        raise NotPermitted
    counter = _Counter(marking, by, now)
    counter.read({one.uuid for one in given})
    before = set(counter.strays)
    taken = [counter.take(one) for one in given]
    counter.flush()
    if came := counter.strays.keys() - before:
        tell_of_strays(marking, came, by=by, at=now)
    return taken


@dataclass
class _Counter:
    """Where the lines of one sheet are taken, with what is known of it before they come."""

    marking: Marking
    by: User
    at: datetime
    # By uuid: the how-manieth of its subject it is; 0 for what is on another sheet.
    known: dict[UUID, int] = field(default_factory=dict)
    strays: dict[UUID, str] = field(default_factory=dict)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    items: list[ItemMark] = field(default_factory=list)
    criticals: list[CriticalMark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.station = self.marking.practical_station.station
        self.by_code: dict[str, Item] = {
            item.code: item for item in self.station.items.all()
        }
        self.fails: dict[str, CriticalFail] = {
            fail.code: fail for fail in self.station.critical_fails.all()
        }
        self.rubric = version_of(self.station)

    def read(self, uuids: set[UUID]) -> None:
        for kind, marks, subject in (
            (Kind.ITEM, ItemMark.objects, "item_id"),
            (Kind.CRITICAL, CriticalMark.objects, "critical_fail_id"),
            (Kind.NOTE, SheetNote.objects, "marking_id"),
        ):
            own = marks.filter(marking=self.marking).order_by("pk")
            for uuid, of in own.values_list("uuid", subject):
                self.counts[kind, of] += 1
                self.known[uuid] = self.counts[kind, of]
            others = marks.filter(uuid__in=uuids).exclude(marking=self.marking)
            self.known |= dict.fromkeys(others.values_list("uuid", flat=True), 0)
        strays = StrayMark.objects.filter(uuid__in=uuids)
        self.strays = dict(strays.values_list("uuid", "cause"))

    @property
    def cause(self) -> str:
        """Why marks of the sheet do not count any more; empty while they do."""
        if self.marking.examiner_id != self.by.pk:
            return Cause.GIVEN_AWAY
        practical = self.marking.practical_station.practical
        if practical.status == Practical.Status.RELEASED:
            return Cause.RELEASED
        is_open = self.marking.status == Marking.Status.OPEN
        return "" if is_open else Cause.HANDED_IN

    def take(self, one: Given) -> Taken:
        try:
            if one.kind is Kind.BEGIN:
                return self.begin(one)
            if one.kind is Kind.HAND_IN:
                return self.hand_in(one)
            if one.uuid in self.known:
                return self.again(one)
            if one.uuid in self.strays:
                return self.stray(one, self.strays[one.uuid])
            if one.kind is Kind.NOTE:
                return self.note(one)
            return self.mark(one)
        except Refusal as refusal:
            return Taken(one.uuid, Fate.REFUSED, reason=refusal.code, text=str(refusal))

    def again(self, one: Given) -> Taken:
        if not self.known[one.uuid]:
            raise refusals.NotOnThisSheet
        return Taken(one.uuid, Fate.KNOWN, count=self.known[one.uuid])

    def begin(self, one: Given) -> Taken:
        begun = Marking.objects.filter(pk=self.marking.pk, started_at=None)
        given_at = self.held(one)
        if self.cause or not begun.update(started_at=given_at):
            return Taken(one.uuid, Fate.KNOWN)
        journal.record(
            by=self.by,
            verb="assessment.begin_marking",
            on=self.marking,
            data={"device": one.device},
            at=self.at,
        )
        return Taken(one.uuid, Fate.KEPT)

    def hand_in(self, one: Given) -> Taken:
        if self.cause == Cause.GIVEN_AWAY:
            raise refusals.SheetGivenAway
        if self.cause:
            return Taken(one.uuid, Fate.KNOWN)
        self.flush()
        submit_marking(
            self.marking, by=self.by, rest_not_done=one.rest_not_done, at=self.at
        )
        self.marking.refresh_from_db(fields=["status"])
        return Taken(one.uuid, Fate.KEPT)

    def note(self, one: Given) -> Taken:
        note = one.note.strip()
        if note == self.marking.note:
            return Taken(one.uuid, Fate.KNOWN)
        if self.cause:
            return self.stray(one, self.cause)
        if self.marking.note != one.note_before.strip():
            return self.stray(one, Cause.OTHER_NOTE)
        set_note(SheetNote(text=note, **self.line(one)))
        return Taken(one.uuid, Fate.KEPT, count=self.counted(one, self.marking.pk))

    def mark(self, one: Given) -> Taken:
        if one.rubric != self.rubric:
            raise refusals.OtherRubric
        subject = (self.by_code if one.kind is Kind.ITEM else self.fails).get(
            one.subject
        )
        if subject is None:
            raise refusals.NotOnThisSheet
        if isinstance(subject, Item) and not 0 <= (one.points or 0) <= subject.points:
            raise refusals.PointsOutOfRange(most=subject.points)
        if self.cause:
            return self.stray(one, self.cause)
        count = self.counted(one, subject.pk)
        if isinstance(subject, Item):
            self.items.append(
                ItemMark(item=subject, points=one.points, **self.line(one))
            )
        else:
            self.criticals.append(
                CriticalMark(
                    critical_fail=subject,
                    is_observed=one.is_observed,
                    **self.line(one),
                )
            )
        return Taken(one.uuid, Fate.KEPT, count=count)

    def counted(self, one: Given, subject: int) -> int:
        self.counts[one.kind, subject] += 1
        self.known[one.uuid] = self.counts[one.kind, subject]
        return self.known[one.uuid]

    def line(self, one: Given) -> dict[str, Any]:
        return {
            "marking": self.marking,
            "uuid": one.uuid,
            "device": one.device,
            "rubric": one.rubric,
            "seen": one.seen,
            "at": self.held(one),
            "received_at": self.at,
        }

    def held(self, one: Given) -> datetime:
        """A phone's clock may be wrong: nothing is given before it began or after it came."""
        opened = self.marking.practical_station.practical.opened_at
        return max(opened, min(one.given_at, self.at))

    def stray(self, one: Given, cause: str) -> Taken:
        if one.uuid not in self.strays:
            StrayMark.objects.create(
                marking=self.marking,
                cause=cause,
                item=self.by_code.get(one.subject) if one.kind is Kind.ITEM else None,
                critical_fail=(
                    self.fails.get(one.subject) if one.kind is Kind.CRITICAL else None
                ),
                note=one.note,
                points=one.points,
                is_observed=one.is_observed if one.kind is Kind.CRITICAL else None,
                uuid=one.uuid,
                device=one.device,
                rubric=one.rubric,
                at=self.held(one),
                received_at=self.at,
                sender=self.by,
            )
            self.strays[one.uuid] = cause
        return Taken(one.uuid, Fate.STRAY, reason=cause, text=str(Cause(cause).label))

    def flush(self) -> None:
        ItemMark.objects.bulk_create(self.items)
        CriticalMark.objects.bulk_create(self.criticals)
        self.items, self.criticals = [], []
