"""When a message may leave, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

MOST_ATTEMPTS = 7
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=2)
# A task that has not come round by then is taken for lost.
QUEUE_AFTER = timedelta(minutes=4)
# Long after every time-out: whoever was sending by then has died.
LOST_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which people are left alone; they may stretch over midnight."""

    begins: time
    ends: time

    def holds(self, moment: datetime) -> bool:
        at = moment.time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def end(self, moment: datetime) -> datetime:
        """When the quiet that holds at `moment` is over."""
        end = datetime.combine(moment.date(), self.ends, moment.tzinfo)
        return end if end > moment else end + timedelta(days=1)


def may_leave(moment: datetime, quiet: Quiet, *, is_urgent: bool) -> datetime:
    """`moment` itself, or the end of the quiet that it falls into; in the school's time."""
    if is_urgent or not quiet.holds(moment):
        return moment
    return quiet.end(moment)


def wait_after(attempts: int) -> timedelta:
    """5, 15, 45 minutes, then every two hours."""
    return min(FIRST_WAIT * 3 ** min(attempts - 1, 9), LONGEST_WAIT)
