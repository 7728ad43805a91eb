"""The sign of life of a cluster of workers: django-q's own is forgotten after three seconds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.dispatch import Signal
from django_q.conf import Conf
from django_q.status import Stat

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


def pulse_of(stat: Any) -> Pulse:
    assert isinstance(stat, Stat)
    return Pulse(
        cluster=str(stat.cluster_id),
        host=stat.host,
        workers=len(stat.workers),
        replaced=stat.reincarnations,
        started_at=stat.tob,
        is_stopping=stat.status in {Conf.STOPPING, Conf.STOPPED},
    )
