"""Pay that did not come: told, followed to its end if she asks, and never without her word."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.wages import tasks
from school.wages.models import OwedPay, OwedStep, WageRecord
from school.wages.owed import actions, refusals, rules
from tests.cast import signed_in
from tests.factories.people import grant
from tests.factories.wages import make_owed, mediate

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(outcomes_officer: User) -> User:
    return grant(outcomes_officer, "wagtailadmin.access_admin")


@pytest.fixture
def owed(trainee: Person, officer: User) -> OwedPay:
    return make_owed(trainee)


def told(kind: str) -> list[Notice]:
    return list(Notice.objects.filter(kind=kind))


def pressed(person: Person, owed: OwedPay, answer: str) -> str:
    address = reverse("wages:owed_answer", args=[owed.code])
    signed_in(person.user).post(address, {"answer": answer})
    owed.refresh_from_db()
    return owed.status


def test_what_is_told_goes_to_nobody(trainee: Person, officer: User) -> None:
    form = {"employer": "华丽家政", "since": "2026-01-31", "amount": "4,800"}
    answer = signed_in(trainee.user).post(reverse("wages:owed"), form)
    owed = OwedPay.objects.get()
    assert answer.headers["Location"] == reverse("wages:owed_one", args=[owed.code])
    assert (owed.status, owed.amount_fen, owed.look_on) == ("told", 480000, None)
    assert not Notice.objects.exists()
    assert not WageRecord.objects.exists()
    assert Entry.objects.get(verb="wages.tell_owed").object_label == str(owed)
    assert "4,800" not in str(owed)
    assert "华丽" not in str(owed)


def test_the_desk_takes_no_step_before_she_asks(trainee: Person, officer: User) -> None:
    owed = make_owed(trainee, is_asked=False)
    for kind in rules.DESKS:
        with pytest.raises(refusals.OverAlready):
            mediate(owed, kind)
    page = signed_in(officer).get(reverse("wages_desk:owed", args=[owed.code]))
    assert page.context["form"] is None
    assert str(trainee.phone) not in page.text
    assert "不要跟公司说" in page.text


def test_asked_for_help_the_desk_is_told_without_a_name(
    trainee: Person, officer: User
) -> None:
    owed = make_owed(trainee, is_asked=False)
    assert pressed(trainee, owed, "ask") == "asked"
    assert owed.look_on == timezone.localdate() + timedelta(days=3)
    notice = told("owed_pay_waits")[0]
    assert notice.person.user == officer
    assert trainee.name not in str(notice.context)


def test_a_case_is_followed_to_its_end(owed: OwedPay, officer: User) -> None:
    desk = signed_in(officer)
    page = reverse("wages_desk:owed", args=[owed.code])
    today = timezone.localdate()
    said = {"on": today, "words": "经理说下周五发"}
    for kind in ("ask_company", "answered", "meet", "settle", "pay"):
        more = {"look_on": today + timedelta(days=9)} if kind == "settle" else {}
        answer = desk.post(page, {"kind": kind, **said, **more})
        assert answer.headers["Location"] == page
    owed.refresh_from_db()
    assert (owed.status, owed.look_on) == ("paid", None)
    kinds = list(OwedStep.objects.values_list("kind", flat=True))
    assert kinds == ["ask", "ask_company", "answered", "meet", "settle", "pay"]
    assert len(told("owed_pay_step")) == 5
    assert Entry.objects.filter(verb="wages.step_owed").count() == 6
    assert desk.get(page).context["form"] is None
    with pytest.raises(refusals.OverAlready):
        mediate(owed, "fail")
    assert owed.steps.count() == 6


def test_she_reads_each_step(owed: OwedPay) -> None:
    mediate(owed, words="经理说账上没钱")
    mediate(owed, "fail", words="不肯付")
    client = signed_in(owed.person.user)
    page = client.get(reverse("wages:owed_one", args=[owed.code])).text
    assert "经理说账上没钱" in page
    assert "tel:12333" in page
    mine = client.get(reverse("wages:mine")).text
    assert reverse("wages:owed_one", args=[owed.code]) in mine


def test_taken_back_nobody_speaks_to_the_company(owed: OwedPay) -> None:
    mediate(owed)
    assert pressed(owed.person, owed, "withdraw") == "withdrawn"
    with pytest.raises(refusals.OverAlready):
        mediate(owed, "answered")
    assert pressed(owed.person, owed, "ask") == "withdrawn"


def test_she_says_that_it_has_come(owed: OwedPay) -> None:
    assert pressed(owed.person, owed, "pay") == "paid"


def test_noted_as_paid_by_the_desk_she_says_that_it_has_not(owed: OwedPay) -> None:
    """The desk alone does not end it."""
    for kind in ("ask_company", "settle", "pay"):
        mediate(owed, kind)
    waits = len(told("owed_pay_waits"))
    page = reverse("wages:owed_one", args=[owed.code])
    assert 'value="not_come"' in signed_in(owed.person.user).get(page).text
    assert pressed(owed.person, owed, "not_come") == "asked"
    assert owed.look_on == timezone.localdate() + timedelta(days=3)
    assert len(told("owed_pay_waits")) == waits + 1
    mediate(owed)
    assert 'value="not_come"' not in signed_in(owed.person.user).get(page).text


def test_never_asked_the_school_does_nothing_about_it_again(trainee: Person) -> None:
    owed = make_owed(trainee, is_asked=False)
    assert pressed(trainee, owed, "pay") == "paid"
    assert pressed(trainee, owed, "not_come") == "told"
    assert owed.look_on is None
    assert not told("owed_pay_waits")


def test_without_an_agreement_it_may_go_to_the_authority(owed: OwedPay) -> None:
    mediate(owed)
    mediate(owed, "fail")
    owed.refresh_from_db()
    assert rules.open_to_desk(owed.status) == ["refer"]
    mediate(owed, "refer")
    owed.refresh_from_db()
    assert owed.status == "referred"


def test_a_step_is_not_of_a_day_before_the_last_one(owed: OwedPay) -> None:
    today, at = timezone.localdate(), timezone.now() + timedelta(days=5)
    mediate(owed, on=today + timedelta(days=4), at=at)
    with pytest.raises(refusals.NotADayOfStep):
        mediate(owed, "answered", on=today + timedelta(days=3), at=at)
    mediate(owed, "answered", on=today + timedelta(days=4), at=at)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"words": " "}, refusals.StepWordsNeeded),
        ({"on": timezone.localdate() + timedelta(days=1)}, refusals.NotADayOfStep),
        ({"on": timezone.localdate() - timedelta(days=1)}, refusals.NotADayOfStep),
        ({"look_on": timezone.localdate()}, refusals.NotADayToLook),
        (
            {"look_on": timezone.localdate() + timedelta(days=91)},
            refusals.NotADayToLook,
        ),
    ],
)
def test_a_step_that_says_nothing_or_has_no_day_is_refused(
    owed: OwedPay, given: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        mediate(owed, **given)
    assert owed.steps.count() == 1
    assert not told("owed_pay_step")


def test_the_same_employer_is_told_of_once(owed: OwedPay) -> None:
    with pytest.raises(refusals.ToldAlready):
        make_owed(owed.person)
    make_owed(owed.person, "别家")
    actions.say_paid(owed, by=owed.person.user)
    make_owed(owed.person)


def test_it_is_owed_since_a_day_that_has_been(trainee: Person) -> None:
    with pytest.raises(refusals.OwedLater):
        make_owed(trainee, since=timezone.localdate() + timedelta(days=1))


def test_nobody_speaks_for_her(owed: OwedPay, officer: User, classmate: Person) -> None:
    for by in (officer, classmate.user):
        for verb in (actions.ask_for_help, actions.say_paid, actions.take_back):
            with pytest.raises(NotPermitted):
                verb(owed, by=by)
        with pytest.raises(NotPermitted):
            actions.tell_owed(
                owed.person, employer="甲", since=timezone.localdate(), by=by
            )


@pytest.mark.parametrize("who", ["registrar", "auditor", "trainee"])
def test_nobody_else_mediates(
    owed: OwedPay, who: str, request: pytest.FixtureRequest
) -> None:
    found = request.getfixturevalue(who)
    by: User = found.user if isinstance(found, Person) else found
    with pytest.raises(NotPermitted):
        actions.mediate(owed, kind="ask_company", words="问了", by=by)


def test_the_auditor_reads_and_does_nothing(owed: OwedPay, auditor: User) -> None:
    client: Client = signed_in(grant(auditor, "wagtailadmin.access_admin"))
    page = reverse("wages_desk:owed", args=[owed.code])
    assert client.get(page).context["form"] is None
    said = {"kind": "ask_company", "on": timezone.localdate(), "words": "问了"}
    client.post(page, said)
    assert owed.steps.count() == 1


def test_the_desk_is_reminded_once_of_what_it_lets_lie(owed: OwedPay) -> None:
    assert tasks.remind_of_owed_pay() == 0
    later = timezone.now() + timedelta(days=4)
    assert actions.remind_of_owed(at=later) == 1
    assert actions.remind_of_owed(at=later) == 0
    assert [one.context["is_late"] for one in told("owed_pay_waits")] == [True, False]
    mediate(owed, at=later)
    assert actions.remind_of_owed(at=later + timedelta(days=8)) == 1
    with pytest.raises(NotPermitted):
        actions.remind_of_owed(by=owed.person.user)


def test_steps_are_not_edited(owed: OwedPay) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE wages_owedstep SET words = 'x'")


def test_the_machine_does_not_mediate_for_itself(owed: OwedPay) -> None:
    with pytest.raises(NotPermitted):
        actions.mediate(owed, kind=rules.WITHDRAW, words="x", by=SYSTEM)


def test_every_step_leads_somewhere_and_every_end_is_reached() -> None:
    reached = {rules.TOLD}
    for _turn in range(5):
        reached |= {there for start, there in rules.STEPS.values() if start & reached}
    assert reached == set(OwedPay.Status.values)
    assert set(rules.STEPS) == set(OwedStep.Kind.values)
    again = {step: start & rules.OVER for step, (start, _there) in rules.STEPS.items()}
    assert {step: start for step, start in again.items() if start} == {
        # Pay that was noted and did not come, and what then goes to the authority.
        rules.NOT_COME: {rules.PAID},
        rules.REFER: {rules.NOT_SETTLED},
    }
