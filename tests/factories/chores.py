from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django_q.conf import Conf
from django_q.models import Failure, OrmQ, Task
from django_q.signing import SignedPackage

from school.chores.models import Heartbeat

PRINT = "school.certificates.tasks.print_batch"


def make_failure(task: str = PRINT, *args: Any, **columns: Any) -> Failure:
    """A run that failed; a batch that there is not, unless told another argument."""
    now = timezone.now()
    defaults = {
        "id": uuid4().hex,
        "name": "some-words",
        "func": task,
        "args": args or (0,),
        "kwargs": {},
        "result": "it broke : Traceback\nValueError: it broke",
        "started": now,
        "stopped": now,
        "success": False,
        "attempt_count": 1,
    }
    made = Task.objects.create(**{**defaults, **columns})
    return Failure.objects.get(pk=made.pk)


def make_waiting(
    task: str = PRINT,
    *args: Any,
    age: timedelta = timedelta(0),
    name: str = "some-words",
    is_handed_out: bool = False,
) -> str:
    """A task in the queue, as django-q packs it; its id."""
    at = timezone.now() - age
    package = {
        "id": uuid4().hex,
        "name": name,
        "func": task,
        "args": args or (0,),
        "kwargs": {},
        "started": at,
    }
    lock = at + timedelta(seconds=Conf.RETRY) if is_handed_out else at
    payload = SignedPackage.dumps(package)
    OrmQ.objects.create(key=Conf.CLUSTER_NAME, payload=payload, lock=lock)
    return str(package["id"])


def make_heartbeat(age: timedelta = timedelta(0), **columns: Any) -> Heartbeat:
    now = timezone.now()
    defaults = {
        "cluster": uuid4().hex,
        "host": "night-school",
        "workers": 2,
        "replaced": 0,
        "started_at": now - timedelta(hours=1),
        "seen_at": now - age,
    }
    return Heartbeat.objects.create(**{**defaults, **columns})
