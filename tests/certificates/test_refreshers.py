"""A class that is passed refreshes an older certificate, and no more once it falls away."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment.models import Result
from school.assessment.signals import result_decided
from school.certificates import actions
from school.certificates.actions import life
from school.certificates.models import Certificate, Renewal
from school.certificates.renewal.actions import renew
from school.certificates.renewal.terms import uncounted
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import User
from school.ui.templatetags.ui import full_date
from tests.assessment.test_races import at_once
from tests.cast import signed_in
from tests.factories.certificates import make_result
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.renewals import (
    DAY,
    issued,
    make_long_past,
    make_renewal,
    state,
    suggest,
)

Kind = Renewal.Kind


@pytest.fixture
def old(registrar: User) -> Certificate:
    """Its suggested day has passed."""
    cohort = make_long_past()
    suggest(cohort.edition.course, by=registrar)
    return issued(cohort, by=registrar, days_ago=760)


def refreshed(old: Certificate, *, by: User) -> Result:
    """She passes a class of a course that refreshes hers."""
    cohort = make_cohort(name="复训班", status=Cohort.Status.ASSESSING)
    suggest(old.enrollment.cohort.edition.course, cohort.edition.course, by=by)
    enrollment = make_enrollment(
        cohort, old.enrollment.person, status=old.enrollment.status
    )
    return decided(make_result(enrollment))


def decided(result: Result) -> Result:
    result_decided.send(sender=Result, result=result, by=SYSTEM, at=timezone.now())
    return result


def test_a_refresher_that_is_passed_renews_by_itself_once(
    old: Certificate, registrar: User
) -> None:
    result = refreshed(old, by=registrar)
    renewal = Renewal.objects.get()
    assert (renewal.kind, renewal.refresher) == (Kind.REFRESHER, result.enrollment)
    assert state(old) == "renewed"
    decided(make_result(result.enrollment, supersedes=result))
    assert Renewal.objects.count() == 1


def test_a_result_that_falls_away_takes_the_renewal_with_it(
    old: Certificate, registrar: User
) -> None:
    first = refreshed(old, by=registrar)
    again = make_result(first.enrollment, has_passed=False, supersedes=first)
    decided(again)
    assert Renewal.objects.get().withdrawal.cause == "result"
    assert state(old) == "expired"
    decided(make_result(first.enrollment, supersedes=again))
    assert state(old) == "renewed"


def test_a_revoked_refresher_renews_nothing(
    old: Certificate, registrar: User, certificate_officer: User
) -> None:
    result = refreshed(old, by=registrar)
    of_refresher = issued(result.enrollment.cohort, by=registrar)
    actions.revoke(of_refresher, by=certificate_officer, reason="替考")
    assert Renewal.objects.get().withdrawal.cause == "revoked"
    # Nor can it be entered again, or follow from another decision.
    assert not uncounted(old)
    decided(make_result(result.enrollment, supersedes=result))
    assert state(old) == "expired"


def test_a_refresher_passed_while_suspended_is_entered_later(
    old: Certificate, certificate_officer: User
) -> None:
    actions.suspend(old, by=certificate_officer, reason="核对")
    result = refreshed(old, by=certificate_officer)
    assert not Renewal.objects.exists()
    actions.reinstate(old, by=certificate_officer, reason="已核对")
    url = reverse("certificates_desk:renew", args=[old.number])
    desk = signed_in(certificate_officer)
    assert "复训班" in desk.get(url).text
    desk.post(url, {"what": result.enrollment.code, "done_on": "", "note": ""})
    assert Renewal.objects.get().refresher == result.enrollment


def test_a_class_that_is_no_refresher_of_it_is_refused(
    old: Certificate, registrar: User
) -> None:
    other = make_enrollment(make_cohort(), old.enrollment.person)
    with pytest.raises(Refusal) as caught:
        renew(
            old,
            by=registrar,
            kind=Kind.REFRESHER,
            done_on=timezone.localdate(),
            refresher=other,
        )
    assert caught.value.code == "no_refresher"


def test_the_desk_renews_and_withdraws_and_its_history_says_so(
    old: Certificate, registrar: User
) -> None:
    desk = signed_in(registrar)
    inspect = reverse("certificate:inspect", args=[old.pk])
    url = reverse("certificates_desk:renew", args=[old.number])
    assert url in desk.get(inspect).text
    empty = desk.post(url, {"what": "review", "done_on": "", "note": ""})
    assert empty.context["form"].errors["done_on"]
    today = timezone.localdate().isoformat()
    desk.post(url, {"what": "review", "done_on": today, "note": "健康证已换"})
    renewal = Renewal.objects.get()
    page = desk.get(inspect).text
    assert "健康证已换" in page
    assert "吴教务" in page
    assert f"<li>{full_date(timezone.localdate())} " in page
    assert "数字胸牌生成于" in page
    back = reverse("certificates_desk:withdraw_renewal", args=[renewal.code])
    assert back in page
    desk.post(back, {"reason": "记错人"})
    page = desk.get(inspect).text
    assert "记错人" in page
    assert back not in page


def test_the_list_is_asked_for_those_whose_day_is_near_or_past(
    old: Certificate, registrar: User
) -> None:
    desk = signed_in(registrar)

    def found(refresher: str) -> bool:
        page = desk.get(reverse("certificate:index"), {"refresher": refresher}).text
        assert (old.number in page) is ("持证人" in page)
        return old.number in page

    assert (found("past"), found("soon")) == (True, False)
    # Moved by a review, and so near.
    make_renewal(old, until=timezone.localdate() + 60 * DAY)
    assert (found("past"), found("soon")) == (False, True)


def test_the_desk_says_which_courses_refresh_which(registrar: User) -> None:
    course = make_cohort().edition.course
    desk = signed_in(registrar)
    url = reverse("certificates_desk:set_refreshers", args=[course.code])
    desk.post(url, {"is_suggested": "on", "refreshers": [course.code]})
    assert list(course.refresher_rule.refreshers.all()) == [course]
    assert "checked" in desk.get(url).text


@pytest.mark.django_db(transaction=True)
def test_two_that_refresh_each_other_are_revoked_at_once(
    old: Certificate,
    registrar: User,
    certificate_officer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is held when the other goes on to what it renewed: none waits for ever."""
    result = refreshed(old, by=registrar)
    newer = issued(result.enrollment.cohort, by=registrar)
    courses = [one.enrollment.cohort.edition.course for one in (newer, old)]
    suggest(*courses, by=registrar)
    Certificate.objects.filter(pk=newer.pk).update(refresher_by=timezone.localdate())
    newer.refresh_from_db()
    renew(
        newer,
        by=registrar,
        kind=Kind.REFRESHER,
        done_on=timezone.localdate(),
        refresher=old.enrollment,
    )
    both = Barrier(2)

    def meet(*_args: object, **_words: object) -> None:
        with suppress(BrokenBarrierError):
            both.wait(timeout=0.3)

    monkeypatch.setattr(life, "tell", meet)
    answers = at_once(
        *(
            lambda one=one: actions.revoke(one, by=certificate_officer, reason="替考")
            for one in (old, newer)
        )
    )
    assert [one.status for one in answers] == ["revoked", "revoked"]
    assert Renewal.objects.standing().count() == 0
