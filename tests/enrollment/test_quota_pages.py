"""What is read and typed about reserved seats and the line, on the phone and at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment, Quota
from school.notices.models import Notice
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import (
    apply_for,
    kept,
    make_enrollment,
    reserve_for_hardship,
)
from tests.factories.people import make_company

Status, Kind = Enrollment.Status, Quota.Kind


@pytest.fixture
def cohort(db: None) -> Cohort:
    """Two seats, one of them reserved for hardship."""
    return reserve_for_hardship(make_cohort(seats=2))


def status_of(enrollment: Enrollment) -> str:
    enrollment.refresh_from_db()
    return enrollment.status


def test_the_class_publishes_how_its_places_are_given(
    client: Client, cohort: Cohort
) -> None:
    page = client.get(reverse("courses:cohort", args=[cohort.code])).text
    assert "困难家庭" in page
    assert "还剩1个" in page


def test_who_waits_reads_why_and_what_would_change_it(
    cohort: Cohort, trainee: Person
) -> None:
    apply_for(cohort)
    waiting = apply_for(cohort), apply_for(cohort, trainee)
    client = signed_in(trainee)
    page = client.get(reverse("enrollment:detail", args=[waiting[1].code])).text
    assert "前面有1人报名更早" in page
    claim = reverse("enrollment:claim", args=[waiting[1].code])
    assert claim in page
    typed = {"kind": "hardship", "reason": "低保证"}
    asked = client.get(claim).text
    assert "困难家庭（还剩1个）" in asked
    assert "低保、脱贫户、残疾人家庭" in asked
    client.post(claim, typed)
    waiting[1].refresh_from_db()
    assert waiting[1].quota_claim == Kind.HARDSHIP
    page = client.get(reverse("enrollment:detail", args=[waiting[1].code])).text
    assert "已申请预留名额" in page


def test_the_notice_of_an_offer_leads_to_its_two_buttons(
    trainee: Person, registrar: User
) -> None:
    cohort = make_cohort(seats=1)
    seated, waiting = apply_for(cohort), apply_for(cohort, trainee)
    actions.withdraw(seated, by=seated.person.user)
    link = reverse("enrollment:offer", args=[waiting.code])
    assert Notice.objects.get(kind="place_offered").link == link
    client = signed_in(trainee)
    page = client.get(link).text
    for verb in ("accept", "decline"):
        assert reverse(f"enrollment:{verb}", args=[waiting.code]) in page
    assert "data-confirm" not in page
    client.post(reverse("enrollment:decline", args=[waiting.code]))
    assert status_of(waiting) == Status.WITHDRAWN
    assert client.get(link).url == reverse("enrollment:detail", args=[waiting.code])


def test_the_registrar_arranges_a_class_at_the_desk(registrar: User) -> None:
    cohort = make_cohort(seats=2)
    desk = signed_in(registrar)
    address = reverse("enrollment_desk:arrange", args=[cohort.code])
    company = make_company("华丽家政")
    typed = {
        "seats_hardship": "1",
        "until_hardship": str(kept().until),
        "seats_points": "0",
        "criterion_1": "local",
        "criterion_2": "partner",
        "home_towns": "秀谷镇",
        "partners": [company.pk],
        "freeze_hours": "6",
    }
    assert desk.get(address).status_code == 200
    twice = {**typed, "criterion_2": "local"}
    assert "选了两次" in desk.post(address, twice).text
    without = {**typed, "until_hardship": ""}
    assert "请填写截止日期" in desk.post(address, without).text
    past = {**typed, "until_hardship": "2026-01-01"}
    assert "这一天已过" in desk.post(address, past).text
    assert desk.post(address, typed).url == reverse("enrollment_desk:places")
    arranged = actions.arrangement_of(cohort)
    assert arranged.quotas == {"hardship": kept()}
    assert arranged.criteria == ("local", "partner")
    assert (arranged.freeze_hours, arranged.home_towns) == (6, "秀谷镇")
    assert "困难家庭：已用0/1" in desk.get(reverse("enrollment_desk:places")).text
    assert 'value="秀谷镇"' in desk.get(address).text


def test_the_registrar_answers_a_claim_and_admits_out_of_turn(
    cohort: Cohort, registrar: User
) -> None:
    apply_for(cohort)
    waiting, other = apply_for(cohort), apply_for(cohort)
    actions.claim_quota(
        waiting, kind=Kind.HARDSHIP, reason="低保证", by=waiting.person.user
    )
    desk = signed_in(registrar)
    page = desk.get(reverse("desk_enrollment:inspect", args=[waiting.pk])).text
    assert "低保证" in page
    out_of_turn = reverse("enrollment_desk:admit_out_of_turn", args=[other.code])
    assert out_of_turn not in page
    desk.post(out_of_turn, {"reason": "局里函件"})
    assert status_of(other) == Status.ENROLLED
    recognise = reverse("enrollment_desk:recognise", args=[waiting.code])
    assert "低保证" in desk.get(recognise).text
    desk.post(recognise, {"kind": "hardship", "merits": ["local"], "reason": "已核对"})
    waiting.refresh_from_db()
    assert (waiting.quota_kind, waiting.merits) == (Kind.HARDSHIP, ["local"])


def test_the_screen_of_places_costs_the_same_for_many_classes(
    registrar: User, django_assert_max_num_queries
) -> None:
    desk = signed_in(registrar)
    first = make_cohort(seats=5)
    for number in range(4):
        cohort = make_cohort(
            seats=5, edition=first.edition, name=f"第{number}班", sessions=False
        )
        reserve_for_hardship(cohort)
        make_enrollment(cohort)
    with django_assert_max_num_queries(25):
        desk.get(reverse("enrollment_desk:places"))
