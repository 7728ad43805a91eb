"""A thousand certificates, from the click to the last signed file, by the real worker; prints JSON.

Started by tests.bench.certificates under bin/with_postgresql.py, with a VAR_DIR of its own.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import Max
from django.utils import timezone
from django_q.models import OrmQ

from school.certificates import actions, tasks
from school.certificates.models import Batch, Certificate, private_storage
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.lib.queue import enqueue
from school.people.models import User
from school.people.roles import Role
from tests.factories import diplomas
from tests.factories.certificates import make_result
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_id_number, make_trainee, make_user

CLASSES, CLASS = 20, 50
PATIENCE = 600
# Looking takes of the two cores that the workers have.
POLL = 0.5
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = ("春花", "秀英", "桂兰", "丽珍", "敏", "志红", "阿依古丽", "晓梅", "玉霞", "红")


def main() -> None:
    for command in (["migrate", "-v0"], ["createcachetable"]):
        call_command(*command)
    call_command("make_signing_key", stdout=StringIO())
    registrar = make_user(role=Role.REGISTRAR)
    photo = private_storage().save("photos/one.jpg", ContentFile(diplomas.photo()))
    edition = make_edition()
    classes = [make_class(edition, number, photo) for number in range(CLASSES + 1)]
    with open(os.devnull, "wb") as nowhere:
        cluster = subprocess.Popen(
            [sys.executable, "manage.py", "qcluster"],
            cwd=settings.BASE_DIR,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )
    try:
        print(json.dumps(measured(classes, registrar, cluster.pid)))
    finally:
        os.killpg(cluster.pid, signal.SIGKILL)
        cluster.wait()


def make_class(edition: object, number: int, photo: str) -> Cohort:
    cohort = make_cohort(edition=edition, seats=CLASS, status=Cohort.Status.ASSESSING)
    for index in range(CLASS):
        name = SURNAMES[(number + index) % 20] + GIVEN[index % 10]
        person = make_trainee(
            name,
            id_number=make_id_number(index + 1, birth=f"{1960 + number}0504"),
            photo=photo,
        )
        make_result(make_enrollment(cohort, person, status=Enrollment.Status.COMPLETED))
    return cohort


def measured(
    classes: list[Cohort], registrar: User, group: int
) -> dict[str, float | int]:
    """The workers are under way, as in a school that is open: each has printed once."""
    first, *rest = classes
    warm = actions.issue(first, by=registrar)
    for _worker in range(2):
        enqueue(tasks.print_batch, warm.pk)
    wait_for(CLASS, group)
    # The first class is told of as well: nothing is left to do at the click.
    while Certificate.objects.untold().exists() or OrmQ.objects.exists():
        time.sleep(POLL)
    began = timezone.now()
    for cohort in rest:
        actions.issue(cohort, by=registrar)
    clicked = (timezone.now() - began).total_seconds()
    half = wait_for(CLASS + CLASS * CLASSES // 2, group)
    peak = wait_for(CLASS + CLASS * CLASSES, group)
    while Batch.objects.filter(finished_at=None).exists():
        time.sleep(POLL)
    ended = Batch.objects.aggregate(last=Max("finished_at"))["last"]
    seconds = (ended - began).total_seconds()
    return {"seconds": seconds, "clicked": clicked, "half": half, "peak": peak}


def wait_for(count: int, group: int) -> float:
    """Until so many are valid; the most memory that a process of the worker's has had by then."""
    until = time.monotonic() + PATIENCE
    while Certificate.objects.filter(status=Certificate.Status.VALID).count() < count:
        if time.monotonic() > until:
            raise SystemExit("the worker does not come to an end")
        time.sleep(POLL)
    return peak_of(group)


def peak_of(group: int) -> float:
    """Megabytes that the largest process of a group has had at once."""
    most = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                found = PEAK.search((folder / "status").read_text())
                most = max(most, int(found[1]) if found else 0)
        except (OSError, ProcessLookupError):
            continue
    return most * 1024 / 1e6


if __name__ == "__main__":
    main()
