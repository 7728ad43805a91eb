"""The worker killed in the middle of a class, as by a power cut, and started again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count, F
from django.utils import timezone
from django_q.models import OrmQ, Success
from django_q.scheduler import scheduler

from school.certificates import actions, rules, tasks
from school.certificates.models import Batch, Certificate, StatusChange
from school.enrollment.models import Enrollment
from school.notices.models import Notice
from school.people.models import User
from school.points.models import Posting
from tests.factories.certificates import make_assessed_cohort, pdf_of
from tests.factories.points import make_rule
from tests.workers import Start, cut_power, wait_until

pytestmark = pytest.mark.long


def issue(size: int, *, by: User) -> None:
    make_rule()
    cohort = make_assessed_cohort(*[f"学员{n:03d}" for n in range(size)])
    actions.issue(cohort, by=by)


def printed() -> int:
    connection.close()
    return Certificate.objects.filter(status=Certificate.Status.VALID).count()


def is_finished() -> bool:
    connection.close()
    return Batch.objects.filter(finished_at__isnull=False).exists()


def is_told() -> bool:
    return is_finished() and not Certificate.objects.untold().exists()


def let_pass(time_away: timedelta) -> None:
    """Set back the times that recovery goes by, as if the power had been away so long."""
    Batch.objects.update(requested_at=F("requested_at") - time_away)
    OrmQ.objects.update(lock=F("lock") - time_away)


def kill_in_the_middle(start: Start) -> None:
    cluster = start()
    wait_until(lambda: printed() >= 10)
    cut_power(cluster)
    assert 10 <= printed() < Certificate.objects.count()
    assert not is_finished()
    check_each_printed_one()


def check_each_printed_one() -> None:
    """Whatever is valid has its file and its history, once."""
    found = list(
        Certificate.objects.filter(status=Certificate.Status.VALID).select_related(
            "enrollment__person"
        )
    )
    for one in found:
        assert one.pdf_sha256 == rules.sha256(pdf_of(one))
    assert len({one.enrollment.person_id for one in found}) == len(found)
    assert len({one.pdf.name for one in found}) == len(found)
    changes = StatusChange.objects.values("certificate").annotate(times=Count("pk"))
    assert {one["certificate"]: one["times"] for one in changes} == {
        one.pk: 1 for one in found
    }


def check_each_was_told_once() -> None:
    """Of whatever is valid there are a notice and points."""
    found = Certificate.objects.filter(status=Certificate.Status.VALID)
    persons = sorted(found.values_list("enrollment__person", flat=True))
    given = Posting.objects.order_by("person_id")
    assert list(given.values_list("person_id", "rule_code", "points")) == [
        (person, "T05", 15) for person in persons
    ]
    told = Notice.objects.filter(kind="certificate_issued").order_by("person_id")
    assert list(told.values_list("person_id", flat=True)) == persons


def check_the_whole_class(files_before: set[Path]) -> None:
    size = Enrollment.objects.count()
    assert printed() == Certificate.objects.count() == size
    assert Certificate.objects.values("number").distinct().count() == size
    assert Certificate.objects.values("enrollment").distinct().count() == size
    check_each_printed_one()
    check_each_was_told_once()
    known = {Path(one.pdf.path) for one in Certificate.objects.all()}
    assert files() - files_before == known


def files() -> set[Path]:
    folder = Path(Certificate._meta.get_field("pdf").storage.location)
    return {one for one in folder.glob("certificates/**/*") if one.is_file()}


def test_a_killed_worker_started_again_finishes_the_class(
    start: Start, registrar: User
) -> None:
    before = files()
    issue(40, by=registrar)
    kill_in_the_middle(start)
    # The queue still holds the batch for the dead worker: it is the round of every
    # minute that takes it up again.
    let_pass(2 * tasks.ABANDONED)
    assert OrmQ.objects.filter(lock__gt=timezone.now()).exists()
    # What the worker itself does, but only half a minute after its start.
    scheduler()
    start()
    wait_until(is_told)
    check_the_whole_class(before)


def test_two_workers_at_the_same_class_print_each_once(
    start: Start, registrar: User
) -> None:
    before = files()
    issue(40, by=registrar)
    kill_in_the_middle(start)
    # So late the queue itself hands the batch out again, besides the round.
    let_pass(timedelta(seconds=settings.Q_CLUSTER["retry"]) + tasks.ABANDONED)
    tasks.resume_batches()
    start()
    start()
    done = Success.objects.filter(func__endswith="print_batch")
    wait_until(lambda: is_told() and done.count() == 2)
    check_the_whole_class(before)
