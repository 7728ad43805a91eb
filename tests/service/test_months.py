from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from school.notices.models import Notice
from school.people.models import Person, User
from school.people.roles import Role
from school.points.cases import actions as steps
from school.points.cases.models import Case
from school.points.models import Posting, Rule
from school.points.sources import receivers, tasks
from school.service import actions
from school.service.models import Matter
from tests.factories import cases
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_matter, make_service_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_month() -> datetime:
    first = timezone.localtime().replace(day=1, hour=12)
    return first - timedelta(days=3)


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    make_service_rules()
    # As though the worker had nothing else to do.
    monkeypatch.setattr(receivers, "enqueue", lambda task, pk: task(pk))


def carry_out(person: Person, at: datetime, *, orders: int = 8) -> None:
    for number in range(orders):
        keep_one(person, number, kind="completed", occurred_at=at)


def clean(person: Person) -> list[int]:
    """What the night gave and took for months without fault."""
    tasks.settle_everybody()
    postings = Posting.objects.filter(person=person, rule_code="S03")
    return list(postings.order_by("pk").values_list("points", flat=True))


def open_case(matter: Matter, inspector: User) -> Case:
    cases.make_deduction("N05")
    return actions.open_case(matter, rule_code="N05", facts="大声。", by=inspector)


def uphold(case: Case, inspector: User) -> Case:
    """The worker is told and answers, and a second person confirms."""
    case = steps.notify_worker(case, by=inspector)
    case = steps.respond(case, words="没有大声。", by=case.person.user)
    return steps.confirm(case, words="录音为证。", by=cases.make_officer())


def test_eight_orders_without_fault(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month)
    assert clean(trainee) == clean(trainee) == [10]
    assert deltas(trainee) == [10]


def test_it_counts_for_its_own_month(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    posting = Posting.objects.get()
    assert posting.source_id == f"{last_month:%Y-%m}"
    assert timezone.localdate(posting.at).month == last_month.month


def test_one_order_counts_once(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month, orders=7)
    keep_one(trainee, "R", stars=4, order="DD-1", occurred_at=last_month)
    assert clean(trainee) == []


def test_this_month_is_not_over(trainee: Person) -> None:
    carry_out(trainee, timezone.now())
    assert clean(trainee) == []


@pytest.mark.parametrize("kind", ["late", "no_show"])
def test_what_is_said_against_her_keeps_it_back(
    trainee: Person, last_month: datetime, kind: str
) -> None:
    carry_out(trainee, last_month)
    keep_one(trainee, "L", kind=kind, occurred_at=last_month)
    assert clean(trainee) == []


def test_until_it_rests(trainee: Person, last_month: datetime, inspector: User) -> None:
    carry_out(trainee, last_month)
    matter = make_matter(trainee, occurred_at=last_month)
    assert clean(trainee) == []
    actions.dismiss(matter, reason="无责", by=inspector)
    assert clean(trainee) == [10]


def test_a_case_that_was_withdrawn_counts_no_more(
    trainee: Person, last_month: datetime, inspector: User
) -> None:
    carry_out(trainee, last_month)
    case = open_case(make_matter(trainee, occurred_at=last_month), inspector)
    assert clean(trainee) == []
    cases.make_withdrawn(case)
    assert clean(trainee) == [10]


def test_what_is_only_said_afterwards_takes_nothing(
    trainee: Person, last_month: datetime, inspector: User
) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    matter = make_matter(trainee, occurred_at=last_month)
    assert clean(trainee) == [10]
    open_case(matter, inspector)
    assert clean(trainee) == [10]


def test_upheld_afterwards_it_goes_at_once_and_she_reads_why(
    trainee: Person, last_month: datetime, inspector: User
) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    case = open_case(make_matter(trainee, occurred_at=last_month), inspector)
    uphold(case, inspector)
    assert deltas(trainee, "balance") == [10, -10]
    gone = Posting.objects.get(kind="reversal")
    assert gone.reverses and str(case.rule.title) in gone.reason
    told = Notice.objects.get(person=trainee, kind="points_reversed")
    assert str(case.rule.title) in told.context["why"]
    assert clean(trainee) == [10, -10]


def test_won_on_appeal_it_comes_again(
    trainee: Person, last_month: datetime, inspector: User
) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    case = open_case(make_matter(trainee, occurred_at=last_month), inspector)
    uphold(case, inspector)
    steps.appeal(case, words="请再听一遍。", by=trainee.user)
    assert clean(trainee) == [10, -10]
    by = cases.make_officer(Role.REGISTRAR)
    steps.decide(case, is_upheld=True, words="不是她。", by=by)
    assert clean(trainee) == [10, -10, 10]


def test_what_the_desk_found_counts_like_the_platforms_word(
    trainee: Person, last_month: datetime
) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    case = cases.make_posted(trainee, occurred_on=last_month.date())
    assert case.rule_code == "N01"
    assert clean(trainee) == [10, -10]


def test_a_deduction_of_another_kind_or_month_does_not(
    trainee: Person, last_month: datetime
) -> None:
    carry_out(trainee, last_month)
    cases.make_posted(trainee, rule_code="N16", occurred_on=last_month.date())
    cases.make_posted(trainee, source="2", occurred_on=timezone.localdate())
    assert clean(trainee) == [10]


def test_a_complaint_that_the_platform_takes_back_gives_it_again(
    trainee: Person, last_month: datetime, inspector: User
) -> None:
    carry_out(trainee, last_month)
    matter = make_matter(trainee, occurred_at=last_month)
    uphold(open_case(matter, inspector), inspector)
    assert clean(trainee) == []
    keep_one(
        trainee,
        "W",
        kind="withdrawn",
        withdraws=matter.event.external_id,
        order="",
    )
    assert clean(trainee) == [10]


def test_orders_taken_back_take_it_along(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month)
    clean(trainee)
    keep_one(trainee, "W", kind="withdrawn", withdraws="PJ-1", order="")
    assert clean(trainee) == [10, -10]
    assert "8" in Posting.objects.get(kind="reversal").reason


def test_a_month_told_of_late_gives_all_the_same(trainee: Person) -> None:
    two_ago = (timezone.localtime().replace(day=1) - timedelta(days=1)).replace(day=1)
    carry_out(trainee, two_ago - timedelta(days=2))
    assert clean(trainee) == [10]


def test_without_the_rule_nothing_is_given(
    trainee: Person, last_month: datetime
) -> None:
    carry_out(trainee, last_month)
    Rule.objects.filter(code="S03").update(is_current=False)
    assert clean(trainee) == []
