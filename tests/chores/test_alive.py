"""Whether somebody does the work: the sign of life, and the warning where there is none."""

import os
import signal
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from school.chores.models import SILENT, Heartbeat
from school.chores.waits import TOO_LONG
from school.lib.queue.pulse import Pulse
from school.people.models import User
from school.people.roles import Role
from school.ui.waits import Wait, waiting_for
from tests.factories.chores import make_failure, make_heartbeat, make_waiting
from tests.factories.people import make_user
from tests.workers import Start, cut_power, members, wait_until

HREF = "/desk/background-tasks/"
NOBODY, LATE, BROKEN = f"{HREF}#workers", f"{HREF}#waiting", f"{HREF}#failed"


def cards(user: User) -> dict[str, Wait]:
    found = waiting_for(user, at=timezone.now())
    return {wait.href: wait for wait in found if wait.href.startswith(HREF)}


@pytest.mark.django_db
def test_a_worker_that_lives_is_no_news() -> None:
    make_heartbeat()
    make_waiting()
    assert cards(make_user(role=Role.CERTIFICATE_OFFICER)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [{"age": SILENT + timedelta(seconds=1)}, {"is_stopping": True}, {"workers": 0}],
)
def test_no_worker_alive_is_an_alarm(columns: dict[str, Any]) -> None:
    make_heartbeat(**columns)
    assert cards(make_user(role=Role.CERTIFICATE_OFFICER))[NOBODY].is_alarm
    assert cards(make_user(role=Role.EDITOR)) == {}


@pytest.mark.django_db
def test_one_living_cluster_is_enough() -> None:
    make_heartbeat(age=timedelta(hours=1))
    make_heartbeat()
    assert cards(make_user(is_superuser=True)) == {}


@pytest.mark.django_db
def test_a_queue_that_stands_still_is_an_alarm() -> None:
    make_heartbeat()
    make_waiting(age=TOO_LONG + timedelta(seconds=5))
    card = cards(make_user(is_superuser=True))[LATE]
    assert card.is_alarm
    assert card.count == 1


@pytest.mark.django_db
def test_failures_are_counted_as_they_are_listed() -> None:
    make_heartbeat()
    make_failure()
    make_failure()
    make_failure("school.points.tasks.turn_points")
    assert cards(make_user(role=Role.CERTIFICATE_OFFICER))[BROKEN].count == 1
    assert cards(make_user(is_superuser=True))[BROKEN].count == 2


@pytest.mark.django_db
def test_a_cluster_is_one_row_and_old_ones_go() -> None:
    make_heartbeat(age=timedelta(days=8), cluster="gone")
    make_heartbeat(age=timedelta(days=1), cluster="off")
    pulse = _pulse()
    Heartbeat.objects.note(pulse, at=timezone.now() - timedelta(minutes=1))
    Heartbeat.objects.note(pulse, at=timezone.now())
    assert sorted(Heartbeat.objects.values_list("cluster", flat=True)) == ["off", "one"]


def _pulse() -> Pulse:
    return Pulse("one", "host", 2, 0, timezone.now(), False)


@pytest.mark.long
def test_a_real_cluster_beats_and_a_killed_worker_is_replaced(start: Start) -> None:
    cluster = start()
    wait_until(_is_alive)
    seen = Heartbeat.objects.get()
    assert seen.workers == settings.Q_CLUSTER["workers"]
    assert seen.replaced == 0
    os.kill(_a_worker(cluster.pid), signal.SIGKILL)
    wait_until(lambda: _newest().replaced > 0)
    assert _newest().workers == settings.Q_CLUSTER["workers"]
    cut_power(cluster)
    Heartbeat.objects.update(seen_at=timezone.now() - SILENT)
    assert not _is_alive()


def _newest() -> Heartbeat:
    connection.close()
    return Heartbeat.objects.get()


def _is_alive() -> bool:
    connection.close()
    return Heartbeat.objects.alive(at=timezone.now()).exists()


def _a_worker(group: int) -> int:
    """The youngest but two: after the workers come the monitor and the pusher."""
    pids = sorted(int(one.parent.name) for one in members(group))
    return pids[-3]
