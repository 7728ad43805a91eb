"""The pages of photos, clips and voice notes: pinned with and without script, shown to whom it concerns."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Marking, Proof, Result
from tests.bad_input import kept
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.assessment import (
    credit_all,
    fill_sheet,
    markings_of,
    sit_exam,
)
from tests.factories.proofs import (
    agree_to_pictures,
    first_item,
    make_proof,
    released,
    snapshot,
)
from tests.factories.recordings import mp4, webm

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def sheet(practical, trainee) -> Marking:
    agree_to_pictures(trainee)
    return markings_of(practical)[0]


@pytest.fixture
def browser(sheet):
    return signed_in(sheet.examiner)


def page(name: str, thing: Marking | Proof) -> str:
    return reverse(f"assessment:{name}", args=[thing.code])


def sent(sheet: Marking, data: bytes = b"", **changes: object) -> dict[str, object]:
    file = SimpleUploadedFile(
        "../../她的\u202e照片.jpg", data or snapshot(), "text/html"
    )
    step = {"item": first_item(sheet).code}
    return {**step, "kind": "photo", "uuid": uuid.uuid4(), "file": file, **changes}


def test_a_photo_is_pinned_with_forms_alone(browser, sheet) -> None:
    code = first_item(sheet).code
    html = browser.get(page("marking", sheet)).text
    assert f"{page('pin_proof', sheet)}?item={code}" in html
    form = browser.get(page("pin_proof", sheet), {"item": code})
    assert Page(form.text).typed("item") == [code] * 3
    answer = browser.post(page("pin_proof", sheet), sent(sheet), headers=BROWSER)
    assert answer.url == f"{page('marking', sheet)}#{code}"
    proof = Proof.objects.get()
    assert (proof.item, proof.taken_by) == (first_item(sheet), sheet.examiner)
    html = browser.get(page("marking", sheet)).text
    assert page("proof_thumb", proof) in html
    removed = browser.post(page("remove_proof", proof))
    assert removed.url == f"{page('marking', sheet)}#{code}"
    assert page("proof", proof) not in browser.get(page("marking", sheet)).text


def test_a_phone_sends_what_it_kept_and_is_told_in_json(browser, sheet) -> None:
    fail = sheet.practical_station.station.critical_fails.first()
    step = {"item": "", "critical": fail.code, "kind": "clip"}
    moment = timezone.now().replace(microsecond=0)
    clip = sent(sheet, webm(seconds=4), **step, taken_at=moment.isoformat())
    for _time in range(2):
        clip["file"].seek(0)
        answer = browser.post(page("pin_proof", sheet), clip)
        assert (answer.status_code, answer.json()) == (200, {})
    proof = Proof.objects.get()
    assert (proof.critical_fail, proof.taken_at) == (fail, moment)


FILES = {
    "nothing in it": (b"", "photo", 400),
    "a page": (b"<html><script>alert(1)</script></html>", "photo", 409),
    "cut off": (snapshot()[:900], "photo", 409),
    "too large": (snapshot() + bytes(8 * 1024 * 1024), "photo", 409),
    "a photo as a clip": (snapshot(), "clip", 409),
    "too long": (mp4(seconds=40), "clip", 409),
    "a clip as a voice note": (mp4(seconds=4), "voice", 409),
}


@pytest.mark.parametrize(("data", "kind", "status"), FILES.values(), ids=FILES.keys())
def test_the_page_says_what_is_wrong_with_a_file(
    browser, sheet, data, kind, status
) -> None:
    file = SimpleUploadedFile("x.jpg", data)
    bad = sent(sheet, kind=kind, file=file)
    with kept.changes() as changed:
        answer = browser.post(page("pin_proof", sheet), bad, headers=BROWSER)
        file.seek(0)
        told = browser.post(page("pin_proof", sheet), bad)
    (sentence,) = answer.context["sent"].errors["file"]
    shown = Page(answer.text)
    assert sentence in shown.said_of("file")
    assert shown.typed("item") == [bad["item"]] * 3
    assert told.status_code == status
    assert told.json()["errors"]["file"] == [sentence]
    assert changed == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"item": "nothing"}, 404),
        ({"item": "\0"}, 404),
        ({"item": ""}, 404),
        ({"kind": "film"}, 400),
        ({"kind": ""}, 400),
        ({"uuid": "no"}, 400),
        ({"taken_at": "yesterday"}, 400),
        ({"file": "a word"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(browser, sheet, change, status) -> None:
    answer = browser.post(page("pin_proof", sheet), sent(sheet, **change))
    assert answer.status_code == status
    browser.post(page("pin_proof", sheet), sent(sheet, **change), headers=BROWSER)
    assert not Proof.objects.exists()


def test_two_steps_at_once_are_none(browser, sheet) -> None:
    fail = sheet.practical_station.station.critical_fails.first()
    both = sent(sheet, critical=fail.code)
    assert browser.post(page("pin_proof", sheet), both).status_code == 404


def test_without_consent_there_is_no_button_and_the_reason(practical) -> None:
    sheet = markings_of(practical)[0]
    browser = signed_in(sheet.examiner)
    html = browser.get(page("marking", sheet)).text
    assert "proof__add" not in html
    assert "没有同意" in html
    answer = browser.post(page("pin_proof", sheet), sent(sheet))
    assert (answer.status_code, answer.json()["code"]) == (409, "pictures_not_agreed")
    step = {"item": first_item(sheet).code}
    assert 'type="file"' not in browser.get(page("pin_proof", sheet), step).text


def test_a_step_that_has_three_takes_no_more(browser, sheet) -> None:
    for _time in range(3):
        make_proof(sheet)
    item = first_item(sheet).code
    assert f"?item={item}" not in browser.get(page("marking", sheet)).text
    answer = browser.get(page("pin_proof", sheet), {"item": item})
    assert 'type="file"' not in answer.text


class TestServing:
    def test_a_file_is_kept_by_nobody_on_the_way(self, browser, sheet) -> None:
        proof = make_proof(sheet)
        for name in ("proof_file", "proof_thumb"):
            answer = browser.get(page(name, proof))
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["Content-Type"] == "image/jpeg"
        assert browser.get(page("proof", proof)).status_code == 200

    def test_a_player_is_given_the_part_it_asks_for(self, browser, sheet) -> None:
        proof = make_proof(sheet, kind="clip", data=mp4(seconds=3))
        whole = browser.get(page("proof_file", proof)).content
        for asked, status, part in [
            ("bytes=0-1", 206, whole[:2]),
            ("bytes=10-", 206, whole[10:]),
            (f"bytes={len(whole)}-", 416, b""),
            ("bytes=a-b", 200, whole),
        ]:
            headers = {"range": asked}
            answer = browser.get(page("proof_file", proof), headers=headers)
            assert (answer.status_code, answer.content) == (status, part)
        first = browser.get(page("proof_file", proof), headers={"range": "bytes=0-1"})
        assert first["Content-Range"] == f"bytes 0-1/{len(whole)}"
        assert browser.get(page("proof_thumb", proof)).status_code == 404

    def test_what_is_removed_is_nowhere(self, browser, sheet) -> None:
        proof = make_proof(sheet)
        actions.remove_proof(proof, by=sheet.examiner)
        for name in ("proof", "proof_file", "proof_thumb"):
            assert browser.get(page(name, proof)).status_code == 404


def test_the_trainee_finds_them_at_their_step_once_the_result_is_out(
    sheet, practical, trainee, registrar, auditor
) -> None:
    credit_all(practical.enrollment)
    sit_exam(practical.enrollment)
    proof = make_proof(sheet)
    url = reverse("assessment:result", args=[practical.enrollment.code])
    for one in markings_of(practical):
        fill_sheet(one)
    assert proof.code not in signed_in(trainee).get(url).text
    actions.release(practical.enrollment.cohort, by=registrar)
    assert Result.objects.exists()
    items = Page(signed_in(trainee).get(url).text).soup.select(".steps-list > li")
    places = [place for place, one in enumerate(items) if proof.code in str(one)]
    assert len(places) == 1
    assert str(proof.item.text) in items[places[0] - 1].get_text()
    shown = signed_in(trainee).get(page("proof", proof)).text
    assert url in shown
    assert page("remove_proof", proof) not in shown
    # Whoever reads results does not read pictures with them.
    assert proof.code not in signed_in(auditor).get(url).text


def test_queries_of_the_sheet_do_not_grow_with_what_is_pinned(browser, sheet) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(page("marking", sheet))
        return len(queries)

    make_proof(sheet)
    few = count()
    for item in sheet.practical_station.station.items.all():
        make_proof(sheet, subject=item)
    assert count() == few <= 25


def test_the_registrar_reads_until_when_each_is_kept(
    sheet, registrar, auditor, django_assert_max_num_queries
) -> None:
    proof = make_proof(sheet)
    gone = make_proof(markings_of(sheet.practical_station.practical)[1])
    released(sheet, timezone.now())
    Proof.objects.filter(pk=gone.pk).update(
        removed_at=timezone.now(), removed_why=Proof.Reason.PAST_ITS_DATE
    )
    browser = signed_in(registrar)
    with django_assert_max_num_queries(25):
        html = browser.get(reverse("proof:index")).text
    days = sheet.practical_station.practical.enrollment.cohort.edition.evidence_days
    until = timezone.localdate() + timedelta(days=days)
    assert f"{until.month}月{until.day}日" in html
    assert "保存期满" in html
    inspected = browser.get(reverse("proof:inspect", args=[proof.pk])).text
    assert proof.sha256 in inspected
    assert page("proof", proof) in inspected
    assert reverse("assessment:proof", args=[gone.code]) not in (
        browser.get(reverse("proof:inspect", args=[gone.pk])).text
    )
    assert signed_in(auditor).get(reverse("proof:index")).status_code == 302
