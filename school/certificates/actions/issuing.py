"""Giving numbers and freezing claims for everyone of a class who has passed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from school.assessment.models import Result
from school.assessment.skills.claims import skills_of_results
from school.certificates import refusals, rules, tasks
from school.certificates.actions.alone import check_alone
from school.certificates.approval.models import ApprovalRequest
from school.certificates.designs.actions import in_force
from school.certificates.designs.checks import refuse_forbidden
from school.certificates.documents import attested, freeze
from school.certificates.eligibility import Candidate, candidates
from school.certificates.models import Batch, Certificate, DesignVersion, Register
from school.certificates.renewal.terms import first_suggested
from school.courses.models import Cohort, Course
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.lib.fields import secret_code
from school.lib.queue import enqueue
from school.people.models import User
from school.ui.templatetags.ui import full_date

Status = Certificate.Status
Stopped = tuple[Certificate, Result]


@transaction.atomic
def issue(
    cohort: Cohort,
    *,
    by: User,
    only: Collection[Enrollment] | None = None,
    on: date | None = None,
    request: ApprovalRequest | None = None,
) -> Batch:
    """Issue a certificate to everyone of the class who has passed and holds none.

    `only` leaves the others for later; `on` is the day that stands on it, today if not
    given. Numbers are given and claims frozen here; the worker prints. What had been stopped
    is queued again. Where nothing is left to do the latest batch is returned unchanged.
    """
    if not by.has_perm("certificates.issue_certificate"):
        raise NotPermitted
    check_alone(request)
    now = timezone.now()
    # Two registrars may press at once: the class's row lets one go first.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    new, stopped = _to_do(_chosen(candidates(cohort), only))
    if not new and not stopped:
        latest = cohort.batches.first()
        if latest is None:
            raise refusals.NobodyEligible
        return latest
    issued_on = _day_of_issue(on or timezone.localdate(now), new, at=now)
    batch = Batch.objects.create(cohort=cohort, requested_by=by, requested_at=now)
    _register_all(new, batch=batch, on=issued_on)
    _queue_all_again(stopped, batch=batch)
    journal.record(
        by=by,
        verb="certificates.issue",
        on=cohort,
        data={"new": len(new), "again": len(stopped), "batch": batch.code},
        at=now,
    )
    enqueue(tasks.print_batch, batch.pk)
    return batch


def _register_all(new: Sequence[Result], *, batch: Batch, on: date) -> None:
    if not new:
        return
    # Class and edition once for all of them.
    prefetch_related_objects(
        new, "enrollment__person", "enrollment__cohort__edition__course"
    )
    edition = batch.cohort.edition
    version = in_force(edition)
    skills = skills_of_results(new)
    numbers = next_numbers(edition.course, on.year, count=len(new))
    Certificate.objects.bulk_create(
        drafted(
            result,
            number=number,
            batch=batch,
            version=version,
            skills=skills[result.pk],
            on=on,
        )
        for result, number in zip(new, numbers, strict=True)
    )


def _to_do(found: Sequence[Candidate]) -> tuple[list[Result], list[Stopped]]:
    """Results to certify, and certificates that could not be printed, with theirs."""
    new = [one.result for one in found if one.is_eligible and one.result]
    again = [
        (one.certificate, one.result)
        for one in found
        if one.is_stopped and one.certificate and one.result
    ]
    return new, again


def _chosen(
    found: Sequence[Candidate], only: Collection[Enrollment] | None
) -> Sequence[Candidate]:
    """Those of the class who were named; who holds one already is left as she is."""
    if only is None:
        return found
    fine = {
        one.enrollment.pk: one for one in found if one.is_eligible or one.certificate
    }
    refused = [one for one in only if one.pk not in fine]
    if refused:
        raise refusals.NotEligible(names="、".join(str(one.person) for one in refused))
    return [fine[pk] for pk in fine if pk in {one.pk for one in only}]


def _day_of_issue(day: date, new: Sequence[Result], *, at: datetime) -> date:
    """Not before the last of their results came out, and not ahead."""
    if day > timezone.localdate(at):
        raise refusals.IssuedInFuture
    released = max((timezone.localdate(one.decided_at) for one in new), default=day)
    if day < released:
        raise refusals.IssuedBeforeRelease(day=full_date(released))
    return day


def drafted(
    result: Result,
    *,
    number: str,
    batch: Batch,
    version: DesignVersion,
    skills: Mapping[str, Any],
    on: date,
    replaces: Certificate | None = None,
    reissued_for: str = "",
) -> Certificate:
    """A certificate under this number with its claims frozen, not kept yet."""
    code = secret_code()
    refresher_by = first_suggested(result.enrollment, on=on, replaces=replaces)
    claims = freeze(
        result,
        number=number,
        code=code,
        issued_on=on,
        skills=skills,
        version=version,
        replaces=replaces.number if replaces else "",
        refresher_by=refresher_by.isoformat() if refresher_by else "",
    )
    return Certificate(
        code=code,
        number=number,
        enrollment=result.enrollment,
        result=result,
        batch=batch,
        claims=claims,
        claims_sha256=rules.sha256(rules.canonical(claims)),
        issued_on=on,
        design_version=version,
        refresher_by=refresher_by,
        replaces=replaces,
        reissued_for=reissued_for,
    )


def next_numbers(course: Course, year: int, *, count: int) -> list[str]:
    """The next of the course and year, without a gap; whoever comes meanwhile waits."""
    book, _made = Register.objects.select_for_update().get_or_create(
        course=course, year=year
    )
    first = book.last_serial + 1
    book.last_serial += count
    book.save(update_fields=["last_serial"])
    return [
        rules.number(
            county=settings.SCHOOL_COUNTY_CODE,
            year=year,
            course=course.code,
            serial=serial,
        )
        for serial in range(first, first + count)
    ]


def _queue_all_again(stopped: Sequence[Stopped], *, batch: Batch) -> None:
    skills = skills_of_results([result for _certificate, result in stopped])
    for certificate, result in stopped:
        said = attested(result, skills=skills[result.pk])
        _queue_again(certificate, result, said, batch=batch)


def _queue_again(
    certificate: Certificate, result: Result, said: Mapping[str, Any], *, batch: Batch
) -> None:
    """A stopped certificate keeps its number; name and result are read anew."""
    if design := certificate.claims.get("design"):
        refuse_forbidden(design, course_title=certificate.claims["course_title_zh"])
    day = max(certificate.issued_on, timezone.localdate(result.decided_at))
    claims = {**certificate.claims, **said, "issued_on": day.isoformat()}
    Certificate.objects.filter(pk=certificate.pk, status=Status.STOPPED).update(
        status=Status.QUEUED,
        stopped_because=None,
        batch=batch,
        result=result,
        issued_on=day,
        claims=claims,
        claims_sha256=rules.sha256(rules.canonical(claims)),
    )
