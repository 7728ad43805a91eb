"""The points officer's screens for an award by hand and its reversal."""

import pytest
from django.test import Client
from django.urls import reverse

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points import actions, refusals
from school.points.deeds.refusals import EvidenceAsked
from school.points.forms import RuleForm
from school.points.models import Posting, Rule
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.deeds import make_deed_rule
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant, make_trainee
from tests.factories.points import deltas, make_monthly_rule, make_rule

pytestmark = pytest.mark.django_db
AWARD = "points_desk:award"
STAFF = {"source": {"confirm_role": "registrar"}}


@pytest.fixture
def rule() -> Rule:
    return make_monthly_rule(**STAFF)


@pytest.fixture
def client(points_officer: User) -> Client:
    return signed_in(grant(points_officer, "wagtailadmin.access_admin"))


@pytest.fixture
def given(trainee: Person, rule: Rule) -> Posting:
    return actions.award(
        trainee, rule_code=rule.code, source_type="desk", source_id="1", by=SYSTEM
    )


def typed(person: Person, rule: Rule, **other: str) -> dict[str, str]:
    return {
        "who": person.phone,
        "person": str(person.pk),
        "rule": str(rule.pk),
        "reference": "助教日志 2026-11-20",
        "reason": "带教一晚",
        **other,
    }


def undo(posting: Posting) -> str:
    return reverse("points_desk:reverse", args=[posting.pk])


def test_the_same_reference_gives_points_once(
    client: Client, trainee: Person, rule: Rule
) -> None:
    assert client.get(reverse(AWARD)).status_code == 200
    for _ in range(2):
        response = client.post(reverse(AWARD), typed(trainee, rule))
        posting = Posting.objects.get(person=trainee)
        assert response["Location"] == reverse("posting:inspect", args=[posting.pk])
    assert deltas(trainee) == deltas(trainee, "balance") == [5]
    assert (posting.source_type, posting.source_id) == ("desk", "助教日志 2026-11-20")
    assert posting.reason == "带教一晚"


@pytest.mark.parametrize("digits", [4, 7])
def test_a_name_or_the_end_of_the_number_will_do(
    client: Client, trainee: Person, rule: Rule, digits: int
) -> None:
    client.post(reverse(AWARD), typed(trainee, rule, who=trainee.name))
    end = trainee.phone[-digits:]
    client.post(reverse(AWARD), typed(trainee, rule, who=end, reference="另一晚"))
    assert deltas(trainee) == [5, 5]


def test_of_two_with_one_name_neither_is_guessed(
    client: Client, trainee: Person, rule: Rule
) -> None:
    make_trainee(trainee.name)
    response = client.post(
        reverse(AWARD), typed(trainee, rule, who=trainee.name) | {"person": ""}
    )
    assert trainee.masked_phone in response.content.decode()
    assert not Posting.objects.exists()


def test_who_is_found_by_four_digits_is_shown_first(
    client: Client, trainee: Person, rule: Rule
) -> None:
    data = typed(trainee, rule, who=trainee.phone[-4:]) | {"person": ""}
    page = client.post(reverse(AWARD), data)
    assert not Posting.objects.exists()
    assert f"{trainee.name} · {trainee.masked_phone}" in page.text
    form = page.context["form"]
    again = {name: form[name].value() for name in data}
    assert again == {**data, "person": str(trainee.pk)}
    assert client.post(reverse(AWARD), again).status_code == 302
    assert deltas(trainee) == [5]


def test_of_several_one_is_chosen(client: Client, trainee: Person, rule: Rule) -> None:
    other = make_trainee(trainee.name)
    data = typed(trainee, rule, who=trainee.name) | {"person": ""}
    page = client.post(reverse(AWARD), data)
    assert page.context["form"]["person"].value() == ""
    for one in (trainee, other):
        assert one.masked_phone in page.text
    client.post(reverse(AWARD), data | {"person": str(other.pk)})
    assert (deltas(trainee), deltas(other)) == ([], [5])


def test_a_choice_counts_only_for_who_was_found(
    client: Client, trainee: Person, rule: Rule
) -> None:
    other = make_trainee("王秀英")
    data = typed(trainee, rule, who=other.phone)
    assert client.post(reverse(AWARD), data).context["form"].is_asking
    assert not Posting.objects.exists()


@pytest.mark.parametrize("missing", ["who", "rule", "reference", "reason"])
def test_what_was_typed_stays(
    client: Client, trainee: Person, rule: Rule, missing: str
) -> None:
    data = typed(trainee, rule) | {missing: ""}
    response = client.post(reverse(AWARD), data)
    form = response.context["form"]
    assert list(form.errors) == [missing]
    assert {name: form[name].value() for name in data} == data
    assert not Posting.objects.exists()


def test_what_the_system_confirms_cannot_be_chosen(
    client: Client, trainee: Person
) -> None:
    own = make_monthly_rule("T01", source={"confirm_role": "system"})
    loss = make_monthly_rule("D01", delta=-5, **STAFF)
    for rule in (own, loss):
        response = client.post(reverse(AWARD), typed(trainee, rule))
        assert list(response.context["form"].errors) == ["rule"]


def test_a_rule_by_class_is_given_for_a_class_of_theirs(
    client: Client, trainee: Person
) -> None:
    rule = make_rule("T02", cap_period="per_class", **STAFF)
    cohort = make_cohort(sessions=False)
    data = typed(trainee, rule, reference=cohort.code)
    response = client.post(reverse(AWARD), data)
    assert list(response.context["form"].errors) == ["reference"]
    make_enrollment(cohort, trainee, status=Enrollment.Status.COMPLETED)
    client.post(reverse(AWARD), data)
    assert Posting.objects.filter(source_type="cohort").count() == 1


def test_an_entry_is_reversed_from_its_page(client: Client, given: Posting) -> None:
    page = reverse("posting:inspect", args=[given.pk])
    assert undo(given) in client.get(page).content.decode()
    response = client.post(undo(given), {"reason": ""})
    assert list(response.context["form"].errors) == ["reason"]
    assert client.post(undo(given), {"reason": "记错了人"})["Location"] == page
    assert deltas(given.person) == deltas(given.person, "balance") == [5, -5]
    assert undo(given) not in client.get(page).content.decode()


def test_what_cannot_be_reversed_is_said_before_anything_is_typed(
    client: Client, given: Posting
) -> None:
    client.post(undo(given), {"reason": "记错了人"}, follow=True)
    reversal = Posting.objects.get(reverses=given)
    for posting, refusal in (
        (given, refusals.AlreadyReversed),
        (reversal, refusals.IsReversal),
    ):
        for answer in (
            client.get(undo(posting), follow=True),
            client.post(undo(posting), {"reason": "再来一次"}, follow=True),
        ):
            assert answer.redirect_chain == [
                (reverse("posting:inspect", args=[posting.pk]), 302)
            ]
            assert [str(one) for one in answer.context["messages"]] == [str(refusal())]
    assert deltas(given.person) == [5, -5]


@pytest.mark.parametrize("who", ["auditor", "registrar"])
def test_others_only_read(
    given: Posting, who: str, rule: Rule, request: pytest.FixtureRequest
) -> None:
    user = grant(request.getfixturevalue(who), "wagtailadmin.access_admin")
    client = signed_in(user)
    page = client.get(reverse("posting:inspect", args=[given.pk])).content.decode()
    assert undo(given) not in page
    assert reverse(AWARD) not in page
    data = typed(given.person, rule)
    # The desk answers a refusal by sending back to its first page.
    assert client.post(reverse(AWARD), data).status_code in {302, 403}
    assert client.post(undo(given), {"reason": "试试"}).status_code in {302, 403}
    assert deltas(given.person) == [5]


def test_what_is_recorded_elsewhere_is_not_entered_by_hand(points_officer) -> None:
    make_rule("T06", cap_period="per_certificate", **STAFF)
    make_rule("T02", cap_period="per_class", **STAFF)
    offered = {rule.code for rule in RuleForm().fields["rule"].queryset}
    assert offered == {"T02"}


def test_what_asks_for_evidence_is_led_to_the_deeds(
    client: Client, trainee: Person, points_officer: User
) -> None:
    rule = make_deed_rule()
    page = client.get(reverse(AWARD)).text
    assert reverse("points_desk:enter_deed") in page
    assert rule.title_zh not in page
    response = client.post(reverse(AWARD), typed(trainee, rule))
    assert list(response.context["form"].errors) == ["rule"]
    with pytest.raises(EvidenceAsked):
        actions.propose_award(
            trainee,
            rule_code=rule.code,
            source_type="desk",
            source_id="1",
            by=points_officer,
            reason="理发",
        )
    assert deltas(trainee) == []
