"""What must hold of the places of a class, and who may have which seat, in other words than the product's own."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import datetime
from typing import Any

from django.utils import timezone
from hypothesis.stateful import invariant

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, PriorityRule, Promise, Quota
from school.journal.models import Entry
from school.people.models import Person

Status = Enrollment.Status
SEATS = 4
# The class begins that long after the history; nobody is called by itself at the end.
DAYS, FREEZE_HOURS = 10, 48
WAITING = [Status.WAITLISTED]
LIVE = [*Enrollment.SEATED, Status.WAITLISTED]


class Oracle:
    """What must hold of a class, whatever has happened to it."""

    cohort: Cohort
    first_evening: datetime
    now: datetime
    # Nothing has happened since every free seat was offered.
    is_settled: bool
    # The newest application before the one that is made now.
    last: int
    # The newest line of the journal when the step before was looked at, and who waited then.
    seen: int
    waited: set[int]
    # Rows that were read since something was written last.
    known: dict[str, list[Any]]

    # What holds after every step.

    @invariant()
    def never_more_than_the_seats(self) -> None:
        assert len(self.rows(*Enrollment.SEATED)) <= SEATS

    @invariant()
    def nobody_is_in_two_states(self) -> None:
        live = self.rows(*LIVE)
        assert len({row.person_id for row in live}) == len(live)
        entries = Entry.objects.filter(object_type="enrollment.enrollment")
        told: dict[str, str] = {}
        for key, data in entries.order_by("pk").values_list("object_id", "data"):
            if isinstance(to := data.get("to"), str):
                told[key] = to
        for row in live:
            assert told[str(row.pk)] == row.status
            assert (row.status == Status.ENROLLED) == (row.enrolled_at is not None)

    @invariant()
    def the_order_of_the_line_holds(self) -> None:
        """Nobody who waited before this step was passed over by one the system called."""
        calls = Entry.objects.filter(
            verb="enrollment.offer", actor_type="system", pk__gt=self.seen
        )
        keys = [int(call.object_id) for call in calls]
        waiting = [row for row in self.rows(*WAITING) if row.pk in self.waited]
        for called in Enrollment.objects.filter(pk__in=keys):
            before = [one for one in waiting if self.rank(one) < self.rank(called)]
            assert not [one for one in before if one.quota_kind == called.quota_kind]
            # Past somebody without its claim only into a reserved seat.
            if before:
                assert self.sits_in_reserve(called.quota_kind)
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.seen = last or 0
        self.waited = {row.pk for row in self.rows(*WAITING)}

    @invariant()
    def no_seat_is_idle_once_the_task_has_run(self) -> None:
        if not self.is_settled or self.is_frozen():
            return
        idle = SEATS - len(self.rows(*Enrollment.SEATED))
        if idle:
            for one in self.rows(Status.WAITLISTED):
                assert not self.could_sit(one.quota_kind)

    # The same rules in other words.

    def has_turn(self, one: Enrollment) -> bool:
        """Enough seats are idle for those before this one who may have the same seats."""
        pool = self.pool_of(one)
        line = [row for row in self.rows(*WAITING) if self.pool_of(row) == pool]
        ahead = [row for row in line if self.rank(row) < self.rank(one)]
        return len(ahead) < SEATS - len(self.rows(*Enrollment.SEATED))

    def pool_of(self, one: Enrollment) -> str:
        return one.quota_kind if one.quota_kind in self.reserved() else ""

    def is_frozen(self) -> bool:
        hours = (self.first_evening - self.now).total_seconds() / 3600
        return hours <= FREEZE_HOURS

    def reserved(self) -> dict[str, int]:
        today = timezone.localdate(self.now)
        quotas = self.once("quotas", Quota.objects.filter(cohort=self.cohort))
        return {quota.kind: quota.seats for quota in quotas if quota.until >= today}

    def sits_in_reserve(self, kind: str) -> bool:
        seated = [row.quota_kind for row in self.rows(*Enrollment.SEATED)]
        return seated.count(kind) <= self.reserved().get(kind, 0)

    def may_sit_at_once(self, person: Person, kind: str) -> bool:
        """A newcomer: a seat of theirs is idle, and nobody waits who may have it before."""
        rows = self.rows(*Status)
        self.last = rows[-1].pk if rows else 0
        line = [row for row in self.rows(*WAITING) if row.quota_kind == kind]
        promised = Promise.objects.open().filter(deferred__person=person).exists()
        late = [
            row
            for row in self.rows(Status.OFFERED)
            if not row.offer_stands(at=self.now)
        ]
        if late or not self.is_settled or promised:
            return True  # What the application sets going first decides.
        return self.could_sit(kind) and not line

    def could_sit(self, kind: str) -> bool:
        """A seat is idle that is either everybody's or reserved for this kind."""
        seated = [row.quota_kind for row in self.rows(*Enrollment.SEATED)]
        reserved = self.reserved()
        if seated.count(kind) < reserved.get(kind, 0):
            return True
        in_reserve = sum(
            min(seated.count(kind), seats) for kind, seats in reserved.items()
        )
        in_general = len(seated) - in_reserve
        return in_general < SEATS - sum(reserved.values())

    def rank(self, one: Enrollment) -> tuple[bool, list[int], int]:
        rules = PriorityRule.objects.filter(cohort=self.cohort).order_by("position")
        met = {*one.merits, one.quota_kind}
        misses = [int(row.criterion not in met) for row in self.once("rules", rules)]
        promised = {
            promise.kept_by_id
            for promise in self.once("promises", Promise.objects.all())
        }
        return one.pk not in promised, misses, one.queue_number or 0

    def rows(self, *statuses: str) -> list[Enrollment]:
        everybody = Enrollment.objects.filter(cohort=self.cohort).order_by("pk")
        rows = self.once("everybody", everybody)
        # Copies: what a refused step did to a row is not what stands there.
        return [copy(row) for row in rows if row.status in statuses]

    def once(self, name: str, rows: Iterable[Any]) -> list[Any]:
        """Read them, unless nothing was written since they were read."""
        if name not in self.known:
            self.known[name] = list(rows)
        return self.known[name]

    def forget(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if not sql.startswith("SELECT"):
            self.known.clear()
        return execute(sql, *args)
