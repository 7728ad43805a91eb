"""A worker killed in the middle of a class of a hundred, and started again."""

import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from school.certificates import actions
from school.certificates.models import Batch, Certificate, StatusChange
from school.courses.models import Cohort
from tests import databases
from tests.factories.certificates import make_assessed_cohort

PRINT = """
import django
django.setup()
from school.certificates.tasks import print_batch
print_batch({batch})
"""


def start_worker(batch: Batch) -> subprocess.Popen[bytes]:
    environment = databases.environment() | {
        "DJANGO_SETTINGS_MODULE": "school.settings"
    }
    return subprocess.Popen(
        [sys.executable, "-c", PRINT.format(batch=batch.pk)], env=environment
    )


def printed() -> int:
    connection.close()
    return Certificate.objects.filter(status=Certificate.Status.VALID).count()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_each_certificate_printed_once(registrar):
    cohort: Cohort = make_assessed_cohort(*[f"学员{n:03d}" for n in range(100)])
    batch = actions.issue(cohort, by=registrar)

    worker = start_worker(batch)
    deadline = time.monotonic() + 120
    while printed() < 10:
        assert worker.poll() is None, "the worker ended before it could be killed"
        assert time.monotonic() < deadline, "the worker printed nothing"
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 10 <= printed() < 100
    assert Batch.objects.get().finished_at is None

    # Two take over at once, as the queue may hand the batch out twice.
    workers = [start_worker(batch), start_worker(batch)]
    assert [one.wait(timeout=180) for one in workers] == [0, 0]

    assert printed() == 100
    assert Certificate.objects.values("enrollment").distinct().count() == 100
    assert Certificate.objects.values("pdf").distinct().count() == 100
    assert StatusChange.objects.count() == 100
    assert Batch.objects.get().finished_at is not None
