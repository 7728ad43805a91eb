"""How often the theory exam may be sat, and when the next sitting may begin."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Retakes:
    """What the edition gives, and what the registrar has put on top."""

    retakes: int
    wait_hours: int = 0
    further: int = 0
    # When the latest of the further sittings was allowed.
    lifted_at: datetime | None = None

    @property
    def allowed(self) -> int:
        return 1 + self.retakes + self.further

    def left(self, sat: int) -> int:
        return max(self.allowed - sat, 0)

    def next_at(self, last: datetime | None) -> datetime | None:
        """When the wait after the last sitting is over; a sitting allowed since lifts it."""
        if last is None or not self.wait_hours:
            return None
        if self.lifted_at is not None and self.lifted_at >= last:
            return None
        return last + timedelta(hours=self.wait_hours)
