"""Who came from another class: the dossier tells all her hours and what they rest on."""

import pytest

from school.attendance.ledger import credited_minutes
from school.attendance.models import Event
from school.enrollment.models import Enrollment
from school.outcomes.dossier import grounds
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.trainee_papers import roster
from tests.factories.assessment import credit_all
from tests.factories.certificates import make_assessed_cohort
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db


def test_the_roster_tells_the_hours_of_the_class_before_too(trainee) -> None:
    cohort = make_assessed_cohort()
    former = make_enrollment(make_cohort(edition=cohort.edition, name="前班"), trainee)
    credit_all(former, evenings=2)
    Enrollment.objects.filter(pk=former.pk).update(status="withdrawn")
    here = make_enrollment(cohort, trainee, moved_from=former)
    assert credited_minutes([here.pk]) == {here.pk: 270}
    facts = gather(cohort.pk)
    [row] = roster(facts, with_id_numbers=False).tables[0].rows
    assert row[8] == 6
    rows = {one.ledger: one.rows for one in grounds.grounds_of(facts)}
    assert rows["attendance.minuteentry"] == 2


def test_every_column_of_an_event_is_in_the_hash() -> None:
    columns = {field.attname for field in Event._meta.concrete_fields}
    assert columns - {"id"} == set(grounds.EVENT) - {"pk"}


def test_what_the_register_of_marks_tells_is_hashed() -> None:
    assert "breakdown" in grounds.RESULT
    ledgers = {one.ledger for one in grounds.grounds_of(gather(assessed()))}
    assert "assessment.attempt" in ledgers


def assessed() -> int:
    return make_assessed_cohort().pk
