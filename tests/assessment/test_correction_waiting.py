"""A correction waits for a second person: who is told, and what the proposer can do."""

from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Correction
from school.notices.models import Notice
from school.portal import waiting
from tests.cast import signed_in


def test_a_correction_is_on_the_lists_of_those_who_may_decide(
    cohort, registrar, editor
) -> None:
    question = cohort.edition.questions.first()
    told = {"kind": "new_key", "answer": ["A"], "reason": "教材改版"}
    correction = actions.correct_question(question, by=editor, **told)
    notice = Notice.objects.get(kind="correction_waits")
    assert notice.person.user == registrar
    assert correction.code in notice.link
    assert list(Correction.objects.waiting_for(registrar)) == [correction]
    assert not Correction.objects.waiting_for(editor)
    link = reverse("assessment_desk:corrections")
    assert link in [one.href for one in waiting.for_staff(registrar)]
    home = signed_in(registrar).get(reverse("wagtailadmin_home"))
    assert link in home.content.decode()


def test_who_proposed_it_reads_why_there_is_no_button_and_takes_it_back(
    cohort, editor, registrar
) -> None:
    question = cohort.edition.questions.first()
    told = {"kind": "new_key", "answer": ["A"], "reason": "教材改版"}
    correction = actions.correct_question(question, by=editor, **told)
    reject = reverse("assessment_desk:reject_correction", args=[correction.code])
    url = reverse("assessment_desk:correction", args=[correction.code])
    browser = signed_in(editor)
    page = browser.get(url).content.decode()
    assert "所以这里没有确认按钮" in page
    assert reject in page
    browser.post(reject, {"reason": "看错了"})
    correction.refresh_from_db()
    assert (correction.status, correction.confirmed_by) == ("rejected", None)
    assert "提出人已收回" in browser.get(url).content.decode()
    assert not Correction.objects.waiting_for(registrar)
