"""Two phones that disagree, and what comes too late: shown to people, never merged."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.access import sheet_claim
from school.assessment.actions.lines import Kind
from school.assessment.evidence import sheet_of
from school.assessment.models import ItemMark, Practical, SheetNote, StrayMark
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.ui.waits import waiting_for
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.marks import (
    OTHER_PHONE,
    fail_of,
    fresh,
    given,
    items_of,
    make_stray,
    points_of,
    send,
)
from tests.refused import refused_by

# Two phones


def test_two_phones_that_disagree_are_asked_about_before_handing_in(sheet) -> None:
    one, other = items_of(sheet)
    send(sheet, given(sheet, one, points=3), given(sheet, other))
    send(sheet, given(sheet, one, points=5, device=OTHER_PHONE))
    assert ItemMark.objects.count() == 3
    refusal = refused_by(
        "marks_disagree", actions.submit_marking, sheet, by=sheet.examiner
    )
    assert refusal.data == {"count": 1}
    url = reverse("assessment:marking", args=[sheet.code])
    browser = signed_in(sheet.examiner)
    html = browser.get(url).content.decode()
    assert f"item:{one}:is-3" in html
    assert f"item:{one}:is-5" in html
    assert f"item:{other}:is-" not in html
    browser.post(url, {"press": f"item:{one}:is-3"})
    assert points_of(sheet) == [3, 30]
    assert "data-choose" not in browser.get(url).content.decode()
    assert actions.submit_marking(sheet, by=sheet.examiner)


def test_a_choice_on_a_phone_that_knows_of_both_settles_it(sheet) -> None:
    send(sheet, given(sheet, points=3))
    send(sheet, given(sheet, points=5, device=OTHER_PHONE))
    send(sheet, given(sheet, points=5, seen=2))
    assert points_of(sheet) == [5]
    assert (
        "data-choose"
        not in signed_in(sheet.examiner)
        .get(reverse("assessment:marking", args=[sheet.code]))
        .content.decode()
    )


def test_a_critical_fail_seen_on_one_phone_only_is_asked_about(sheet) -> None:
    code = fail_of(sheet)
    seen = {"kind": Kind.CRITICAL, "is_observed": True}
    send(sheet, given(sheet, code, **seen))
    send(sheet, given(sheet, code, kind=Kind.CRITICAL, device=OTHER_PHONE))
    refused_by(
        "marks_disagree",
        actions.submit_marking,
        sheet,
        by=sheet.examiner,
        rest_not_done=True,
    )
    url = reverse("assessment:marking", args=[sheet.code])
    browser = signed_in(sheet.examiner)
    assert f"critical:{code}:is-0" in browser.get(url).content.decode()
    browser.post(url, {"press": f"critical:{code}:is-1"})
    assert sheet_of(fresh(sheet)).critical
    assert actions.submit_marking(sheet, by=sheet.examiner, rest_not_done=True)


def test_a_note_where_another_phone_wrote_one_is_kept_apart(sheet, registrar) -> None:
    send(sheet, given(sheet, kind=Kind.NOTE, note="先说的"))
    other = given(sheet, kind=Kind.NOTE, note="后说的", device=OTHER_PHONE)
    for _time in range(2):
        assert send(sheet, other) == ["stray"]
    assert fresh(sheet).note == "先说的"
    stray = StrayMark.objects.get()
    assert (stray.note, stray.cause) == ("后说的", "other_note")
    for reader, page in (
        (sheet.examiner, "assessment:my_markings"),
        (registrar, "assessment_desk:strays"),
    ):
        assert "后说的" in signed_in(reader).get(reverse(page)).text
    knew = given(sheet, kind=Kind.NOTE, note="两句都对", note_before="先说的")
    assert send(sheet, knew) == ["kept"]
    assert fresh(sheet).note == "两句都对"


def test_every_note_that_stood_on_the_sheet_stays_in_the_ledger(sheet) -> None:
    send(sheet, given(sheet, kind=Kind.NOTE, note="先说的"))
    for _time in range(2):
        actions.write_note(sheet, note="再说的 ", by=sheet.examiner)
    notes = SheetNote.objects.filter(marking=sheet)
    assert [note.text for note in notes] == ["先说的", "再说的"]
    with pytest.raises(DatabaseError), transaction.atomic():
        notes.update(text="")


# Too late


def test_marks_of_a_sheet_handed_in_are_kept_apart(sheet) -> None:
    fill_sheet(sheet)
    late = [
        given(sheet, points=1),
        given(sheet, fail_of(sheet), kind=Kind.CRITICAL, is_observed=True),
        given(sheet, kind=Kind.NOTE, note="迟到的话"),
    ]
    for _time in range(2):
        assert send(sheet, *late) == ["stray"] * 3
    assert points_of(sheet) == [40, 40]
    assert fresh(sheet).note == ""
    assert StrayMark.objects.count() == 3
    html = signed_in(sheet.examiner).get(reverse("assessment:my_markings"))
    assert "迟到的话" in html.content.decode()


def test_marks_of_a_sheet_that_somebody_else_has_now_are_kept_apart(
    cohort, sheet, registrar
) -> None:
    before, after = sheet.examiner, add_examiner(cohort)
    claim = sheet_claim(before, sheet.code)
    actions.replace_examiner(sheet, examiner=after, by=registrar, reason="请假")
    moved = fresh(sheet)
    assert send(moved, given(sheet), by=before, claim=claim) == ["stray"]
    hand_in = given(sheet, kind=Kind.HAND_IN, rest_not_done=True)
    assert send(moved, hand_in, by=before, claim=claim) == ["refused"]
    assert points_of(sheet) == []
    stray = StrayMark.objects.get()
    assert (stray.cause, stray.sender) == ("given_away", before)


def test_what_comes_once_the_result_is_out_is_kept_apart(sheet) -> None:
    """A third who was not wanted any more has her sheet open still."""
    mark = given(sheet)
    Practical.objects.update(status=Practical.Status.RELEASED)
    assert send(sheet, mark) == ["stray"]
    assert send(sheet, mark) == ["stray"]
    assert StrayMark.objects.get().cause == "released"
    assert points_of(sheet) == []
    item = sheet.practical_station.station.items.first()
    refused_by(
        "result_is_out", actions.mark_item, sheet, item=item, points=1, by=SYSTEM
    )
    refused_by("result_is_out", actions.submit_marking, sheet, by=SYSTEM)


def test_what_was_kept_apart_stays_so_when_it_comes_again(sheet) -> None:
    actions.write_note(sheet, note="先说的", by=SYSTEM)
    late = given(sheet, kind=Kind.NOTE, note="后说的", note_before="手机上的")
    assert send(sheet, late) == ["stray"]
    actions.write_note(sheet, note="手机上的", by=SYSTEM)
    assert send(sheet, late) == ["stray"]
    assert fresh(sheet).note == "手机上的"


def test_the_registrar_settles_them_with_a_word(sheet, registrar, auditor) -> None:
    make_stray(sheet)
    desk = reverse("assessment_desk:strays")
    settle = reverse("assessment_desk:settle_strays", args=[sheet.code])
    assert settle in signed_in(registrar).get(desk).content.decode()
    assert settle not in signed_in(auditor).get(desk).content.decode()
    item = sheet.practical_station.station.items.first()
    actions.mark_item(sheet, item=item, points=7, by=sheet.examiner)
    for url in (desk, settle):
        html = signed_in(registrar).get(url).text
        assert f"3 / {item.points}" in html
        assert "<strong>7</strong>" in html
    page = signed_in(registrar).get(settle)
    seen = page.context["form"]["seen"].value()
    late = make_stray(sheet)
    signed_in(registrar).post(settle, {"reason": "已问过韩老师", "seen": seen})
    # What came while she read waits for somebody to look.
    assert list(StrayMark.objects.open()) == [late]
    assert settle in signed_in(registrar).get(desk).content.decode()
    signed_in(registrar).post(settle, {"reason": "又问过", "seen": late.pk})
    assert settle not in signed_in(registrar).get(desk).content.decode()
    entry = Entry.objects.filter(verb="assessment.settle_strays").earliest("pk")
    assert entry.reason == "已问过韩老师"
    refused_by(
        "nothing_stray", actions.settle_strays, sheet, by=registrar, reason="再来"
    )
    with pytest.raises(NotPermitted):
        actions.settle_strays(sheet, by=sheet.examiner, reason="自己来")


def test_the_desk_reads_strays_in_a_constant_number_of_queries(
    cohort, sheet, registrar
) -> None:
    browser, desk = signed_in(registrar), reverse("assessment_desk:strays")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(desk)
        return len(queries)

    make_stray(sheet)
    before = count()
    practical = actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    for marking in markings_of(practical):
        make_stray(marking)
    assert count() == before


def test_whoever_sent_them_and_the_registrar_are_told_once(
    cohort, sheet, registrar
) -> None:
    fill_sheet(sheet)
    for _each in range(2):
        send(sheet, given(sheet, points=1), given(sheet, points=2))
    told = Notice.objects.filter(kind="marks_stray")
    assert {one.person.user for one in told} == {registrar, sheet.examiner}
    assert told.count() == 2
    assert {one.context["is_own"] for one in told} == {True, False}
    waits = waiting_for(registrar, at=timezone.now())
    assert reverse("assessment_desk:strays") in [one.href for one in waits]
    # What comes after it was settled is new.
    actions.settle_strays(sheet, by=registrar, reason="已问过")
    send(sheet, given(sheet, points=3))
    assert told.all().count() == 4
