"""What the page of a result says of the certificate, at each stage of it."""

import pytest
from django.test import Client
from django.urls import reverse

from school.certificates import actions
from school.certificates.models import Certificate
from school.enrollment.models import Enrollment
from school.people.models import User
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

Status = Certificate.Status
MADE, READY = "正在制作", "证书已经办好"
WORDS = {
    Status.SUSPENDED: "已中止",
    Status.REVOKED: "已吊销",
    Status.STOPPED: "还没办好",
    Status.QUEUED: MADE,
}


@pytest.fixture
def enrollment(db: None) -> Enrollment:
    return make_assessed_cohort("李春花").enrollments.get()


@pytest.fixture
def holder(enrollment: Enrollment) -> Client:
    return signed_in(enrollment.person)


def pages(holder: Client, enrollment: Enrollment) -> list[str]:
    return [
        holder.get(reverse(name, args=[enrollment.code])).content.decode()
        for name in ("assessment:result", "enrollment:detail")
    ]


def issue(enrollment: Enrollment, registrar: User) -> Certificate:
    actions.print_batch(actions.issue(enrollment.cohort, by=registrar))
    return enrollment.certificates.get()


def test_before_the_issue_it_waits_for_the_school(
    holder: Client, enrollment: Enrollment
) -> None:
    for page in pages(holder, enrollment):
        assert "等教务发证，办好了会通知您" in page
        assert MADE not in page


def test_once_issued_it_is_ready_with_its_link(
    holder: Client, enrollment: Enrollment, registrar: User
) -> None:
    certificate = issue(enrollment, registrar)
    for page in pages(holder, enrollment):
        assert READY in page
        assert MADE not in page
        assert certificate.number in page
        assert reverse("certificates:download", args=[certificate.code]) in page


@pytest.mark.parametrize("status", WORDS)
def test_what_has_become_of_it_is_said(
    holder: Client, enrollment: Enrollment, registrar: User, status: Status
) -> None:
    certificate = issue(enrollment, registrar)
    Certificate.objects.update(status=status)
    for page in pages(holder, enrollment):
        assert WORDS[status] in page
        assert READY not in page
        assert reverse("certificates:download", args=[certificate.code]) not in page


def test_beside_a_revoked_one_the_one_that_stands_counts(
    holder: Client, enrollment: Enrollment, registrar: User
) -> None:
    first = issue(enrollment, registrar)
    Certificate.objects.update(status=Status.REVOKED)
    second = Certificate.objects.get(pk=first.pk)
    second.pk, second.code, second.number = None, "another-code", "ANOTHER-1"
    second.status = Status.VALID
    second.save(force_insert=True)
    assert all("ANOTHER-1" in page for page in pages(holder, enrollment))
