"""The desk's page of background tasks: who works, what waits, what failed, and doing it again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.chores import access, actions
from school.chores.models import Heartbeat
from school.chores.names import label_of, subjects
from school.lib.queue import reading
from school.lib.queue.reading import Job, Round
from school.people.models import User
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted

SHOWN = 100
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A job as it is shown."""

    job: Job
    label: str
    about: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class TimetableLine:
    round: Round
    label: str


class RetryForm(ReasonForm):
    read = gettext_lazy(
        "What was wrong, and why it will go well now. Kept in the journal."
    )


class CancelForm(ReasonForm):
    read = gettext_lazy(
        "Kept in the journal. What is still owed then, the school’s timetable may queue again."
    )


def queue(request: HttpRequest) -> HttpResponse:
    """Everything on one page, what needs somebody first."""
    by, now = _allowed(request), timezone.now()
    parts = {
        "failed": reading.failed(access.seen_tasks(by)),
        "waiting": access.visible(reading.waiting(), by),
        "handed_out": access.visible(reading.handed_out(), by),
        "done_again": access.visible(reading.done_again(LATELY), by),
    }
    about = subjects(job for jobs in parts.values() for job in jobs[:SHOWN])
    context: dict[str, Any] = {
        "page_title": _("Background tasks"),
        "header_icon": "cogs",
        "beats": [(beat, beat.is_alive(at=now)) for beat in Heartbeat.objects.all()],
        "is_any_alive": Heartbeat.objects.alive(at=now).exists(),
        "rounds": _timetable(by),
        "numbers": {name: len(jobs) for name, jobs in parts.items()},
        "shown": SHOWN,
        **{name: _lines(jobs[:SHOWN], about, by) for name, jobs in parts.items()},
    }
    return render(request, "chores/queue.html", context)


def retry(request: HttpRequest, id: str) -> HttpResponse:
    return _asked(
        request,
        reading.find_failed(id),
        actions.retry,
        RetryForm(posted(request)),
        title=_("Do it again"),
        done=_("The task is in the queue again."),
    )


def set_aside(request: HttpRequest, id: str) -> HttpResponse:
    return _asked(
        request,
        reading.find_failed(id),
        actions.set_aside,
        ReasonForm(posted(request)),
        title=_("Set the failure aside"),
        done=_("Set aside. The journal keeps who did it and why."),
    )


def cancel(request: HttpRequest, id: str) -> HttpResponse:
    return _asked(
        request,
        reading.find_waiting(id),
        actions.cancel,
        CancelForm(posted(request)),
        title=_("Cancel the task"),
        done=_("The task is out of the queue."),
        is_serious=True,
    )


def _asked(
    request: HttpRequest,
    job: Job | None,
    verb: Callable[..., Any],
    form: ReasonForm,
    *,
    title: str,
    done: str,
    is_serious: bool = False,
) -> HttpResponse:
    by = _allowed(request)
    if job is None or not access.visible([job], by):
        raise Http404
    if not access.can_change(job, by):
        raise PermissionDenied
    about = subjects([job]).get(job.id, "")
    return asked(
        request,
        form,
        lambda reason: verb(job, reason=reason, by=by),
        done,
        title=title,
        about=" · ".join(filter(None, [label_of(job.task), about])),
        back=reverse("chores_desk:queue"),
        icon="cogs",
        is_serious=is_serious,
    )


def _allowed(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not access.may_open(user):
        raise PermissionDenied
    return user


def _lines(jobs: Iterable[Job], about: dict[str, str], by: User) -> list[Line]:
    return [
        Line(
            job,
            label_of(job.task),
            about.get(job.id, ""),
            bool(job.task) and access.can_change(job, by),
        )
        for job in jobs
    ]


def _timetable(by: User) -> list[TimetableLine]:
    seen = access.seen_tasks(by)
    return [
        TimetableLine(one, label_of(one.task))
        for one in reading.rounds()
        if seen is None or one.task in seen
    ]
