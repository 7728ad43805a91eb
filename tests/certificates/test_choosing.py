"""Issuing to some, to one, and as of another day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.certificates import actions
from school.certificates.models import Certificate
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort, make_result
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_assessed_cohort("李春花", "王秀英", "赵桂兰")


def names() -> list[str]:
    return [one.claims["name"] for one in Certificate.objects.order_by("number")]


def named(cohort, *wanted: str) -> list[Enrollment]:
    return list(cohort.enrollments.filter(person__name__in=wanted))


def test_one_alone_and_the_others_later(cohort, registrar):
    actions.issue(cohort, by=registrar, only=named(cohort, "王秀英"))
    assert names() == ["王秀英"]
    actions.issue(cohort, by=registrar)
    assert names() == ["王秀英", "李春花", "赵桂兰"]


def test_who_holds_one_already_is_left_as_she_is(cohort, registrar):
    both = named(cohort, "李春花", "王秀英")
    first = actions.issue(cohort, by=registrar, only=both[:1])
    second = actions.issue(cohort, by=registrar, only=both)
    assert [batch.certificates.count() for batch in (first, second)] == [1, 1]
    assert actions.issue(cohort, by=registrar, only=both) == second


@pytest.mark.parametrize("which", ["failed", "of another class"])
def test_who_cannot_be_certified_is_named_and_nobody_gets_one(cohort, registrar, which):
    other = make_assessed_cohort() if which == "of another class" else cohort
    failed = make_enrollment(
        other, make_trainee("周未过"), status=Enrollment.Status.NOT_COMPLETED
    )
    make_result(failed, has_passed=False)
    with pytest.raises(Refusal) as caught:
        actions.issue(cohort, by=registrar, only=[failed, *named(cohort, "李春花")])
    assert caught.value.code == "not_eligible"
    assert "周未过" in str(caught.value)
    assert not Certificate.objects.exists()


def test_the_day_of_issue_stands_in_the_claims_and_in_the_number(registrar):
    day = timezone.localdate() - timedelta(days=3)
    cohort = make_assessed_cohort()
    passed = make_enrollment(cohort, status=Enrollment.Status.COMPLETED)
    make_result(passed, decided_at=timezone.now() - timedelta(days=3))
    actions.issue(cohort, by=registrar, on=day)
    one = Certificate.objects.first()
    assert one.issued_on == day
    assert one.claims["issued_on"] == day.isoformat()
    assert one.number.split("-")[2] == str(day.year)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "issued_before_release"), (1, "issued_in_future")]
)
def test_a_day_before_the_results_or_ahead_is_refused(cohort, registrar, days, code):
    with pytest.raises(Refusal) as caught:
        actions.issue(
            cohort, by=registrar, on=timezone.localdate() + timedelta(days=days)
        )
    assert caught.value.code == code
    assert not Certificate.objects.exists()


def test_the_desk_ticks_all_or_the_one_that_was_pressed(cohort, registrar):
    browser = signed_in(registrar)
    address = f"/desk/certificate-desk/classes/{cohort.code}/issue/"
    assert len(browser.get(address).context["form"]["who"].initial) == 3
    one = named(cohort, "赵桂兰")[0]
    form = browser.get(address, {"who": one.code}).context["form"]
    assert form["who"].initial == [one.code]
    browser.post(address, {"who": [one.code], "on": str(timezone.localdate())})
    assert names() == ["赵桂兰"]
    listed = browser.get(f"/desk/certificate-desk/classes/{cohort.code}/").text
    assert listed.count("?who=") == 2
