"""The worker's pages on her phone, the desk's list and case page, and the files of a case."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.notices.models import Notice
from school.people.models import Person, User
from school.points.cases import actions
from school.points.cases.models import Case, CaseProof
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.assessors import make_conflict
from tests.factories.cases import (
    LONG,
    make_answered,
    make_appealed,
    make_case,
    make_deduction,
    make_posted,
    make_told,
    make_withdrawn,
)
from tests.factories.proofs import bare_pdf, snapshot
from tests.factories.recordings import webm

pytestmark = pytest.mark.django_db


def url(name: str, thing: Case | CaseProof) -> str:
    return reverse(name, args=[thing.code])


def photo(name: str = "../她的照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, snapshot(place=True), "text/html")


def test_from_the_notice_she_answers_in_two_taps(trainee: Person) -> None:
    case, browser = make_told(trainee), signed_in(trainee)
    link = Notice.objects.get(kind="deduction_proposed").link
    page = browser.get(link)
    assert case.facts in page.text
    assert Page(page.text).typed("words") == [""]
    sent = {"words": "路上堵车。", "file": photo()}
    answer = browser.post(link, sent, follow=True)
    assert "路上堵车。" in answer.text
    case.refresh_from_db()
    assert case.status == "responded"
    proof = case.proofs.get(is_workers=True)
    assert (proof.kind, proof.media_type) == ("photo", "image/jpeg")
    with proof.file.open("rb") as file:
        assert b"Phone of Mrs Wu" not in file.read()
    assert "照片" not in proof.file.name


def test_she_reads_what_it_cost_and_appeals_in_time(trainee: Person) -> None:
    case, browser = make_posted(trainee), signed_in(trainee)
    page = browser.get(url("points:case", case)).text
    assert "诚信分3分" in page
    assert url("points:appeal", case) in page
    answer = browser.post(url("points:appeal", case), {"words": "手机没电。"})
    assert answer.url == url("points:case", case)
    case.refresh_from_db()
    assert case.status == "appealed"
    assert url("points:appeal", case) not in browser.get(answer.url).text
    assert browser.get(url("points:appeal", case)).status_code == 302


def test_her_list_says_how_each_stands(trainee: Person, classmate: Person) -> None:
    make_case(trainee)
    told = make_told(trainee, source="2")
    over = make_posted(trainee, source="3", at=timezone.now() - LONG)
    dropped = make_withdrawn(make_told(trainee, source="4"))
    other = make_told(classmate)
    page = signed_in(trainee).get(reverse("points:cases"))
    assert {case.pk for case, _standing in page.context["rows"]} == {
        told.pk,
        over.pk,
        dropped.pk,
    }
    for words in ("请您说明情况", "已扣3分", "已撤回，没有扣分"):
        assert words in page.text
    assert signed_in(trainee).get(url("points:case", other)).status_code == 404


FILES = {
    "bad_proof": (b"hello", b"%PDF-1.4 nothing"),
    "proof_too_long": (webm(seconds=70, has_picture=False),),
}


@pytest.mark.parametrize(("code", "files"), FILES.items())
def test_a_file_that_cannot_be_is_said_beside_it_and_her_words_stay(
    trainee: Person, code: str, files: tuple[bytes, ...]
) -> None:
    case = make_told(trainee)
    for data in files:
        file = SimpleUploadedFile("a.jpg", data, "image/jpeg")
        sent = {"words": "堵车。", "file": file}
        answer = signed_in(trainee).post(url("points:case", case), sent)
        page = Page(answer.text)
        (sentence,) = answer.context["form"].errors["file"]
        assert str(sentence) in page.said_of("file")
        assert page.typed("words") == ["堵车。"]
    assert case.proofs.count() == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [(webm(seconds=5, has_picture=False), "voice"), (bare_pdf(), "pdf")],
)
def test_the_desk_adds_a_voice_note_or_a_pdf(
    trainee: Person, inspector: User, data: bytes, kind: str
) -> None:
    case = make_case(trainee, by=inspector)
    file = SimpleUploadedFile("x.bin", data, "text/html")
    browser = signed_in(inspector)
    page = url("points_desk:prove_case", case)
    assert "file" in browser.post(page).context["form"].errors
    assert browser.post(page, {"file": file}).status_code == 302
    assert set(case.proofs.values_list("kind", flat=True)) == {"photo", kind}
    proof = case.proofs.get(kind=kind)
    answer = browser.get(url("points:case_proof", proof))
    assert answer["Content-Type"] == proof.media_type
    assert answer["Cache-Control"] == "private, no-store"


def reads(who: User | Person, proof: CaseProof) -> bool:
    return signed_in(who).get(url("points:case_proof", proof)).status_code == 200


def test_files_are_for_her_and_those_who_handle_the_case(
    trainee: Person,
    classmate: Person,
    inspector: User,
    registrar: User,
    points_officer: User,
    auditor: User,
) -> None:
    make_conflict(registrar, trainee)
    untold = make_case(trainee, by=inspector).proofs.get()
    told = make_told(trainee, by=inspector, source="2").proofs.get()
    assert not reads(trainee, untold)
    assert reads(trainee, told)
    for who, may in (
        (inspector, True),
        (points_officer, True),
        (registrar, False),
        (auditor, False),
        (classmate, False),
    ):
        assert reads(who, told) == may
    others = make_case(classmate)
    assert not reads(inspector, others.proofs.get())
    page = signed_in(auditor).get(url("points_desk:case", untold.case)).text
    assert url("points:case_proof_thumb", untold) not in page


@pytest.fixture
def desk(inspector: User) -> Client:
    return signed_in(inspector)


def test_an_inspector_proposes_at_the_desk(
    desk: Client, trainee: Person, classmate: Person
) -> None:
    rule = make_deduction()
    typed = {
        "who": trainee.phone[-4:],
        "rule": rule.pk,
        "occurred_on": str(timezone.localdate()),
        "reference": "订单 7",
        "facts": "迟到半小时。",
    }
    page = desk.post(reverse("points_desk:propose_case"), typed)
    assert page.context["form"].is_asking
    assert not Case.objects.exists()
    again = {**typed, "person": str(trainee.pk)}
    for _twice in range(2):
        answer = desk.post(reverse("points_desk:propose_case"), again)
        case = Case.objects.get()
        assert answer.url == url("points_desk:case", case)
    telling = url("points_desk:notify_case", case)
    assert "还没有佐证" in desk.get(telling).text
    assert "请先补充证据" in desk.post(telling).text
    actions.add_proof(case, file=BytesIO(snapshot()), by=case.opened_by)
    assert "之后不能再补充" in desk.get(telling).text
    other = make_case(classmate)
    assert desk.get(url("points_desk:case", other)).status_code == 404
    listed = desk.get(reverse("points_desk:cases")).text
    assert url("points_desk:case", case) in listed
    assert url("points_desk:case", other) not in listed


def steps(user: User, case: Case) -> set[str]:
    page = signed_in(user).get(url("points_desk:case", case))
    return {step.url.split("/")[-2] for step in page.context["steps"]}


def test_the_case_page_offers_what_she_may_do_and_says_what_bars_her(
    trainee: Person, inspector: User, points_officer: User, registrar: User
) -> None:
    case = make_answered(trainee, by=inspector)
    assert steps(inspector, case) == {"withdraw"}
    assert steps(points_officer, case) == {"confirm", "withdraw"}
    make_conflict(points_officer, trainee)
    assert steps(points_officer, case) == set()
    page = signed_in(points_officer).get(url("points_desk:case", case))
    assert "须由别人决定" in page.text
    own = make_answered(trainee, by=registrar, source="2")
    assert steps(registrar, own) == {"withdraw"}
    appealed = make_appealed(trainee, source="3")
    assert steps(registrar, appealed) == {"decide"}


def test_what_was_given_back_is_not_said_to_be_deducted(
    trainee: Person, registrar: User
) -> None:
    case = make_appealed(trainee)
    actions.decide(case, is_upheld=True, words="截图属实。", by=registrar)
    page = signed_in(registrar).get(url("points_desk:case", case)).text
    assert "已退还3分" in page
    assert "已扣3分" not in page
    assert "<td>本人</td>" in page
    assert "已全部退还" in signed_in(trainee).get(url("points:case", case)).text


def test_the_list_is_sorted_by_whose_turn_it_is_with_days_left(
    trainee: Person, points_officer: User, registrar: User
) -> None:
    told = make_told(trainee)
    ripe = make_answered(trainee, source="2")
    late = make_appealed(trainee, source="3", at=timezone.now() - LONG)
    page = signed_in(points_officer).get(reverse("points_desk:cases"))
    groups = {wait: [one.case for one in rows] for wait, rows in page.context["groups"]}
    assert groups == {"worker": [told], "decider": [late]}
    assert [one.case for one in page.context["mine"]] == [ripe]
    assert "还有5个工作日" in page.text
    assert "已逾期" in page.text
    page = signed_in(registrar).get(reverse("points_desk:cases"))
    assert {one.case for one in page.context["mine"]} == {ripe, late}


def test_a_decision_is_made_in_view_of_the_answer(
    trainee: Person, points_officer: User
) -> None:
    case = make_answered(trainee)
    browser, page = signed_in(points_officer), url("points_desk:confirm_case", case)
    shown = browser.get(page).text
    assert case.facts in shown
    assert "路上堵车，打了电话。" in shown
    browser.post(page, {"words": "通话记录里没有。", "seen": case.seal})
    case.refresh_from_db()
    assert (case.status, case.confirmed_by) == ("posted", points_officer)
    assert case.appeal_by
    assert case.appeal_by - timezone.localdate() >= timedelta(days=14)


def test_nobody_confirms_over_an_answer_that_came_meanwhile(
    trainee: Person, points_officer: User
) -> None:
    case = make_answered(trainee)
    browser, page = signed_in(points_officer), url("points_desk:confirm_case", case)
    seen = browser.get(page).context["form"]["seen"].value()
    actions.respond(case, words="刚找到通话记录。", by=trainee.user)
    for stale in ({"seen": seen}, {}):
        answer = browser.post(page, {"words": "没有电话。", **stale})
        case.refresh_from_db()
        assert case.status == "responded"
        assert "刚找到通话记录。" in answer.text
        assert "没有电话。" in answer.text
    again = answer.context["form"]["seen"].value()
    browser.post(page, {"words": "核实了。", "seen": again})
    case.refresh_from_db()
    assert case.status == "posted"


def test_of_facts_that_are_forgotten_both_pages_say_so(
    trainee: Person, points_officer: User
) -> None:
    case = make_posted(trainee)
    Case.objects.filter(pk=case.pk).update(facts="")
    for who, name in ((trainee, "points:case"), (points_officer, "points_desk:case")):
        assert "保存期满，已删除" in signed_in(who).get(url(name, case)).text
