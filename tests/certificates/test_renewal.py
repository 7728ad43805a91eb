"""A day suggested for a refresher: named at issue, passed, renewed, taken back, remembered."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from school.assessment.rules.keeping import months_after
from school.certificates import actions, rules, tasks
from school.certificates.documents import sheet_claims
from school.certificates.models import Certificate, Renewal
from school.certificates.renewal import rules as renewal_rules
from school.certificates.renewal.actions import (
    remind_of_refreshers,
    set_refreshers,
    withdraw_renewal,
)
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import User
from tests.assessment.test_races import at_once
from tests.factories.certificates import pdf_of
from tests.factories.renewals import issued, make_long_past, review, state, suggest

Kind = Renewal.Kind
DAY = timedelta(days=1)


@pytest.fixture
def cohort(registrar: User) -> Cohort:
    cohort = make_long_past()
    suggest(cohort.edition.course, by=registrar)
    return cohort


@pytest.fixture
def old(cohort: Cohort, registrar: User) -> Certificate:
    """Issued 25 months ago."""
    return issued(cohort, by=registrar, days_ago=760)


def refused(certificate: Certificate, *, by: User, days_ago: int = 0) -> str:
    with pytest.raises(Refusal) as caught:
        review(certificate, by=by, days_ago=days_ago)
    return caught.value.code


def test_no_day_is_suggested_where_the_school_has_not_said_so(registrar: User) -> None:
    certificate = issued(make_long_past(), by=registrar, days_ago=9999)
    assert certificate.refresher_by is None
    assert "refresher_by" not in certificate.claims
    assert state(certificate) == "valid"
    assert refused(certificate, by=registrar) == "nothing_suggested"


def test_the_last_day_still_counts() -> None:
    day = timezone.localdate()
    said = [
        renewal_rules.state("valid", until=day, is_renewed=False, on=on)
        for on in (day, day + DAY)
    ]
    assert said == ["valid", "expired"]


def test_the_day_is_frozen_at_issue(cohort: Cohort, registrar: User) -> None:
    certificate = issued(cohort, by=registrar)
    assert certificate.refresher_by
    assert certificate.claims["refresher_by"] == certificate.refresher_by.isoformat()
    assert sheet_claims(certificate)["refresher_by"] == certificate.refresher_by
    set_refreshers(
        cohort.edition.course, by=registrar, is_suggested=False, refreshers=[]
    )
    certificate.refresh_from_db()
    assert certificate.refresher_by
    assert rules.sha256(rules.canonical(certificate.claims)) == (
        certificate.claims_sha256
    )


def test_a_review_carries_as_far_as_the_course_and_changes_no_paper(
    old: Certificate, registrar: User
) -> None:
    before = (old.claims, pdf_of(old), old.status)
    assert state(old) == "expired"
    renewal = review(old, by=registrar)
    assert renewal.until == months_after(renewal.done_on, 24)
    old.refresh_from_db()
    assert state(old) == "renewed"
    assert (old.claims, pdf_of(old), old.status) == before
    told = Notice.objects.get(kind="certificate_renewed")
    assert told.person == old.enrollment.person
    assert "已更新" in letter(told).subject


def test_what_carries_no_further_or_lies_ahead_is_refused(
    old: Certificate, registrar: User
) -> None:
    assert refused(old, by=registrar, days_ago=-1) == "renewed_in_future"
    assert refused(old, by=registrar, days_ago=800) == "renewed_before_issue"
    review(old, by=registrar)
    assert refused(old, by=registrar) == "carries_no_further"


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_what_does_not_stand_is_not_renewed(
    old: Certificate, certificate_officer: User, verb: str
) -> None:
    getattr(actions, verb)(old, by=certificate_officer, reason="核对")
    assert refused(old, by=certificate_officer) == "not_renewed"


def test_one_in_its_place_has_the_day_and_the_renewals_of_the_old(
    old: Certificate, registrar: User
) -> None:
    review(old, by=registrar)
    new = actions.reissue(old, by=registrar, reason="遗失", kind=old.Reissue.LOST)
    actions.print_batch(new.batch)
    assert new.refresher_by == old.refresher_by
    assert (state(old), state(new)) == ("superseded", "renewed")


def test_a_review_from_before_the_paper_was_lost_counts(
    old: Certificate, registrar: User
) -> None:
    new = actions.reissue(old, by=registrar, reason="遗失", kind=old.Reissue.LOST)
    actions.print_batch(new.batch)
    review(new, by=registrar, days_ago=3)
    assert state(new) == "renewed"
    assert refused(old, by=registrar) == "not_renewed"


@pytest.mark.parametrize("who", ["instructor", "points_officer", "auditor", "stranger"])
def test_who_may_not_renew(
    old: Certificate, registrar: User, who: str, request: pytest.FixtureRequest
) -> None:
    renewal = review(old, by=registrar)
    other = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        review(old, by=other)
    with pytest.raises(NotPermitted):
        withdraw_renewal(renewal, by=other, reason="误记")
    with pytest.raises(NotPermitted):
        suggest(old.enrollment.cohort.edition.course, by=other)


def test_a_renewal_entered_wrongly_is_withdrawn_once_with_a_reason(
    old: Certificate, registrar: User
) -> None:
    renewal = review(old, by=registrar)
    with pytest.raises(Refusal) as caught:
        withdraw_renewal(renewal, by=registrar, reason=" ")
    assert caught.value.code == "reason_needed"
    withdraw_renewal(renewal, by=registrar, reason="记到别人名下")
    assert state(old) == "expired"
    assert Notice.objects.filter(kind="renewal_withdrawn").exists()
    with pytest.raises(Refusal) as caught:
        withdraw_renewal(renewal, by=registrar, reason="再来")
    assert caught.value.code == "renewal_withdrawn_already"


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_keeps_renewals(
    old: Certificate, registrar: User, statement: str
) -> None:
    review(old, by=registrar)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement.format("certificates_renewal"))


def at(certificate: Certificate, days: int) -> datetime:
    """So many days before the suggested day."""
    until = Certificate.objects.get(pk=certificate.pk).currency.until
    assert until
    return timezone.now() + (until - timezone.localdate() - days * DAY)


def test_holders_are_reminded_sixty_and_fourteen_days_before_once_each(
    cohort: Cohort, registrar: User
) -> None:
    certificate = issued(cohort, by=registrar, days_ago=400)
    told = [
        remind_of_refreshers(by=SYSTEM, at=at(certificate, days))
        for days in (61, 60, 59, 15, 14, 13, 0, -1)
    ]
    assert told == [0, 1, 0, 0, 1, 0, 0, 0]
    assert "建议" in letter(Notice.objects.latest("pk")).subject
    review(certificate, by=registrar)
    assert remind_of_refreshers(by=SYSTEM, at=at(certificate, 60)) == 1
    with pytest.raises(NotPermitted):
        remind_of_refreshers(by=registrar)


def test_the_daily_task_reminds_of_both_kinds(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    certificate = issued(cohort, by=registrar, days_ago=680)
    assert tasks.remind_of_ends() == 1
    actions.suspend(certificate, by=certificate_officer, reason="核对")
    assert tasks.remind_of_ends() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_renew_or_withdraw_at_once(
    old: Certificate, registrar: User, certificate_officer: User
) -> None:
    both = (registrar, certificate_officer)
    answers = at_once(*(lambda by=by: review(old, by=by) for by in both))
    codes = [one.code for one in answers if isinstance(one, Refusal)]
    assert codes == ["carries_no_further"]
    renewal = Renewal.objects.get()
    answers = at_once(
        *(lambda by=by: withdraw_renewal(renewal, by=by, reason="误记") for by in both)
    )
    codes = [one.code for one in answers if isinstance(one, Refusal)]
    assert codes == ["renewal_withdrawn_already"]
