"""The pages of an appeal: the trainee's, the examiner's who hears it, the registrar's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Appeal, AppealOutcome, Proof, Result
from school.journal.actors import SYSTEM
from tests.cast import signed_in
from tests.factories.appeals import fail_practical, make_appeal, make_hearer
from tests.factories.assessment import markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.proofs import first_item
from tests.headings import faults


@pytest.fixture
def practical(enrollment):
    return fail_practical(enrollment)


@pytest.fixture
def hearer(db):
    return make_hearer()


def pinned(practical) -> Proof:
    """As it was pinned while the sheet was open."""
    sheet = markings_of(practical)[0]
    return Proof.objects.create(
        marking=sheet,
        item=first_item(sheet),
        kind=Proof.Kind.PHOTO,
        size=1,
        taken_at=timezone.now(),
        received_at=timezone.now(),
    )


def first_code(practical) -> str:
    return practical.practical_stations.first().station.code


def test_from_the_result_to_the_appeal_and_back(trainee, enrollment, practical) -> None:
    browser = signed_in(trainee)
    result = reverse("assessment:result", args=[enrollment.code])
    page = reverse("assessment:appeal", args=[enrollment.code])
    assert page in browser.get(result).text
    form = browser.get(page).text
    assert "可以申诉" in form
    assert faults(form) == []
    sent = {"stations": [first_code(practical)], "words": "我洗了手。"}
    assert browser.post(page, sent).status_code == 302
    shown = browser.get(page).text
    assert "等待处理" in shown
    assert "我洗了手。" in shown
    assert faults(shown) == []
    appeal = Appeal.objects.get()
    browser.post(reverse("assessment:withdraw_appeal", args=[appeal.code]))
    assert "可以申诉" in browser.get(page).text


def test_before_a_result_there_is_nothing_to_appeal(trainee, enrollment) -> None:
    page = reverse("assessment:appeal", args=[enrollment.code])
    html = signed_in(trainee).get(page).text
    assert "<textarea" not in html
    sent = {"stations": ["EC-S01"], "words": "x"}
    assert signed_in(trainee).post(page, sent).status_code == 200
    assert not Appeal.objects.exists()


def test_the_hearing_shows_every_mark_and_neither_names(
    enrollment, practical, hearer
) -> None:
    appeal = make_appeal(enrollment, examiner=hearer)
    proof = pinned(practical)
    browser = signed_in(hearer)
    today = browser.get(reverse("portal:today")).text
    page = reverse("assessment:hearing", args=[appeal.code])
    assert page in today
    html = browser.get(page).text
    assert "我洗了手。" in html
    assert reverse("assessment:proof_thumb", args=[proof.code]) in html
    shown = browser.get(reverse("assessment:proof", args=[proof.code])).text
    assert page in shown
    assert enrollment.person.name not in shown
    assert enrollment.person.name not in html
    for sheet in markings_of(practical):
        assert sheet.examiner.get_full_name() not in html
    assert faults(html) == []
    item = practical.practical_stations.first().station.items.first()
    low = browser.post(page, {f"step-{item.code}": "10", "words": "改"})
    assert low.status_code == 200
    named = f"{item.station.code} 第 {item.number} 步：新分数</a>"
    assert named in low.text
    assert "待处理的申诉" in low.text
    assert (
        browser.post(page, {f"step-{item.code}": "50", "words": "改"}).status_code
        == 302
    )
    assert AppealOutcome.objects.get().kind == AppealOutcome.Kind.CHANGED
    # 60, 90 and 40 in place of 20, 90 and 40.
    assert str(Result.objects.current().get().practical_points) == "63.3"
    heard = browser.get(page).text
    assert "改" in heard
    assert "申诉（已处理）" in heard
    assert "待处理的申诉" not in heard


def test_the_trainee_reads_the_outcome_with_its_reason(
    trainee, enrollment, practical, hearer
) -> None:
    appeal = make_appeal(enrollment, examiner=hearer)
    actions.hear_appeal(appeal, changes={}, words="三张评分表一致。", by=hearer)
    browser = signed_in(trainee)
    html = browser.get(reverse("assessment:appeal", args=[enrollment.code])).text
    assert "三张评分表一致。" in html
    assert hearer.get_full_name() not in html
    result = browser.get(reverse("assessment:result", args=[enrollment.code])).text
    appeal_link = reverse("assessment:appeal", args=[enrollment.code])
    assert result.index("三张评分表一致。") < result.index(appeal_link)


def test_the_registrar_gives_it_to_one_who_may_and_reads_why_others_may_not(
    enrollment, practical, hearer, registrar
) -> None:
    appeal = make_appeal(enrollment)
    browser = signed_in(registrar)
    assert appeal.code in browser.get(reverse("assessment_desk:appeals")).text
    one = browser.get(reverse("assessment_desk:appeal", args=[appeal.code])).text
    give = reverse("assessment_desk:give_appeal", args=[appeal.code])
    assert give in one
    asked = browser.get(give).text
    marker = markings_of(practical)[0].examiner
    assert f"{marker}：" in asked
    assert "评过其中的考站" in asked
    assert browser.post(give, {"examiner": marker.pk}).status_code == 200
    assert browser.post(give, {"examiner": hearer.pk}).status_code == 302
    appeal.refresh_from_db()
    assert appeal.examiner == hearer
    actions.hear_appeal(appeal, changes={}, words="一致。", by=hearer)
    again = reverse("assessment_desk:reopen_appeal", args=[appeal.code])
    assert (
        again in browser.get(reverse("assessment_desk:appeal", args=[appeal.code])).text
    )
    browser.post(again, {"reason": "新证据"})
    assert Appeal.objects.get().status == Appeal.Status.OPEN


def test_the_list_of_appeals_costs_the_same_for_more(
    enrollment, practical, registrar
) -> None:
    make_appeal(enrollment)
    page = reverse("assessment_desk:appeals")
    browser = signed_in(registrar)
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    for name in ("赵桂兰", "孙玉兰"):
        other = make_enrollment(enrollment.cohort, make_trainee(name))
        fail_practical(other)
        make_appeal(other)
    with CaptureQueriesContext(connection) as many:
        browser.get(page)
    assert len(many) == len(few) <= 25


def test_whom_it_was_not_given_to_does_not_find_it(
    enrollment, practical, hearer, examiner
) -> None:
    appeal = make_appeal(enrollment, examiner=hearer)
    page = reverse("assessment:hearing", args=[appeal.code])
    assert signed_in(examiner).get(page).status_code == 404
    actions.give_appeal(appeal, examiner=examiner, by=SYSTEM)
    assert signed_in(hearer).get(page).status_code == 404
    assert signed_in(examiner).get(page).status_code == 200
