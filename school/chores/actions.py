from django.db import transaction

from school.chores.access import check_change
from school.chores.names import in_words
from school.chores.refusals import DealtWith, TakenMeanwhile
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.things import Thing
from school.lib.queue import reading
from school.lib.queue.reading import Job


@transaction.atomic
def retry(job: Job, *, by: Actor, reason: str) -> Job:
    """Queue what failed once more. A task returns where its work is done already."""
    check_change(job, by)
    if not reading.set_aside(job):
        raise DealtWith
    journal.record(
        by=by, verb="chores.retry", on=_thing(job), reason=reason, data=_told(job)
    )
    reading.queue_again(job)
    return job


@transaction.atomic
def set_aside(job: Job, *, by: Actor, reason: str) -> Job:
    """Nothing is done again: the failure is dealt with otherwise."""
    check_change(job, by)
    if not reading.set_aside(job):
        raise DealtWith
    journal.record(
        by=by, verb="chores.set_aside", on=_thing(job), reason=reason, data=_told(job)
    )
    return job


@transaction.atomic
def cancel(job: Job, *, by: Actor, reason: str) -> Job:
    """Out of the queue before a worker takes it. What is still owed may be queued again by the clock."""
    check_change(job, by)
    if not reading.take_out(job):
        raise TakenMeanwhile
    journal.record(
        by=by, verb="chores.cancel", on=_thing(job), reason=reason, data=_told(job)
    )
    return job


def _thing(job: Job) -> Thing:
    return Thing("chores.chore", job.id, in_words(job))


def _told(job: Job) -> dict[str, object]:
    return {"task": job.task, "args": [str(one) for one in job.args]}
