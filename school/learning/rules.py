"""What follows from the lessons a person has read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """How far someone has come with a course's lessons."""

    done: int
    total: int
    # The first lesson, in the course's order, that is not done; None when all are.
    next_lesson: int | None

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def standing(in_order: Sequence[int], done: Collection[int]) -> Standing:
    """From lesson ids in the course's order and the ids of those completed."""
    remaining = [lesson for lesson in in_order if lesson not in done]
    return Standing(
        done=len(in_order) - len(remaining),
        total=len(in_order),
        next_lesson=remaining[0] if remaining else None,
    )


def checks_right(
    given: Sequence[Collection[int]], answers: Sequence[Collection[int]]
) -> list[bool]:
    """Self-check by self-check: exactly the right options were chosen."""
    return [
        set(chosen) == set(answer)
        for chosen, answer in zip(given, answers, strict=True)
    ]


def is_no_worse(tried: tuple[int, int], best: tuple[int, int]) -> bool:
    """Whether a try, so many right of so many, takes the place of the best one before.

    A page may have other self-checks by now: the shares are compared, and of equal
    ones the newer stands, being of the checks that there are.
    """
    (right, total), (most, of) = tried, best
    return total > 0 and right * of >= most * total


@dataclass(frozen=True, slots=True)
class Come:
    """How far someone came with a lesson in one edition."""

    opened_at: datetime
    completed_at: datetime | None
    checks: tuple[int, int]


def joined(one: Come, other: Come) -> Come:
    """What somebody did with a lesson in two editions, as one."""
    completed = [each.completed_at for each in (one, other) if each.completed_at]
    return Come(
        opened_at=min(one.opened_at, other.opened_at),
        completed_at=min(completed, default=None),
        checks=one.checks if is_no_worse(one.checks, other.checks) else other.checks,
    )


# A phone notes a minute or two at a time; more in one piece is no reading.
LONGEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Span:
    """So many seconds of reading between two moments."""

    begun: datetime
    ended: datetime
    seconds: int


def done_at(moment: datetime, *, since: datetime, received_at: datetime) -> datetime:
    """When a thing was done; a moment at which it cannot have been is a clock gone astray."""
    return moment if since <= moment <= received_at else received_at


def put_right(
    noted: Span, *, sent_at: datetime, received_at: datetime, since: datetime
) -> Span | None:
    """The span by the school's clock; None where nothing of it can have been reading.

    The phone's clock may be wrong, and is put right by what it showed on sending.
    Nothing counts after the receipt, before `since`, or beyond the time that passed.
    """
    off = received_at - sent_at
    ended = min(noted.ended + off, received_at)
    begun = max(noted.begun + off, ended - LONGEST, since)
    seconds = min(noted.seconds, int((ended - begun).total_seconds()))
    return Span(begun, ended, seconds) if seconds > 0 else None


def counted_seconds(span: Span, others: Iterable[Span]) -> int:
    """As much of a span as was not read at the same time elsewhere."""
    return min(span.seconds, int(_uncovered(span, others).total_seconds()))


def _uncovered(span: Span, others: Iterable[Span]) -> timedelta:
    free, reached = timedelta(), span.begun
    for other in sorted(others, key=lambda one: one.begun):
        if other.ended <= reached:
            continue
        if other.begun >= span.ended:
            break
        free += max(other.begun - reached, timedelta())
        reached = other.ended
    return free + max(span.ended - reached, timedelta())


@dataclass(frozen=True, slots=True)
class Read:
    """Seconds spent on a lesson in one edition, and the minutes its reading takes there."""

    # The lesson's, which is the same in every edition.
    code: str
    seconds: int
    minutes: int


def online_minutes(lines: Iterable[Read], *, most: int) -> int:
    """A lesson counts for no more than its reading takes, all together for no more than `most`.

    Read in several editions it is one lesson, of the longest: to read on in another one
    takes nothing away.
    """
    lessons: dict[str, tuple[int, int]] = {}
    for line in lines:
        seconds, minutes = lessons.get(line.code, (0, 0))
        lessons[line.code] = seconds + line.seconds, max(minutes, line.minutes)
    read = sum(min(seconds // 60, minutes) for seconds, minutes in lessons.values())
    return min(read, most)


def place(in_order: Sequence[str], read: Mapping[str, datetime]) -> tuple[int, str]:
    """How many parts of the page were read, and the part to go on with.

    That is the one after the part read last, or else the first that was passed over.
    """
    known = [(read[part], at) for at, part in enumerate(in_order) if part in read]
    if not known:
        return 0, ""
    _when, last = max(known)
    onward = [*in_order[last + 1 :], *in_order[:last]]
    return len(known), next((part for part in onward if part not in read), "")
