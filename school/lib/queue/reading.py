"""What stands in the queue and what came of it, and the two ways to change that by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.models import Failure, OrmQ, Schedule, Success
from django_q.tasks import async_task
from django_q.utils import get_func_repr

AGAIN = "again-"
# Read at most so many at a time: each has to be unpacked.
MOST = 500


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a task: queued, handed to a worker, failed or done."""

    id: str
    # Dotted path; nothing where what stands in the queue cannot be read.
    task: str
    args: tuple[Any, ...]
    at: datetime
    # Somebody had it done again by hand.
    is_again: bool = False
    # Handed out: when it is handed out once more, unless something comes of it before.
    again_at: datetime | None = None
    problem: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Round:
    """Work that comes round by itself."""

    task: str
    minutes: int
    next_at: datetime | None
    # Nothing where the last run is not over, or is long forgotten.
    went_well: bool | None


def length() -> int:
    """What waits for a worker."""
    return _rows().filter(lock__lte=timezone.now()).count()


def oldest() -> datetime | None:
    """Since when the first in the queue waits."""
    waiting = _rows().filter(lock__lte=timezone.now())
    found: datetime | None = waiting.aggregate(first=Min("lock"))["first"]
    return found


def waiting() -> list[Job]:
    rows = _rows().filter(lock__lte=timezone.now()).order_by("lock", "pk")
    return [_queued(row) for row in rows[:MOST]]


def handed_out() -> list[Job]:
    """To a worker, which works on it or has it next; it may have died since."""
    rows = _rows().filter(lock__gt=timezone.now()).order_by("lock", "pk")
    return [_queued(row) for row in rows[:MOST]]


def failed(tasks: Iterable[str] | None = None) -> list[Job]:
    """The last first; what failed again and again with the same arguments is one."""
    found: dict[tuple[str, str], Job] = {}
    for row in _failures(tasks).order_by("-stopped")[:MOST]:
        times = found[_same(row)].times + 1 if _same(row) in found else 1
        newest = found.get(_same(row)) or _over(row)
        found[_same(row)] = _counted(newest, times)
    return list(found.values())


def failures(tasks: Iterable[str] | None = None) -> tuple[int, datetime | None]:
    """How many `failed` tells of, and since when the first waits for somebody."""
    alike = _failures(tasks).order_by().values("func", "args")
    first = [row["first"] for row in alike.annotate(first=Min("stopped"))]
    return len(first), min(first, default=None)


def done_again(since: timedelta) -> list[Job]:
    rows = Success.objects.filter(
        name__startswith=AGAIN, stopped__gte=timezone.now() - since
    )
    return [_over(row) for row in rows.order_by("-stopped")[:MOST]]


def rounds() -> list[Round]:
    rows = list(Schedule.objects.exclude(repeats=0).order_by("next_run", "pk"))
    last = [row.task for row in rows if row.task]
    bad = set(Failure.objects.filter(pk__in=last).values_list("pk", flat=True))
    well = set(Success.objects.filter(pk__in=last).values_list("pk", flat=True))
    return [
        Round(
            row.func,
            row.minutes or 0,
            row.next_run,
            False if row.task in bad else (True if row.task in well else None),
        )
        for row in rows
    ]


def find_waiting(id: str) -> Job | None:
    return next((job for job in waiting() if job.id == id), None)


def find_failed(id: str) -> Job | None:
    return next((job for job in failed() if job.id == id), None)


def take_out(job: Job) -> bool:
    """Out of the queue, unless a worker has taken it meanwhile."""
    now = timezone.now()
    for row in _rows().filter(lock__lte=now).order_by("lock", "pk")[:MOST]:
        if row.task_id() == job.id:
            gone, _each = OrmQ.objects.filter(pk=row.pk, lock=row.lock).delete()
            return gone == 1
    return False


def set_aside(job: Job) -> bool:
    """The failure, and those before it of the same task with the same arguments."""
    like = [row.pk for row in _failures([job.task]) if _same(row) == _key(job)]
    if job.id not in like:
        return False
    gone, _each = Failure.objects.filter(pk=job.id).delete()
    Failure.objects.filter(pk__in=like, stopped__lte=job.at).delete()
    return gone == 1


def queue_again(job: Job) -> None:
    """Once the present transaction has committed."""
    name = f"{AGAIN}{job.id}"
    group = job.task.rpartition(".")[2]
    transaction.on_commit(
        partial(async_task, job.task, *job.args, group=group, task_name=name)
    )


def _rows() -> "QuerySet[OrmQ]":
    return OrmQ.objects.filter(key=get_broker().list_key)


def _failures(tasks: Iterable[str] | None) -> "QuerySet[Failure]":
    rows = Failure.objects.all()
    return rows if tasks is None else rows.filter(func__in=list(tasks))


def _queued(row: OrmQ) -> Job:
    package = row.task
    handed = row.lock > timezone.now()
    begun = row.lock - timedelta(seconds=Conf.RETRY) if handed else row.lock
    func = package.get("func")
    return Job(
        id=str(package["id"]),
        task=get_func_repr(func) if func else "",
        args=_args(package.get("args")),
        at=begun if handed else package.get("started", row.lock),
        is_again=str(package.get("name", "")).startswith(AGAIN),
        again_at=row.lock if handed else None,
    )


def _over(row: Any) -> Job:
    said = str(row.result or "").strip().splitlines() if not row.success else []
    return Job(
        id=row.pk,
        task=row.func,
        args=_args(row.args),
        at=row.stopped,
        is_again=row.name.startswith(AGAIN),
        problem=said[-1] if said else "",
    )


def _args(args: Sequence[Any] | None) -> tuple[Any, ...]:
    return tuple(args or ())


def _same(row: Any) -> tuple[str, str]:
    return row.func, repr(_args(row.args))


def _key(job: Job) -> tuple[str, str]:
    return job.task, repr(job.args)


def _counted(job: Job, times: int) -> Job:
    return Job(
        job.id, job.task, job.args, job.at, job.is_again, None, job.problem, times
    )
