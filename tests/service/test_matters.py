"""What the platform holds against a worker: only a person makes a case of it, or lets it rest."""

import pytest
from django.urls import reverse

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import Person, User
from school.points.cases.models import Case
from school.points.cases.refusals import OwnCase
from school.points.models import Rule
from school.service import actions, refusals
from school.service.models import Matter
from tests.cast import signed_in
from tests.factories.cases import make_deduction
from tests.factories.people import make_person
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_matter

pytestmark = pytest.mark.django_db
FACTS = "客户说您大声说话。"


@pytest.fixture
def matter(trainee: Person) -> Matter:
    make_deduction("N05", delta=-8)
    return make_matter(trainee)


def test_a_case_rests_on_the_event(matter: Matter, inspector: User) -> None:
    case = actions.open_case(matter, rule_code="N05", facts=FACTS, by=inspector)
    matter.refresh_from_db()
    assert (matter.status, matter.case) == (Matter.Status.OPENED, case)
    assert (case.source_type, case.source_id) == ("service_event", matter.event.code)
    assert (case.status, case.complaint_kind) == (Case.Status.PROPOSED, "attitude")
    assert deltas(matter.event.person) == []
    assert JournalEntry.objects.filter(verb="service.open").exists()


def test_it_rests_with_a_reason(matter: Matter, inspector: User) -> None:
    actions.dismiss(matter, reason=" 打错了订单 ", by=inspector)
    matter.refresh_from_db()
    assert (matter.status, matter.reason) == (Matter.Status.DISMISSED, "打错了订单")
    assert matter.settled_by == inspector
    assert not Case.objects.exists()


def test_not_without_a_reason(matter: Matter, inspector: User) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        actions.dismiss(matter, reason="  ", by=inspector)


def test_settled_once(matter: Matter, inspector: User) -> None:
    actions.dismiss(matter, reason="无责", by=inspector)
    with pytest.raises(refusals.Settled):
        actions.open_case(matter, rule_code="N05", facts=FACTS, by=inspector)
    with pytest.raises(refusals.Settled):
        actions.dismiss(matter, reason="无责", by=inspector)


def test_no_machine_and_nobody_without_the_right(matter: Matter, auditor: User) -> None:
    for by in (SYSTEM, auditor):
        with pytest.raises(NotPermitted):
            actions.dismiss(matter, reason="无责", by=by)
        with pytest.raises(NotPermitted):
            actions.open_case(matter, rule_code="N05", facts=FACTS, by=by)


def test_nobody_settles_her_own(inspector: User) -> None:
    own = make_matter(make_person("胡督导", user=inspector))
    for verb in (
        lambda: actions.dismiss(own, reason="无责", by=inspector),
        lambda: actions.open_case(own, rule_code="N05", facts=FACTS, by=inspector),
    ):
        with pytest.raises(OwnCase):
            verb()
    client = signed_in(inspector)
    listed = client.get(reverse("service_desk:matters")).context["page"]
    assert list(listed) == []
    there = reverse("service_desk:open_matter", args=[own.code])
    client.post(there, {"rule": 1, "facts": FACTS})
    own.refresh_from_db()
    assert own.status == Matter.Status.WAITING


def test_the_case_stands_or_nothing(matter: Matter, inspector: User) -> None:
    with pytest.raises(Refusal):
        actions.open_case(matter, rule_code="N05", facts=" ", by=inspector)
    matter.refresh_from_db()
    assert matter.status == Matter.Status.WAITING


def test_the_inspector_works_through_the_list(matter: Matter, inspector: User) -> None:
    client = signed_in(inspector)
    page = client.get(reverse("service_desk:matters")).text
    assert "说话大声" in page
    there = reverse("service_desk:open_matter", args=[matter.code])
    form = client.get(there)
    assert form.context["form"].initial["rule"].code == "N05"
    rule = form.context["form"].initial["rule"].pk
    answer = client.post(there, {"rule": rule, "facts": FACTS})
    case = Case.objects.get()
    assert answer["Location"] == reverse("points_desk:case", args=[case.code])
    assert "说话大声" not in client.get(reverse("service_desk:matters")).text
    shown = client.get(answer["Location"]).text
    assert "接单平台转来的记录" in shown
    assert case.source_id not in shown


def test_the_list_shortens_by_what_rests(matter: Matter, inspector: User) -> None:
    client = signed_in(inspector)
    there = reverse("service_desk:dismiss_matter", args=[matter.code])
    assert client.post(there, {"reason": ""}).status_code == 200
    assert client.post(there, {"reason": "无责"})["Location"] == reverse(
        "service_desk:matters"
    )
    assert Matter.objects.get().status == Matter.Status.DISMISSED
    assert client.post(there, {"reason": "再来"}).status_code == 200


def test_the_worker_reads_her_own_record(
    matter: Matter, trainee: Person, classmate: Person
) -> None:
    page = reverse("service:mine")
    assert "说话大声" in signed_in(trainee).get(page).text
    assert "说话大声" not in signed_in(classmate).get(page).text
    assert page in signed_in(trainee).get(reverse("points:account")).text


def test_the_desks_list_answers_yes_and_no(
    matter: Matter, points_officer: User
) -> None:
    page = signed_in(points_officer).get(reverse("serviceevent:index")).text
    assert "True" not in page
    assert "icon-success" in page


def test_a_case_whose_event_is_withdrawn_waits_for_a_person(
    matter: Matter, trainee: Person, inspector: User
) -> None:
    other = make_matter(trainee, 2)
    cases = [
        actions.open_case(one, rule_code="N05", facts=FACTS, by=inspector)
        for one in (matter, other)
    ]
    keep_one(trainee, "W", kind="withdrawn", withdraws="PJ-T1", order="")
    for case in cases:
        case.refresh_from_db()
    assert [case.recalled_at is None for case in cases] == [False, True]
    assert cases[0].status == Case.Status.PROPOSED
    assert cases[0].steps.last().verb == "recall"


def test_only_rules_that_fit_are_offered_the_likeliest_first(
    matter: Matter, trainee: Person, inspector: User
) -> None:
    for code in ("N01", "N02", "N07"):
        make_deduction(code)
    there = reverse("service_desk:open_matter", args=[matter.code])
    browser = signed_in(inspector)
    offered = browser.get(there).context["form"].fields["rule"].queryset
    assert [rule.code for rule in offered] == ["N05", "N07"]
    other = Rule.objects.get(code="N01")
    answer = browser.post(there, {"rule": other.pk, "facts": FACTS})
    assert "不适用" in answer.text
    with pytest.raises(refusals.OtherKind):
        actions.open_case(matter, rule_code="N01", facts=FACTS, by=inspector)
    late = make_matter(trainee, 2, kind="late", complaint="", text="")
    case = actions.open_case(late, rule_code="N02", facts=FACTS, by=inspector)
    assert case.rule_code == "N02"
