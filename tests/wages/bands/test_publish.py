"""What is frozen when bands are published: from whom, by whom, how often."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from school.certificates.models import Certificate
from school.courses.models import Cohort
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from school.wages import actions as wages
from school.wages.bands.actions import drafted, publish_bands
from school.wages.bands.facts import holders
from school.wages.bands.shown import of_course
from school.wages.models import BandPublication, PayBand, WageRecord
from tests.costs import asked
from tests.factories.bands import (
    last_month,
    make_holder,
    make_holders,
    make_pay,
    published,
)
from tests.factories.courses import make_cohort
from tests.factories.people import make_user
from tests.factories.wages import consent_to_wages

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(sessions=False, seats=60)


def person_of(certificate: Certificate) -> Person:
    return certificate.enrollment.person


def counted() -> int:
    """Of the county, by the month and in hand."""
    shown = drafted(on=timezone.localdate()).shown
    return next((band.people for place, band in shown.items() if not place.town), 0)


def test_the_bands_are_frozen_as_they_stood(
    cohort: Cohort, outcomes_officer: User
) -> None:
    make_holders(cohort, {"青石镇": 17, "白沙镇": 9})
    publication = published(outcomes_officer)
    first, last = publication.period
    assert (publication.number, last) == (1, last_month()[1])
    assert first.day == 1
    bands = {band.town: band for band in publication.bands.all()}
    # ¥4,000 to ¥5,600 in steps of ¥100: the ninth, the fifth and the thirteenth.
    town = bands["青石镇"]
    assert (town.people, town.middle_fen) == (17, 480_000)
    assert (town.low_fen, town.high_fen) == (440_000, 520_000)
    assert (bands["白沙镇"].people, bands["白沙镇"].has_range) == (9, False)
    assert bands[""].people == 26
    entry = Entry.objects.get(verb="wages.publish_bands")
    assert (entry.reason, entry.object_id) == ("按月公布", str(publication.pk))
    make_pay(person_of(make_holder(cohort)), 9000)
    assert publication.bands.get(town="青石镇").people == 17


def test_who_may_not_publish_does_not(
    cohort: Cohort, auditor: User, registrar: User
) -> None:
    make_holders(cohort, {"青石镇": 9})
    for by in (auditor, registrar, make_user()):
        with pytest.raises(NotPermitted):
            published(by)
    assert not BandPublication.objects.exists()


def refused(**extra: object) -> str:
    with pytest.raises(Refusal) as refusal:
        published(**extra)
    assert isinstance(refusal.value.code, str)
    return refusal.value.code


def test_once_for_the_same_months(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 9})
    published()
    make_holder(cohort)
    assert refused() == "bands_month_done"
    assert refused(at=timezone.now() - timedelta(days=40)) == "bands_month_done"
    later = timezone.now() + timedelta(days=32)
    assert published(at=later).number == 2
    assert BandPublication.objects.newest() == BandPublication.objects.get(number=2)


def test_the_database_lets_one_of_two_officers_have_the_month(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_holders(cohort, {"青石镇": 9})
    published()
    monkeypatch.setattr("school.wages.bands.actions.is_month_done", lambda on: False)
    assert refused() == "bands_month_done"
    assert BandPublication.objects.count() == 1


def test_what_has_changed_since_it_was_seen_is_not_published(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 9})
    seen = "of another draft"
    with pytest.raises(Refusal) as refusal:
        publish_bands(seen=seen, reason="按月公布", by=make_user(is_superuser=True))
    assert refusal.value.code == "bands_draft_changed"


def test_nothing_is_published_of_too_few(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 8})
    assert refused() == "bands_nothing"


def test_when_too_few_are_left_nothing_takes_the_place_of_what_was(
    cohort: Cohort,
) -> None:
    held = make_holders(cohort, {"青石镇": 9})
    published()
    person = person_of(held[0])
    people.withdraw_consent(person, purpose="wages", by=person.user)
    later = published(at=timezone.now() + timedelta(days=32))
    assert not later.bands.exists()
    assert of_course(cohort.edition.course_id) == (later, [])


def test_a_reason_is_needed(cohort: Cohort) -> None:
    with pytest.raises(Refusal) as refusal:
        publish_bands(seen="", reason=" ", by=make_user(is_superuser=True))
    assert refusal.value.code == "bands_no_reason"


def test_the_database_refuses_to_change_what_is_published(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 9})
    published()
    for model in (BandPublication, PayBand):
        table = model._meta.db_table
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):
            with pytest.raises(IntegrityError), transaction.atomic():
                connection.cursor().execute(statement)


def test_the_consent_texts_stay_frozen() -> None:
    """The column for the bands remade their table, and with it its triggers."""
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentText.objects.update(covers_bands=True)


def test_only_who_agreed_to_the_text_that_says_so_counts(cohort: Cohort) -> None:
    held = make_holders(cohort, {"青石镇": 10})
    person = person_of(held[0])
    people.withdraw_consent(person, purpose="wages", by=person.user)
    assert counted() == 9
    # The old text spoke of whole classes only.
    consent_to_wages(person)
    assert counted() == 9
    text = ConsentText.objects.current().get(purpose="wages")
    assert text.covers_bands
    people.give_consent(person, text=text, by=person.user)
    assert counted() == 10


def test_the_text_promises_what_is_done(cohort: Cohort) -> None:
    """The ledger deletes nothing; taken back, the record stays and counts no more."""
    text = ConsentText.objects.filter(purpose="wages", covers_bands=True).latest("pk")
    assert "到期删除" not in text.text_zh
    assert "then it is deleted" not in text.text_en
    assert "和培训档案一起保存" in text.text_zh
    assert "kept with the training records" in text.text_en
    person = person_of(make_holders(cohort, {"青石镇": 10})[0])
    people.withdraw_consent(person, purpose="wages", by=person.user)
    assert WageRecord.objects.standing().filter(person=person).exists()
    assert counted() == 9


def test_only_a_valid_certificate_counts(cohort: Cohort) -> None:
    held = make_holders(cohort, {"青石镇": 10})
    Certificate.objects.filter(pk=held[0].pk).update(
        status=Certificate.Status.SUSPENDED
    )
    assert counted() == 9


def test_a_certificate_issued_again_counts_from_the_first(cohort: Cohort) -> None:
    held = make_holders(cohort, {"青石镇": 9})
    first = held[0]
    Certificate.objects.filter(pk=first.pk).update(status=Certificate.Status.SUPERSEDED)
    again = Certificate.objects.get(pk=first.pk)
    again.pk, again.number, again.code = None, "NS-TEST-AGAIN", "again"
    again.status, again.issued_on = Certificate.Status.VALID, timezone.localdate()
    again.save(force_insert=True)
    assert counted() == 9
    (holder,) = (
        one
        for one in holders(on=timezone.localdate())
        if one.person == first.enrollment.person_id
    )
    assert holder.since == first.issued_on


def test_pay_from_before_the_certificate_or_the_period_does_not_count(
    cohort: Cohort,
) -> None:
    make_holders(cohort, {"青石镇": 9})
    first, last = last_month()
    make_holder(cohort, issued_on=last)
    long_ago = timezone.localdate() - timedelta(days=800)
    old = person_of(make_holder(cohort, yuan=None, issued_on=long_ago))
    make_pay(old, days=(first - timedelta(days=500), last - timedelta(days=500)))
    # The present month is not over.
    make_pay(old, days=(timezone.localdate().replace(day=1), timezone.localdate()))
    assert counted() == 9


def test_pay_told_as_from_before_the_course_does_not_count(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 9})
    person = person_of(make_holder(cohort, yuan=None))
    make_pay(person, purpose=WageRecord.Purpose.BASELINE)
    assert counted() == 9
    make_pay(person)
    assert counted() == 10


def test_a_corrected_sum_counts_in_place_of_the_wrong_one(cohort: Cohort) -> None:
    held = make_holders(cohort, {"青石镇": 9})
    ninth = WageRecord.objects.get(person=person_of(held[8]))
    lowest = WageRecord.objects.get(person=person_of(held[0])).pay()
    wages.correct_wage(ninth, pay=lowest, by=person_of(held[8]).user)
    (band, _town) = drafted(on=timezone.localdate()).shown.values()
    # ¥4,000 twice, and from ¥4,100 to ¥4,700: the fifth is ¥4,300.
    assert (band.people, band.middle_fen) == (9, 430_000)


def test_a_sum_that_she_disputes_does_not_count(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 9})
    person = person_of(make_holder(cohort, yuan=None))
    told = make_pay(person, source=WageRecord.Source.COMPANY)
    assert counted() == 10
    wages.object_to(told, by=person.user)
    assert counted() == 9


def test_the_facts_take_as_many_queries_however_many_people(cohort: Cohort) -> None:
    make_holders(cohort, {"青石镇": 2})
    with asked() as few:
        holders(on=timezone.localdate())
    make_holders(cohort, {"青石镇": 5})
    with asked() as more:
        holders(on=timezone.localdate())
    assert len(few) == len(more) == 2


def test_a_text_for_another_purpose_cannot_cover_bands() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentText.objects.create(
            purpose="company",
            version=99,
            text_zh="文本",
            text_en="Text",
            covers_bands=True,
            published_at=datetime.fromisoformat("2026-11-23T10:00+08:00"),
        )
