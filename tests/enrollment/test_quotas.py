"""Reserved seats and the published order, up to the next offer."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from school.courses.actions import change
from school.courses.models import Cohort
from school.enrollment import actions, tasks
from school.enrollment.actions import Arrangement
from school.enrollment.line import line_of, place_in_line
from school.enrollment.models import Enrollment, PriorityRule, Quota
from school.enrollment.places import places_in
from school.enrollment.refusals import (
    CohortNotOpen,
    NoFreePlace,
    NoSuchQuota,
    OutOfTurn,
    PartnersMissing,
    QuotasTooLarge,
    ReasonMissing,
    SeatsReserved,
    TownsMissing,
    WrongStatus,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices import wording
from school.notices.models import Notice
from school.people.models import Person, User
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import (
    apply_for,
    kept,
    make_enrollment,
    reserve_for_hardship,
)
from tests.factories.people import make_company, make_trainee

Status, Kind = Enrollment.Status, Quota.Kind
Criterion = PriorityRule.Criterion
DAY = timedelta(days=1)


@pytest.fixture
def cohort(db: None) -> Cohort:
    """Two seats, one of them reserved for hardship."""
    return reserve_for_hardship(make_cohort(seats=2))


def status_of(enrollment: Enrollment) -> str:
    enrollment.refresh_from_db()
    return enrollment.status


def needy(cohort: Cohort, registrar: User) -> Enrollment:
    return apply_for(
        cohort, by=registrar, quota_kind=Kind.HARDSHIP, quota_reason="低保证"
    )


def test_a_reserved_seat_waits_for_whom_it_is_for(
    cohort: Cohort, registrar: User
) -> None:
    assert apply_for(cohort).status == Status.ENROLLED
    assert apply_for(cohort).status == Status.WAITLISTED
    assert needy(cohort, registrar).status == Status.ENROLLED
    assert places_in(cohort).free == 0


def test_on_the_day_after_the_seat_goes_to_the_next_in_line(cohort: Cohort) -> None:
    _seated, waiting = apply_for(cohort), apply_for(cohort)
    assert tasks.expire_offers() == 0
    assert status_of(waiting) == Status.WAITLISTED
    actions.expire_offers(at=timezone.now() + 4 * DAY)
    assert status_of(waiting) == Status.OFFERED


def test_an_offer_of_a_reserved_seat_that_runs_out_passes_on_within_the_quota(
    cohort: Cohort, registrar: User
) -> None:
    apply_for(cohort)
    gone = needy(cohort, registrar)
    ahead, first, second = apply_for(cohort), *(needy(cohort, registrar) for _ in "ab")
    actions.withdraw(gone, by=gone.person.user)
    assert status_of(first) == Status.OFFERED
    actions.expire_offers(at=timezone.now() + 25 * timedelta(hours=1))
    assert [status_of(one) for one in (ahead, first, second)] == [
        Status.WAITLISTED,
        Status.WITHDRAWN,
        Status.OFFERED,
    ]


def test_a_claim_counts_once_the_registrar_has_recognised_it(
    cohort: Cohort, registrar: User
) -> None:
    apply_for(cohort)
    waiting = apply_for(cohort)
    user = waiting.person.user
    with pytest.raises(ReasonMissing):
        actions.claim_quota(waiting, kind=Kind.HARDSHIP, reason=" ", by=user)
    with pytest.raises(NoSuchQuota):
        actions.claim_quota(waiting, kind=Kind.POINTS, reason="积分", by=user)
    actions.claim_quota(waiting, kind=Kind.HARDSHIP, reason="低保证", by=user)
    assert status_of(waiting) == Status.WAITLISTED
    with pytest.raises(NotPermitted):
        actions.recognise(
            waiting, kind=Kind.HARDSHIP, merits=[], reason="低保证", by=user
        )
    with pytest.raises(ReasonMissing):
        actions.recognise(
            waiting, kind=Kind.HARDSHIP, merits=[], reason="", by=registrar
        )
    actions.recognise(
        waiting, kind=Kind.HARDSHIP, merits=[], reason="已核对", by=registrar
    )
    assert status_of(waiting) == Status.OFFERED
    assert (waiting.quota_kind, waiting.quota_claim) == (Kind.HARDSHIP, "")
    assert Entry.objects.get(verb="enrollment.recognise").reason == "已核对"


def test_a_claim_is_ones_own_and_for_those_who_wait(
    cohort: Cohort, classmate: Person
) -> None:
    seated, waiting = apply_for(cohort), apply_for(cohort)
    with pytest.raises(NotPermitted):
        actions.claim_quota(
            waiting, kind=Kind.HARDSHIP, reason="低保证", by=classmate.user
        )
    with pytest.raises(WrongStatus):
        actions.claim_quota(
            seated, kind=Kind.HARDSHIP, reason="低保证", by=seated.person.user
        )


def test_nobody_takes_a_reserved_place_by_saying_so(cohort: Cohort) -> None:
    with pytest.raises(NotPermitted):
        apply_for(cohort, quota_kind=Kind.HARDSHIP)


def test_past_the_line_only_with_a_reason_and_past_the_last_seat_never(
    cohort: Cohort, registrar: User
) -> None:
    apply_for(cohort)
    first, second = apply_for(cohort), apply_for(cohort)
    with pytest.raises(SeatsReserved):
        actions.admit(second, by=registrar)
    with pytest.raises(ReasonMissing):
        actions.admit(second, by=registrar, out_of_turn=True)
    admitted = actions.admit(second, by=registrar, out_of_turn=True, reason="局里函件")
    assert admitted.status == Status.ENROLLED
    with pytest.raises(NoFreePlace):
        actions.admit(first, by=registrar, out_of_turn=True, reason="局里函件")


def test_the_published_order_is_kept(registrar: User) -> None:
    cohort = make_cohort(seats=1)
    partner = make_company("华丽家政")
    arrangement = Arrangement(
        criteria=(Criterion.LOCAL, Criterion.PARTNER),
        home_towns="秀谷镇，琉璃乡",
        partners=[partner],
    )
    actions.arrange_places(cohort, arrangement, by=registrar)
    apply_for(cohort)
    plain = apply_for(cohort)
    employed = apply_for(cohort, make_trainee(company=partner))
    local = apply_for(cohort, make_trainee(town="琉璃乡"))
    assert [place_in_line(one) for one in (local, employed, plain)] == [1, 2, 3]
    with pytest.raises(OutOfTurn):
        Cohort.objects.filter(pk=cohort.pk).update(seats=2)
        actions.admit(plain, by=registrar)
    tasks.expire_offers()
    assert status_of(local) == Status.OFFERED
    assert status_of(employed) == Status.WAITLISTED
    assert Notice.objects.filter(kind="waitlist_moved").count() == 2


def test_a_new_order_counts_at_once_and_tells_who_moves_up(registrar: User) -> None:
    cohort = make_cohort(seats=1)
    apply_for(cohort)
    second, first = apply_for(cohort), apply_for(cohort, make_trainee(town="秀谷镇"))
    actions.recognise(
        first, kind="", merits=[Criterion.LOCAL], reason="户口本", by=registrar
    )
    arrangement = Arrangement(criteria=(Criterion.LOCAL,), home_towns="秀谷镇")
    actions.arrange_places(cohort, arrangement, by=registrar)
    assert [one.key for one in line_of(cohort.pk).waiting] == [first.pk, second.pk]
    assert Notice.objects.get(kind="waitlist_moved").person == first.person
    entry = Entry.objects.get(verb="enrollment.arrange_places")
    assert entry.data["to"]["criteria"] == ["local"]
    actions.arrange_places(cohort, arrangement, by=registrar)
    assert Entry.objects.filter(verb="enrollment.arrange_places").count() == 1


@pytest.mark.parametrize(
    ("arrangement", "refusal"),
    [
        (Arrangement(quotas={Kind.POINTS: kept(3)}), QuotasTooLarge),
        (Arrangement(criteria=(Criterion.LOCAL,)), TownsMissing),
        (Arrangement(quotas={Kind.PARTNER: kept()}), PartnersMissing),
    ],
)
def test_what_cannot_be_kept_is_not_published(
    registrar: User, arrangement: Arrangement, refusal: type[Exception]
) -> None:
    cohort = make_cohort(seats=2)
    with pytest.raises(refusal):
        actions.arrange_places(cohort, arrangement, by=registrar)
    assert not Quota.objects.exists()


def test_only_the_registrar_arranges_and_only_before_the_assessment(
    cohort: Cohort, instructor: User, registrar: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.arrange_places(cohort, Arrangement(), by=instructor)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    with pytest.raises(CohortNotOpen):
        actions.arrange_places(cohort, Arrangement(), by=registrar)


def test_a_class_keeps_at_least_the_seats_it_has_reserved(
    registrar: User,
) -> None:
    cohort = make_cohort(seats=3)
    arrangement = Arrangement(quotas={Kind.HARDSHIP: kept(2)})
    actions.arrange_places(cohort, arrangement, by=registrar)
    cohort.seats = 1
    with pytest.raises(QuotasTooLarge):
        change(cohort, by=registrar)


def before_the_first_evening(cohort: Cohort, hours: float) -> datetime:
    return cohort.sessions.first().starts_at - timedelta(hours=hours)


def test_shortly_before_the_first_evening_nobody_is_called_by_itself(
    registrar: User,
) -> None:
    cohort = make_cohort(seats=1)
    actions.arrange_places(cohort, Arrangement(freeze_hours=6), by=registrar)
    seated, waiting = apply_for(cohort), apply_for(cohort)
    at = before_the_first_evening(cohort, 5)
    actions.withdraw(seated, by=seated.person.user, at=at)
    actions.expire_offers(at=at)
    assert status_of(waiting) == Status.WAITLISTED
    assert actions.offer(waiting, by=registrar, at=at).status == Status.OFFERED


@pytest.mark.django_db
def test_without_terms_of_its_own_a_class_has_the_schools(settings) -> None:
    settings.FREEZE_HOURS = 12
    cohort = make_cohort(seats=1)
    seated, waiting = apply_for(cohort), apply_for(cohort)
    at = before_the_first_evening(cohort, 11)
    actions.withdraw(seated, by=seated.person.user, at=at)
    assert status_of(waiting) == Status.WAITLISTED


def test_who_works_for_a_partner_has_its_quota(registrar: User) -> None:
    cohort = make_cohort(seats=1)
    partner = make_company("华丽家政")
    arrangement = Arrangement(quotas={Kind.PARTNER: kept()}, partners=[partner])
    actions.arrange_places(cohort, arrangement, by=registrar)
    assert apply_for(cohort).status == Status.WAITLISTED
    employed = apply_for(cohort, make_trainee(company=partner))
    assert (employed.status, employed.quota_kind) == (Status.ENROLLED, Kind.PARTNER)


@pytest.mark.django_db
def test_a_first_course_is_one_without_another_before() -> None:
    cohort = make_cohort(seats=1)
    another = make_cohort(edition=make_edition(course=make_course("BC", slug="bc")))
    beginner, returning = make_trainee(), make_trainee()
    make_enrollment(another, returning, status=Status.COMPLETED)
    assert apply_for(cohort, beginner).merits == [Criterion.FIRST_COURSE]
    assert apply_for(cohort, returning).merits == []


@pytest.mark.parametrize(
    ("kind", "said"), [(Kind.HARDSHIP, "已核实通过"), ("", "未通过")]
)
def test_whoever_asked_for_a_reserved_place_is_told_the_answer(
    cohort: Cohort, registrar: User, kind: str, said: str
) -> None:
    apply_for(cohort)
    waiting = apply_for(cohort)
    user = waiting.person.user
    actions.claim_quota(waiting, kind=Kind.HARDSHIP, reason="低保证", by=user)
    actions.recognise(waiting, kind=kind, merits=[], reason="已核对", by=registrar)
    notice = Notice.objects.get(person=waiting.person, kind="claim_answered")
    assert said in wording.subject(notice)
    assert "已核对" in wording.body(notice)
    waiting.refresh_from_db()
    assert waiting.quota_reason == "低保证"
