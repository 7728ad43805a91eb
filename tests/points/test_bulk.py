"""Awards to several people, and several entries reversed."""

import pytest
from django.test import Client
from django.urls import reverse

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions, refusals
from school.points.models import Posting, Rule
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.points import deltas, lose, make_monthly_rule, make_rule
from tests.ticked import cost, press, ticked

pytestmark = pytest.mark.django_db
STAFF = {"source": {"confirm_role": "registrar"}}
CONTEST = "技能比武 2026-11-20"
WHY = {"reason": "录错了场次"}


@pytest.fixture
def rule() -> Rule:
    return make_monthly_rule(**STAFF)


@pytest.fixture
def desk(points_officer: User) -> Client:
    return signed_in(grant(points_officer, "wagtailadmin.access_admin"))


def give(person: Person, source_id: str = CONTEST) -> Posting:
    return actions.award(
        person, rule_code="T08", source_type="desk", source_id=source_id, by=SYSTEM
    )


def typed(rule: Rule, **other: str) -> dict[str, str]:
    known = {"rule": str(rule.pk), "reference": CONTEST, "reason": "参赛"}
    return {**known, **other}


def test_several_people_are_given_points_with_one_reason(
    desk: Client, rule: Rule, trainee: Person, classmate: Person
) -> None:
    page = desk.get(ticked("award", trainee, classmate)).text
    assert trainee.masked_phone in page
    assert trainee.phone not in page
    assert press(desk, ticked("award", trainee, classmate), typed(rule)) == [
        "加分：已办好2项。"
    ]
    assert deltas(trainee) == deltas(classmate) == [5]
    assert set(Posting.objects.values_list("reason", "source_id")) == {
        ("参赛", CONTEST)
    }


def test_whoever_has_the_points_already_is_named_and_gets_none(
    desk: Client, rule: Rule, trainee: Person, classmate: Person
) -> None:
    give(trainee)
    url = ticked("award", trainee, classmate)
    done, refused = press(desk, url, typed(rule))
    assert done == "加分：已办好1项。"
    assert trainee.name in refused
    assert deltas(trainee) == deltas(classmate) == [5]


def test_whoever_is_at_the_most_for_the_month_is_named(
    desk: Client, rule: Rule, trainee: Person, classmate: Person
) -> None:
    for number in range(4):
        give(trainee, str(number))
    url = ticked("award", trainee, classmate)
    remark, done = press(desk, url, typed(rule))
    assert done == "加分：已办好2项。"
    assert remark.startswith(f"{trainee.name} ")
    assert "实际加 0 分" in remark
    assert deltas(trainee) == [5, 5, 5, 5, 0]


def test_by_class_only_those_of_the_class_are_given_points(
    desk: Client, trainee: Person, classmate: Person
) -> None:
    rule = make_rule("C05", cap_period="per_class", delta=3, **STAFF)
    cohort = make_cohort(sessions=False)
    make_enrollment(cohort, trainee)
    make_enrollment(cohort, classmate, status=Enrollment.Status.WITHDRAWN)
    sent = typed(rule, reference=cohort.code)
    done, refused = press(desk, ticked("award", trainee, classmate), sent)
    assert classmate.name in refused
    assert (deltas(trainee), deltas(classmate)) == ([3], [])


@pytest.mark.parametrize("missing", ["rule", "reference", "reason"])
def test_what_is_missing_is_asked_for_and_the_rest_kept(
    desk: Client, rule: Rule, trainee: Person, missing: str
) -> None:
    answer = desk.post(ticked("award", trainee), typed(rule) | {missing: ""})
    form = answer.context["form"]
    assert list(form.errors) == [missing]
    for name, value in typed(rule).items():
        assert name == missing or form[name].value() == value
    assert not Posting.objects.exists()


def test_what_was_deducted_is_not_reversed_by_hand(
    desk: Client, trainee: Person
) -> None:
    lost = lose(trainee, make_rule("N06", delta=-4))
    answer = desk.post(ticked("reverse", lost), WHY)
    assert str(refusals.ByAppeal()) in answer.text
    assert deltas(trainee) == [-4]


def test_an_entry_that_is_reversed_already_is_named(
    desk: Client,
    rule: Rule,
    trainee: Person,
    classmate: Person,
) -> None:
    first, second = give(trainee), give(classmate)
    actions.reverse(first, by=SYSTEM, reason="重复")
    done, refused = press(desk, ticked("reverse", first, second), WHY)
    assert done == "冲正：已办好1项。"
    assert refused.startswith(trainee.name)
    assert deltas(trainee) == deltas(classmate) == [5, -5]


def test_without_a_reason_nothing_is_reversed(
    desk: Client, rule: Rule, trainee: Person
) -> None:
    answer = desk.post(ticked("reverse", give(trainee)), {"reason": " "})
    assert answer.context["form"].errors["reason"]
    assert f"{trainee.name} +5" in answer.text
    assert deltas(trainee) == [5]


def test_readers_of_people_and_of_the_ledger_change_neither(
    auditor: User, registrar: User, rule: Rule, trainee: Person
) -> None:
    entry = give(trainee)
    for user in (auditor, registrar):
        client = signed_in(user)
        sent = typed(rule, reference="另一场")
        assert client.post(ticked("award", trainee), sent)["Location"] == "/desk/"
        assert client.post(ticked("reverse", entry), WHY)["Location"] == "/desk/"
    assert deltas(trainee) == [5]


def test_two_cost_what_one_costs(
    desk: Client, rule: Rule, trainee: Person, classmate: Person
) -> None:
    entries = [give(trainee), give(classmate)]
    one = cost(desk, ticked("reverse", entries[0]))
    assert cost(desk, ticked("reverse", *entries)) == one <= 25
    one = cost(desk, ticked("award", trainee))
    assert cost(desk, ticked("award", trainee, classmate)) == one <= 25


@pytest.mark.parametrize("name", ["posting", "entry", "person"])
def test_a_list_with_boxes_costs_the_same_however_long(
    desk: Client, rule: Rule, trainee: Person, name: str
) -> None:
    give(trainee)
    one = cost(desk, reverse(f"{name}:index"))
    for _ in range(3):
        give(make_trainee())
    assert cost(desk, reverse(f"{name}:index")) == one <= 25
