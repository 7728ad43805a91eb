"""The results of a school of 5,000 workers, and of a tenth of it: what the desk's page takes."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import reset_queries
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.assessment.models import Result
from school.certificates.models import Batch, Certificate
from school.courses.models import Cohort, Edition
from school.enrollment.models import Enrollment
from school.people.models import Company, Consent, ConsentText, Person, User
from school.people.roles import Role
from school.wages.models import Baseline, FollowUp, WageRecord
from school.wages.rules import MONTHS_ASKED
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure
from tests.cast import signed_in
from tests.factories.courses import make_cohort, make_edition
from tests.factories.people import make_trainee, make_user
from tests.factories.wages import consent_to_wages

COMPANIES, WORKERS, MONTHS = 160, 5000, 24
TENTH, CLASS = 10, 25
TOWNS = [f"安源区第{number}镇" for number in range(40)]
ROUNDS = 3


def outcomes() -> Iterator[Figure]:
    found = measured()
    yield Figure(
        "outcomes.page_growth",
        found["large"] / found["small"],
        "",
        "how many more workers there are",
        TENTH,
        most_ratio=1,
    )
    yield Figure("outcomes.page", found["large"] * 1000, "ms")


def measured() -> dict[str, float]:
    """The page of the whole school with all its groups, before and after it grew tenfold."""
    with database_of_its_own():
        desk = make_user(role=Role.OUTCOMES_OFFICER, is_staff=True)
        client, edition = signed_in(desk), make_edition()
        agreed = consent_to_wages(make_trainee()).text
        grow(WORKERS // TENTH, edition, agreed, desk)
        small = page_of(client)
        grow(WORKERS - WORKERS // TENTH, edition, agreed, desk)
        large = page_of(client)
        assert Company.objects.count() == COMPANIES
        assert WageRecord.objects.count() == WORKERS * MONTHS
    return {"small": small, "large": large}


def page_of(client: Client) -> float:
    """Its own seconds, at the best of some rounds, not those that other programs took."""
    address, took = reverse("outcomes_desk:overview"), []
    for _round in range(ROUNDS):
        reset_queries()
        start = time.process_time()
        assert client.get(address).status_code == 200
        took.append(time.process_time() - start)
    return min(took)


def grow(workers: int, edition: Edition, agreed: ConsentText, by: User) -> None:
    """So many who completed, in classes of 25, and the companies they work for."""
    first = Company.objects.count()
    companies = Company.objects.bulk_create(
        Company(name=f"第{first + number}家政公司", town=TOWNS[number % len(TOWNS)])
        for number in range(COMPANIES * workers // WORKERS)
    )
    people = Person.objects.bulk_create(
        [
            Person(
                name="王秀英",
                sex="male" if number % 9 == 0 else "female",
                birth_year=1960 + number % 45,
                town=TOWNS[number * 7 % len(TOWNS)],
                company=companies[number % len(companies)],
            )
            for number in range(workers)
        ],
        batch_size=500,
    )
    now = timezone.now()
    Consent.objects.bulk_create(
        [Consent(person=person, text=agreed, given_at=now) for person in people],
        batch_size=500,
    )
    for start in range(0, workers, CLASS):
        take_through(people[start : start + CLASS], edition, by)


def take_through(people: list[Person], edition: Edition, by: User) -> None:
    """A class to its end: certificates, pay before and after, and the months between."""
    now = timezone.now()
    number = Cohort.objects.count()
    cohort = make_cohort(
        edition=edition,
        sessions=False,
        name=f"第{number}期",
        starts_on=timezone.localdate() - timedelta(days=400 + number),
        seats=CLASS,
        status=Cohort.Status.COMPLETED,
    )
    enrollments = Enrollment.objects.bulk_create(
        Enrollment(
            person=person,
            cohort=cohort,
            status=Enrollment.Status.COMPLETED,
            source=Enrollment.Source.SELF,
            applied_at=now,
            enrolled_at=now,
        )
        for person in people
    )
    certify(enrollments, cohort, by)
    tell_pay(enrollments)


def certify(enrollments: list[Enrollment], cohort: Cohort, by: User) -> None:
    now = timezone.now()
    batch = Batch.objects.create(cohort=cohort, requested_by=by, requested_at=now)
    results = Result.objects.bulk_create(
        Result(
            enrollment=enrollment,
            minutes_credited=540,
            minutes_required=432,
            has_passed=True,
            decided_at=now,
        )
        for enrollment in enrollments
    )
    Certificate.objects.bulk_create(
        Certificate(
            number=f"NS-TEST-{enrollment.pk:05d}",
            enrollment=enrollment,
            result=result,
            batch=batch,
            status=Certificate.Status.VALID,
            claims={},
            claims_sha256="0" * 64,
            issued_on=cohort.ends_on,
        )
        for enrollment, result in zip(enrollments, results, strict=True)
    )


def tell_pay(enrollments: list[Enrollment]) -> None:
    """The first month is before the course; three of the others answer a question."""
    now = timezone.now()
    months = [earn(each) for each in enrollments]
    WageRecord.objects.bulk_create(
        [record for records in months for record in records], batch_size=500
    )
    Baseline.objects.bulk_create(
        Baseline(
            enrollment=enrollment,
            answer=Baseline.Answer.TOLD,
            record=records[0],
            answered_at=now,
        )
        for enrollment, records in zip(enrollments, months, strict=True)
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            enrollment=enrollment,
            months=asked,
            due_on=timezone.localdate(now),
            status=FollowUp.Status.ANSWERED,
            employment=FollowUp.Employment.EMPLOYED,
            record=records[asked],
            answered_at=now,
        )
        for enrollment, records in zip(enrollments, months, strict=True)
        for asked in MONTHS_ASKED
    )


def earn(enrollment: Enrollment) -> list[WageRecord]:
    """Two years, month after month."""
    now, today = timezone.now(), timezone.localdate()
    return [
        WageRecord(
            person_id=enrollment.person_id,
            enrollment=enrollment,
            purpose=WageRecord.Purpose.OTHER,
            period_start=today - timedelta(days=30 * (MONTHS - month)),
            period_end=today - timedelta(days=30 * (MONTHS - month - 1)),
            amount_fen=400_000 + 100 * (enrollment.pk % 997) + 2_000 * month,
            unit="26_day" if enrollment.pk % 5 == 0 else "month",
            source=WageRecord.Source.COMPANY,
            employer=f"家政{enrollment.pk % COMPANIES}",
            actor_label="系统",
            at=now,
        )
        for month in range(MONTHS)
    ]
