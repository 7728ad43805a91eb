"""Assessment at the desk: who may do what, and that the lists stay quick."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Attempt, ExamWindow, Practical, Question, Result
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import Refusal
from tests.cast import signed_in
from tests.factories.assessment import (
    add_examiner,
    fill_sheet,
    make_candidate,
    markings_of,
    sit_exam,
    take_practical,
    typed_question,
)
from tests.factories.enrollment import make_enrollment
from tests.factories.marks import make_stray
from tests.refused import refused_by


@pytest.fixture
def desk(registrar):
    return signed_in(registrar)


def page(name: str, *args) -> str:
    return reverse(f"assessment_desk:{name}", args=args)


def test_the_class_is_assessed_from_the_desk(cohort, desk) -> None:
    enrollment = make_candidate(cohort, ready=False)
    sit_exam(enrollment)
    assert cohort.name in desk.get(page("cohorts")).content.decode()
    desk.post(page("open_practicals", cohort.code))
    practical = Practical.objects.get()
    html = desk.get(page("cohort", cohort.code)).content.decode()
    assert enrollment.person.name in html
    assert page("practical", practical.code) in html
    for place in practical.practical_stations.all():
        for marking in place.markings.all():
            fill_sheet(marking)
    assert desk.get(page("practical", practical.code)).status_code == 200
    desk.post(page("release", cohort.code))
    assert Result.objects.get().has_passed


def test_what_cannot_be_done_is_said(cohort, desk) -> None:
    shown = desk.post(page("release", cohort.code))
    assert shown.context["release_form"].non_field_errors()


def test_the_absent_are_decided_when_the_box_is_ticked(cohort, desk) -> None:
    make_enrollment(cohort)
    desk.post(page("release", cohort.code), {"absent_too": "on"})
    assert not Result.objects.get().has_passed


def test_a_release_that_is_refused_keeps_its_tick(cohort, desk, monkeypatch) -> None:
    def refuse(*args, **kwargs):
        raise Refusal

    make_enrollment(cohort)
    monkeypatch.setattr(actions, "release", refuse)
    html = desk.post(page("release", cohort.code), {"absent_too": "on"}).text
    assert 'name="absent_too" id="id_absent_too" checked' in html


def test_the_exam_is_opened_from_the_desk(cohort, desk) -> None:
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    url = page("open_exam", cohort.code)
    desk.post(url, {"until": "soon"})
    assert not ExamWindow.objects.exists()
    until = timezone.localtime() + timedelta(hours=3)
    desk.post(url, {"until": f"{until:%Y-%m-%dT%H:%M}"})
    assert ExamWindow.objects.get().cohort == cohort
    assert desk.get(page("cohort", cohort.code)).status_code == 200


def test_a_third_examiner_is_named_and_a_sheet_moved(cohort, desk) -> None:
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    first, second = practical.practical_stations.all()[:2]
    one, other = first.markings.all()
    fill_sheet(one, points=45)
    fill_sheet(other, points=10)
    chief = add_examiner(cohort)
    html = desk.get(page("practical", practical.code)).content.decode()
    url = page("third", practical.code, first.station.code)
    assert url in html
    desk.post(url, {"examiner": chief.pk})
    assert first.markings.filter(examiner=chief, role="third").exists()
    sheet = second.markings.first()
    desk.post(page("replace", sheet.code), {"examiner": chief.pk, "reason": "生病"})
    sheet.refresh_from_db()
    assert sheet.examiner == chief
    desk.post(page("replace", sheet.code), {"examiner": chief.pk, "reason": ""})
    assert Entry.objects.filter(verb="assessment.replace_examiner").count() == 1


def test_a_registrar_who_marks_too_sees_the_other_sheet_after_her_own(
    cohort, desk, registrar
) -> None:
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    place = practical.practical_stations.first()
    own, other = place.markings.all()
    own.examiner = registrar
    own.save(update_fields=["examiner"])
    fill_sheet(other, points=43)
    pages = [
        page("practical", practical.code),
        page("station", practical.code, place.station.code),
    ]
    total = re.compile(">86<")
    assert not [url for url in pages if total.search(desk.get(url).text)]
    fill_sheet(own, points=40)
    assert [url for url in pages if total.search(desk.get(url).text)] == pages


def test_whoever_is_not_given_the_sheet_stays_typed_with_the_reason(
    cohort, desk
) -> None:
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    sheet = practical.practical_stations.first().markings.first()
    url = page("replace", sheet.code)
    taken = {"examiner": sheet.examiner_id, "reason": "临时有课"}
    for sent, field in ((taken, None), ({"reason": "临时有课"}, "examiner")):
        answer = desk.post(url, sent)
        form = answer.context["sent"]
        assert form.errors[field or "__all__"]
        html = answer.content.decode()
        assert 'value="临时有课"' in html
        assert "<details open>" in html
    assert not Entry.objects.filter(verb="assessment.replace_examiner").exists()


def test_a_third_examiner_who_is_not_needed_is_refused_in_place(cohort, desk) -> None:
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    place = practical.practical_stations.first()
    given = place.markings.first().examiner_id
    url = page("third", practical.code, place.station.code)
    answer = desk.post(url, {"examiner": given})
    assert answer.context["sent"].non_field_errors()
    assert f'<option value="{given}" selected' in answer.content.decode()
    assert place.markings.count() == 2


def test_queries_of_a_practical_do_not_grow_with_its_examiners(cohort, desk) -> None:
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page("practical", practical.code)).status_code == 200
        return len(queries)

    before = count()
    add_examiner(cohort)
    assert count() == before


def test_a_retake_is_opened_from_the_desk(cohort, desk, registrar) -> None:
    enrollment = make_candidate(cohort, ready=False)
    sit_exam(enrollment)
    take_practical(enrollment, points=10)
    actions.release(cohort, by=registrar)
    url = page("open_practical", enrollment.code)
    assert url in desk.get(page("cohort", cohort.code)).content.decode()
    asked = desk.get(url).text
    assert "考站1" in asked
    assert "可以申诉" in asked
    assert Practical.objects.count() == 1
    assert "补考已开放：考站1" in desk.post(url, follow=True).text
    assert Practical.objects.count() == 2


def test_the_release_names_each_and_what_is_to_be_settled(cohort, desk) -> None:
    passes = make_candidate(cohort)
    fails = make_candidate(cohort, ready=False)
    sit_exam(fails)
    take_practical(fails, points=10)
    make_stray(markings_of(fails.practicals.get())[0])
    answer = desk.get(page("release", cohort.code))
    rows = {row.enrollment: row.would_pass for row in answer.context["rows"]}
    assert rows == {passes: True, fails: False}
    assert passes.person.name in answer.text
    assert answer.context["with_strays"] == {fails.pk}
    assert page("strays") in answer.text


def test_an_auditor_reads_and_changes_nothing(cohort, auditor) -> None:
    make_candidate(cohort)
    browser = signed_in(auditor)
    html = browser.get(page("cohort", cohort.code)).content.decode()
    assert page("release", cohort.code) not in html
    assert browser.post(page("release", cohort.code)).status_code in {302, 403}
    assert browser.post(page("open_practicals", cohort.code)).status_code in {302, 403}
    assert not Result.objects.exists()


@pytest.mark.parametrize("who", ["trainee", "examiner", "editor", "points_officer"])
def test_others_do_not_see_the_desk_of_assessment(request, cohort, who) -> None:
    browser = signed_in(request.getfixturevalue(who))
    for url in (page("cohorts"), page("cohort", cohort.code)):
        assert browser.get(url).status_code in {302, 403, 404}


@pytest.mark.parametrize("name", ["question", "attempt", "practical", "result"])
def test_the_lists_open_and_export(cohort, desk, registrar, name) -> None:
    make_candidate(cohort)
    actions.release(cohort, by=registrar)
    assert desk.get(reverse(f"{name}:index")).status_code == 200
    answer = desk.get(reverse(f"{name}:index"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    model = {
        "question": Question,
        "attempt": Attempt,
        "practical": Practical,
        "result": Result,
    }[name]
    assert len(rows) == 1 + model.objects.count()
    inspect = reverse(f"{name}:inspect", args=[model.objects.first().pk])
    assert desk.get(inspect).status_code == 200


def test_queries_of_the_class_do_not_grow_with_it(cohort, desk) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page("cohort", cohort.code)).status_code == 200
        return len(queries)

    make_candidate(cohort)
    before = count()
    for _number in range(4):
        make_candidate(cohort)
    assert count() == before


def test_an_editor_writes_a_question(cohort, editor) -> None:
    browser = signed_in(editor)
    browser.post(reverse("question:add"), typed_question(cohort.edition))
    question = Question.objects.get(code="NEW1")
    assert question.options[0] == {"key": "A", "zh": "洗手", "en": "Wash hands"}
    assert question.answer == ["A"]
    edit = reverse("question:edit", args=[question.pk])
    assert "洗手 | Wash hands" in browser.get(edit).content.decode()
    browser.post(edit, typed_question(cohort.edition, answer_text="B"))
    question.refresh_from_db()
    assert question.answer == ["B"]
    assert Entry.objects.filter(verb="assessment.write_question").count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"answer_text": "C"},
        {"answer_text": "AB"},
        {"kind": "multiple"},
        {"options_text": "洗手 | Wash hands"},
        {"options_text": "洗手\n开门"},
    ],
)
def test_a_question_that_cannot_be_marked_is_refused(cohort, editor, change) -> None:
    answer = signed_in(editor).post(
        reverse("question:add"), typed_question(cohort.edition, **change)
    )
    assert answer.status_code == 200
    assert not Question.objects.filter(code="NEW1").exists()


def test_a_question_that_was_in_a_paper_keeps_its_words(cohort, registrar) -> None:
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    question = attempt.papers.first().question
    question.stem_zh = "改了？"
    refused_by("question_used", actions.write_question, question, by=registrar)
    question.refresh_from_db()
    question.use = Question.Use.PRACTICE_ONLY
    actions.write_question(question, by=registrar)
    assert question not in Question.objects.for_exam()


def test_a_mistyped_end_of_the_exam_is_kept_and_explained(cohort, desk) -> None:
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    answer = desk.post(page("open_exam", cohort.code), {"until": "明晚"})
    assert answer.status_code == 200
    kept = "明晚" in answer.content.decode()
    assert kept
    assert answer.context["exam_form"].errors["until"]
