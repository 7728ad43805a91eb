"""When somebody has to be called: while it still helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.attendance.rules import Beside

ABSENT_TWICE, TIGHT, EVERY, IMPOSSIBLE = "absent", "tight", "every", "impossible"
ABSENT, EXCUSED = "absent", "excused"
# Not an evening of hers in this class: she was in another one by then.
ELSEWHERE = "elsewhere"
# So many absences running are called an alarm.
RUNNING = 2
# So many evenings may still be missed when the hours begin to be short.
SPARE = 1
NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Past:
    """An evening that is over, and what it came to for one trainee."""

    session: int
    state: str
    minutes: int
    credited: int

    @property
    def is_settled(self) -> bool:
        """Nobody will be credited with more of it: she was away, or came and went."""
        return self.state in (ABSENT, EXCUSED, ELSEWHERE, "left")

    @property
    def was_there(self) -> bool:
        return self.state in ("left", "present")

    @property
    def hoped(self) -> int:
        """What is not settled is counted as if it would be credited."""
        return self.credited if self.is_settled else self.minutes


@dataclass(frozen=True, slots=True)
class Outlook:
    """`needed` of the `left` evenings still have to be attended."""

    level: str
    needed: int
    left: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """`key` tells one alarm of a kind from the next, so that each is told once."""

    kind: str
    key: str
    needed: int = 0
    left: int = 0


def absent_running(past: Sequence[Past]) -> Past | None:
    """The first of the absences that run up to now, if they are two or more.

    An excused evening, and one held before she came from another class, neither counts
    nor ends the run; one not settled yet ends nothing either.
    """
    run: list[Past] = []
    for evening in past:
        if evening.state == ABSENT:
            run.append(evening)
        elif evening.was_there:
            run = []
    return run[0] if len(run) >= RUNNING else None


def outlook(
    needed: int,
    past: Sequence[Past],
    ahead: Sequence[int],
    beside: Beside = NOTHING_BESIDE,
) -> Outlook:
    """What the minutes needed ask of the evenings ahead.

    Before anything is lost there is no alarm, however few evenings there are to spare.
    What may be added beside them yet is not hoped for; but while it may be, the hours
    can be reached.
    """
    missing = needed - sum(one.hoped for one in past) - beside.counted
    evenings = _evenings_for(missing, ahead)
    is_lost = any(one.is_settled and one.credited < one.minutes for one in past)
    level = ""
    if missing > sum(ahead) + beside.to_come:
        level = IMPOSSIBLE
    elif evenings and is_lost and len(ahead) - evenings <= SPARE:
        level = EVERY if evenings == len(ahead) else TIGHT
    return Outlook(level, evenings, len(ahead))


def _evenings_for(missing: int, ahead: Sequence[int]) -> int:
    """The fewest of the evenings ahead that hold so many minutes."""
    count = 0
    for minutes in sorted(ahead, reverse=True):
        if missing <= 0:
            break
        missing -= minutes
        count += 1
    return count


def alarms(
    needed: int,
    past: Sequence[Past],
    ahead: Sequence[int],
    beside: Beside = NOTHING_BESIDE,
) -> list[Alarm]:
    found = []
    if first := absent_running(past):
        found.append(Alarm(ABSENT_TWICE, str(first.session)))
    seen = outlook(needed, past, ahead, beside)
    if seen.level:
        found.append(Alarm(seen.level, "", seen.needed, seen.left))
    return found
