from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions, signals
from school.enrollment.line import place_in_line
from school.enrollment.models import Enrollment
from school.enrollment.places import places_in, places_of
from school.enrollment.refusals import (
    AlreadyApplied,
    AlreadyInCourse,
    CohortNotOpen,
    ConsentMissing,
    EnrolmentClosed,
    IdentityIncomplete,
    NoFreePlace,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import ConsentText, Person, User
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import apply_for, make_enrollment
from tests.factories.people import make_consent, make_trainee

Status = Enrollment.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


def test_a_free_seat_is_taken_at_once(cohort: Cohort, trainee: Person) -> None:
    told = []

    def hear(**sent: object) -> None:
        told.append((sent["enrollment"], sent["by"]))

    signals.enrolled.connect(hear)
    try:
        enrollment = apply_for(cohort, trainee)
    finally:
        signals.enrolled.disconnect(hear)
    enrollment.refresh_from_db()
    assert enrollment.status == Status.ENROLLED
    assert enrollment.enrolled_at == enrollment.applied_at
    assert enrollment.consent.person == trainee
    assert told == [(enrollment, trainee.user)]
    assert Notice.objects.get().kind == "enrolled"
    entry = Entry.objects.get(verb="enrollment.apply")
    assert entry.data["to"] == "enrolled"


def test_a_full_class_means_the_next_place_in_line(cohort: Cohort) -> None:
    apply_for(cohort)
    second, third = apply_for(cohort), apply_for(cohort)
    assert [second.status, third.status] == [Status.WAITLISTED] * 2
    assert [second.queue_number, third.queue_number] == [1, 2]
    assert [place_in_line(second), place_in_line(third)] == [1, 2]
    assert Notice.objects.filter(kind="waitlisted").count() == 2
    assert (places_in(cohort).free, places_in(cohort).waiting) == (0, 2)


def test_a_waiting_number_is_never_used_again(cohort: Cohort) -> None:
    apply_for(cohort)
    second = apply_for(cohort)
    actions.withdraw(second, by=second.person.user)
    third = apply_for(cohort)
    assert (third.queue_number, place_in_line(third)) == (2, 1)


def test_nobody_new_passes_those_who_wait(cohort: Cohort, registrar: User) -> None:
    apply_for(cohort)
    waiting = apply_for(cohort)
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    newcomer = apply_for(cohort)
    waiting.refresh_from_db()
    assert waiting.status == Status.OFFERED
    assert newcomer.status == Status.WAITLISTED


def test_only_oneself_or_the_registrar_applies(
    cohort: Cohort, trainee: Person, classmate: Person, registrar: User
) -> None:
    consent = make_consent(trainee)
    with pytest.raises(NotPermitted):
        actions.apply(
            trainee, cohort=cohort, by=classmate.user, source="self", consent=consent
        )
    enrollment = actions.apply(
        trainee, cohort=cohort, by=registrar, source="registrar", consent=consent
    )
    assert enrollment.source == Enrollment.Source.REGISTRAR


@pytest.mark.parametrize(
    "status", sorted(set(Cohort.Status.values) - {Cohort.Status.ENROLLING})
)
def test_a_class_that_is_not_open_is_refused(trainee: Person, status: str) -> None:
    with pytest.raises(CohortNotOpen):
        apply_for(make_cohort(status=status), trainee)
    assert not Enrollment.objects.exists()


def test_after_the_last_day_only_the_registrar_enrols(
    trainee: Person, classmate: Person, registrar: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    cohort = make_cohort(enrol_until=yesterday)
    with pytest.raises(EnrolmentClosed):
        apply_for(cohort, trainee)
    assert apply_for(cohort, trainee, by=registrar).status == Status.ENROLLED
    later = apply_for(cohort, classmate, at=timezone.now() - timedelta(days=2))
    assert later.status == Status.ENROLLED


def test_the_registrar_enrols_into_a_running_class_while_places_last(
    trainee: Person, classmate: Person, registrar: User
) -> None:
    cohort = make_cohort(status=Cohort.Status.RUNNING, seats=1)
    assert apply_for(cohort, trainee, by=registrar).status == Status.ENROLLED
    with pytest.raises(NoFreePlace):
        apply_for(cohort, classmate, by=registrar)


def test_without_an_id_number_nobody_is_enrolled(cohort: Cohort) -> None:
    person = make_trainee()
    Person.objects.filter(pk=person.pk).update(id_number_hash=None)
    with pytest.raises(IdentityIncomplete):
        apply_for(cohort, person)


def test_consent_is_ones_own_stands_and_is_for_enrolment(
    cohort: Cohort, trainee: Person, classmate: Person
) -> None:
    withdrawn = make_consent(trainee)
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    for consent in (
        None,
        withdrawn,
        make_consent(classmate),
        make_consent(trainee, ConsentText.Purpose.WAGES),
    ):
        with pytest.raises(ConsentMissing):
            actions.apply(
                trainee, cohort=cohort, by=trainee.user, source="self", consent=consent
            )


def test_one_applies_once(cohort: Cohort, trainee: Person) -> None:
    first = apply_for(cohort, trainee)
    with pytest.raises(AlreadyApplied):
        apply_for(cohort, trainee)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_enrollment(cohort, trainee, consent=first.consent)
    actions.withdraw(first, by=trainee.user)
    assert apply_for(cohort, trainee).status == Status.ENROLLED


def test_one_has_one_place_per_course_at_a_time(trainee: Person) -> None:
    edition = make_edition()
    running = make_cohort(edition=edition, status=Cohort.Status.RUNNING, name="第1期")
    make_enrollment(running, trainee)
    newer = make_edition()
    assert newer.course == edition.course
    opened = make_cohort(edition=newer, name="第2期")
    with pytest.raises(AlreadyInCourse) as refused:
        apply_for(opened, trainee)
    assert refused.value.data["cohort"] == "第1期"
    Cohort.objects.filter(pk=running.pk).update(status=Cohort.Status.COMPLETED)
    assert apply_for(opened, trainee).status == Status.ENROLLED


def test_places_of_many_classes_take_two_queries(
    db: None, django_assert_num_queries
) -> None:
    edition = make_edition()
    cohorts = [make_cohort(edition=edition, seats=2) for _ in range(3)]
    apply_for(cohorts[0])
    with django_assert_num_queries(2):
        places = places_of(cohorts)
    assert [places[cohort.pk].left for cohort in cohorts] == [1, 2, 2]
