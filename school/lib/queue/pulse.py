"""The sign of life of a cluster of workers: django-q's own is forgotten after three seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.dispatch import Signal
from django_q.conf import Conf
from django_q.signing import SignedPackage
from django_q.status import Stat

if TYPE_CHECKING:
    from django_q.brokers import Broker
else:
    Broker = object

EVERY = timedelta(seconds=20)
# Arguments: pulse. Sent from the process that watches over the workers.
beat = Signal()


@dataclass(frozen=True, slots=True)
class Pulse:
    cluster: str
    host: str
    workers: int
    # Workers put in the place of others, which died or had done enough.
    replaced: int
    started_at: datetime
    is_stopping: bool


class Beating(Broker):
    """A broker that tells, now and then, what the watching process says of itself twice a second."""

    _last = float("-inf")

    def set_stat(self, key: str, value: str, timeout: int) -> None:
        super().set_stat(key, value, timeout)
        if monotonic() - self._last < EVERY.total_seconds():
            return
        self._last = monotonic()
        beat.send(sender=type(self), pulse=_pulse(SignedPackage.loads(value)))


def _pulse(stat: Any) -> Pulse:
    assert isinstance(stat, Stat)
    return Pulse(
        cluster=str(stat.cluster_id),
        host=stat.host,
        workers=len(stat.workers),
        replaced=stat.reincarnations,
        started_at=stat.tob,
        is_stopping=stat.status in {Conf.STOPPING, Conf.STOPPED},
    )
