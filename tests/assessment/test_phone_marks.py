"""What a phone sends of a sheet: kept once, refused with a reason, or kept apart."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.access import sheet_claim
from school.assessment.actions.lines import Kind
from school.assessment.models import CriticalMark, ItemMark, Marking, StrayMark
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.marks import (
    fail_of,
    fresh,
    given,
    items_of,
    points_of,
    row,
    send,
)


def post(sheet: Marking, *rows: object):
    return signed_in(sheet.examiner).post(
        reverse("assessment:send_marks"),
        {"marks": rows},
        content_type="application/json",
    )


def fates(answer) -> list[str]:
    return [one["fate"] for one in answer.json()["results"]]


# Kept once, in order


def test_a_batch_is_kept_in_its_order_and_known_when_it_comes_again(sheet) -> None:
    one, other = items_of(sheet)
    batch = [
        given(sheet, kind=Kind.BEGIN),
        given(sheet, one, points=10),
        given(sheet, other, points=50),
        given(sheet, one, points=40),
        given(sheet, fail_of(sheet), kind=Kind.CRITICAL, is_observed=True),
        given(sheet, kind=Kind.NOTE, note="手法"),
        given(sheet, kind=Kind.NOTE, note="手法轻柔", note_before="手法"),
    ]
    assert send(sheet, *batch) == ["kept"] * 7
    assert send(sheet, *batch) == ["known"] * 7
    assert points_of(sheet) == [40, 50]
    assert (ItemMark.objects.count(), CriticalMark.objects.count()) == (3, 1)
    kept = fresh(sheet)
    assert kept.note == "手法轻柔"
    assert kept.started_at == batch[0].given_at
    mark = ItemMark.objects.first()
    assert (mark.device, mark.rubric) == ("phone-1", batch[0].rubric)
    assert mark.at <= mark.received_at


def test_taking_the_last_tap_back_leaves_the_step_without_a_mark(sheet) -> None:
    send(sheet, given(sheet), given(sheet, points=None))
    assert points_of(sheet) == []
    assert ItemMark.objects.count() == 2
    html = signed_in(sheet.examiner).get(
        reverse("assessment:marking", args=[sheet.code])
    )
    assert "<span data-total>0</span>" in html.content.decode()


def test_a_clock_that_is_wrong_moves_a_mark_no_further_than_it_can_be(sheet) -> None:
    now = timezone.now()
    early = given(sheet, given_at=now - timedelta(days=400))
    late = given(sheet, given_at=now + timedelta(days=400))
    send(sheet, early, late, at=now)
    opened = sheet.practical_station.practical.opened_at
    assert list(ItemMark.objects.values_list("at", flat=True)) == [opened, now]


def test_the_sheet_is_handed_in_with_what_was_sent_before(sheet) -> None:
    one, other = items_of(sheet)
    hand_in = given(sheet, kind=Kind.HAND_IN)
    assert send(sheet, given(sheet, one), hand_in) == ["kept", "refused"]
    again = given(sheet, kind=Kind.HAND_IN)
    assert send(sheet, given(sheet, other), again) == ["kept", "kept"]
    assert fresh(sheet).status == Marking.Status.SUBMITTED
    assert send(sheet, again) == ["known"]


def test_steps_not_done_are_nought_when_she_says_so(sheet) -> None:
    rest = given(sheet, kind=Kind.HAND_IN, rest_not_done=True)
    assert send(sheet, given(sheet), rest) == ["kept", "kept"]
    assert sorted(points_of(sheet)) == [0, 30]


# Refused


def test_each_line_is_refused_for_itself(sheet) -> None:
    lines = [
        given(sheet, points=51),
        given(sheet, "nothing"),
        given(sheet, rubric="of-last-year"),
        given(sheet),
    ]
    taken = actions.keep_marks(sheet, lines, by=sheet.examiner)
    assert [one.reason for one in taken] == [
        "points_out_of_range",
        "not_on_this_sheet",
        "other_rubric",
        "",
    ]
    assert points_of(sheet) == [30]


def test_the_name_of_a_mark_on_another_sheet_is_refused(cohort, sheet) -> None:
    mark = given(sheet)
    send(sheet, mark)
    other = markings_of(actions.open_practical(make_enrollment(cohort), by=SYSTEM))[0]
    taken = actions.keep_marks(other, [given(other, uuid=mark.uuid)], by=other.examiner)
    assert taken[0].reason == "not_on_this_sheet"
    assert ItemMark.objects.count() == 1


def test_nobody_sends_for_a_sheet_she_never_had(cohort, sheet) -> None:
    other = add_examiner(cohort)
    claims = ["", "0" * 32, sheet_claim(sheet.examiner, sheet.code), "甲"]
    for claim in claims:
        with pytest.raises(NotPermitted):
            actions.keep_marks(sheet, [given(sheet)], by=other, claim=claim)
    sheet.examiner.groups.clear()
    with pytest.raises(NotPermitted):
        actions.keep_marks(sheet, [given(sheet)], by=fresh(sheet).examiner)
    assert not ItemMark.objects.exists()
    assert not StrayMark.objects.exists()


# The endpoint


def test_lines_of_several_sheets_come_in_one_body(sheet) -> None:
    own = Marking.objects.filter(examiner=sheet.examiner)
    sheets = list(own.select_related("examiner"))
    assert len(sheets) > 1
    answer = post(sheet, *(row(one) for one in sheets))
    assert fates(answer) == ["kept"] * len(sheets)
    assert answer.json()["sheets"][sheet.code] == {
        "open": True,
        "to_choose": 0,
        "begun": None,
    }


def test_what_cannot_be_read_holds_nothing_else_back(sheet) -> None:
    bad = [
        row(sheet, points="ten"),
        row(sheet, points=True),
        row(sheet, kind="guess"),
        row(sheet, at="yesterday"),
        row(sheet, seen=-1),
        row(sheet, kind="note", note="很\0稳"),
        row(sheet, kind="note", note="稳" * 2001),
        {"uuid": str(uuid.uuid4())},
        "nothing",
    ]
    answer = post(sheet, *bad, row(sheet))
    assert sorted(fates(answer)) == ["kept", *["refused"] * len(bad)]
    assert ItemMark.objects.count() == 1
    assert fresh(sheet).note == ""


def test_a_sheet_of_another_examiner_is_refused_as_if_it_were_not_there(
    sheet,
) -> None:
    other = Marking.objects.exclude(examiner=sheet.examiner).first()
    absent = row(sheet, sheet="nothing")
    answer = post(sheet, row(other), absent)
    assert [one["reason"] for one in answer.json()["results"]] == ["not_permitted"] * 2
    assert not ItemMark.objects.exists()


def test_the_end_of_a_line_counts_as_one_sign_of_a_note(sheet) -> None:
    note = "稳\r\n" * 999 + "好的"
    assert fates(post(sheet, row(sheet, kind="note", note=note))) == ["kept"]
    assert fresh(sheet).note == "稳\n" * 999 + "好的"


def test_handing_in_from_the_phone_is_said_on_the_next_page(sheet) -> None:
    rest = row(sheet, kind="hand_in", rest_not_done=True)
    browser = signed_in(sheet.examiner)
    browser.post(
        reverse("assessment:send_marks"),
        {"marks": [rest]},
        content_type="application/json",
    )
    page = browser.get(reverse("assessment:my_markings"))
    assert len(page.context["messages"]) == 1


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"marks": 1}', "[" * 5000])
def test_what_is_no_batch_is_told_so(sheet, body) -> None:
    answer = signed_in(sheet.examiner).post(
        reverse("assessment:send_marks"), body, content_type="application/json"
    )
    assert answer.status_code == 400


def test_the_app_can_be_installed_and_answers_for_the_sheets(client) -> None:
    manifest = client.get(reverse("assessment:marking_manifest")).json()
    assert manifest["scope"] == manifest["start_url"]
    worker = client.get(reverse("assessment:marking_worker"))
    assert worker["Content-Type"].startswith("text/javascript")
    assert manifest["scope"] in worker.content.decode()
