"""What the school has on record of somebody's training, put together for a page or a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from school.assessment.skills.claims import shown
from school.certificates.models import (
    Certificate,
    ExternalCertificate,
    HomeServiceCard,
)
from school.certificates.record import rules
from school.lib.fields import in_language
from school.people.models import HealthCheck, Person


@dataclass(frozen=True, slots=True)
class Skill:
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Training:
    """A course that was passed, by the certificate that stands for it."""

    certificate: Certificate
    course: str
    ended_on: date
    # The course, or what renewed it since.
    trained_on: date
    good_through: date
    skills: Sequence[Skill]

    @property
    def is_renewed(self) -> bool:
        return self.trained_on > self.ended_on


@dataclass(frozen=True, slots=True)
class Health:
    check: HealthCheck
    is_good: bool


@dataclass(frozen=True, slots=True)
class Record:
    person: Person
    trainings: Sequence[Training]
    externals: Sequence[ExternalCertificate]
    # What counts longest.
    standing: Training | None
    is_in_date: bool

    @property
    def is_empty(self) -> bool:
        return not (self.trainings or self.externals)

    @property
    def good_through(self) -> date | None:
        return self.standing.good_through if self.standing else None


def record_of(person: Person, *, on: date) -> Record:
    """As it is today: a certificate that no longer stands is not part of it."""
    trainings = _trainings(person)
    standing = max(trainings, key=lambda one: one.good_through, default=None)
    last_day = standing.good_through if standing else None
    confirmed = ExternalCertificate.objects.confirmed().filter(person=person)
    return Record(
        person=person,
        trainings=_newest(trainings),
        externals=[one for one in confirmed if not one.has_expired],
        standing=standing,
        is_in_date=rules.is_in_date(last_day, on=on),
    )


def health_of(person: Person, *, on: date) -> list[Health]:
    """Of each class the certificate that holds longest: class and last day, no more is kept."""
    newest: dict[str, HealthCheck] = {}
    for check in person.health_checks.order_by("expires_on"):
        newest[check.kind] = check
    return [Health(check, on <= check.expires_on) for check in newest.values()]


def card_of(person: Person) -> HomeServiceCard | None:
    return HomeServiceCard.objects.filter(person=person).first()


def _trainings(person: Person) -> list[Training]:
    valid = Certificate.objects.filter(status=Certificate.Status.VALID).with_renewals()
    rows = valid.filter(enrollment__person=person).select_related(
        "enrollment__cohort__edition__course__track"
    )
    return [_training(one) for one in rows]


def _newest(trainings: Sequence[Training]) -> list[Training]:
    """Of each course the newest, newest first."""
    newest: dict[int, Training] = {}
    for one in sorted(trainings, key=lambda one: one.ended_on):
        newest[one.certificate.enrollment.cohort.edition.course_id] = one
    return sorted(newest.values(), key=lambda one: one.ended_on, reverse=True)


def _training(certificate: Certificate) -> Training:
    """By its frozen claims; a reissued paper makes no training newer than it was."""
    claims, currency = certificate.claims, certificate.currency
    ended_on = date.fromisoformat(claims["ended_on"])
    trained_on = max([ended_on, *(one.done_on for one in currency.renewals)])
    return Training(
        certificate=certificate,
        course=certificate.course_title,
        ended_on=ended_on,
        trained_on=trained_on,
        good_through=rules.good_through(trained_on, suggested=currency.until),
        skills=[
            Skill(in_language(one), date.fromisoformat(one["on"]))
            for one in shown(claims)
        ],
    )
