"""A payslip: handed in by its worker, read by an officer, its picture forgotten."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.actions import withdraw_consent
from school.people.models import ConsentText, Person, User
from school.wages import refusals, tasks
from school.wages.evidence.rules import Level, level
from school.wages.models import Payslip, WageRecord
from school.wages.payslips import actions, rules
from school.wages.payslips.refusals import (
    HandedInAlready,
    NotAMonth,
    NotWaiting,
    TooManyWaiting,
    WhyNeeded,
)
from school.wages.rules import Pay
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.external import picture
from tests.factories.wages import consent_to_wages, make_payslip, make_record

pytestmark = pytest.mark.django_db
PAY = Pay(amount_fen=620_000, unit="month", employer="华丽家政")


@pytest.fixture
def worker(trainee: Person) -> Person:
    consent_to_wages(trainee)
    return trainee


def sent(data: bytes = b"") -> dict[str, Any]:
    month = rules.months(timezone.localdate())[0]
    file = SimpleUploadedFile("../工资条.jpg", data or picture().read(), "text/html")
    return {"month": month.isoformat(), "picture": file}


def test_from_her_phone_to_the_record(worker: Person, outcomes_officer: User) -> None:
    hers, page = signed_in(worker), reverse("wages:mine")
    assert reverse("wages:hand_in_payslip") in hers.get(page).text
    done = hers.post(reverse("wages:hand_in_payslip"), sent(), follow=True)
    assert "还没有看" in done.text
    payslip = Payslip.objects.get()
    file = reverse("wages:payslip", args=[payslip.code])
    desk = signed_in(outcomes_officer)
    reading = reverse("wages_desk:read_payslip", args=[payslip.code])
    assert reading in desk.get(reverse("wages_desk:payslips")).text
    assert f'src="{file}"' in desk.get(reading).text
    for browser in (hers, desk):
        assert browser.get(file)["Cache-Control"].startswith("max-age=0")
    typed = {"unit": "month", "amount": "6200", "basis": "net", "employer": "华丽家政"}
    desk.post(reading, typed)
    record = WageRecord.objects.get()
    first, last = rules.month_of(payslip.month)
    assert (record.source, record.period_start, record.period_end) == (
        "payslip",
        first,
        last,
    )
    assert level(record.source) == Level.PAPER
    payslip.refresh_from_db()
    assert (payslip.status, payslip.record) == ("read", record)
    assert Notice.objects.get().kind == "payslip_answered"
    assert desk.get(reading).status_code == 404


def test_an_unusual_sum_is_asked_about_beside_the_paper(
    worker: Person, outcomes_officer: User
) -> None:
    payslip = make_payslip(worker)
    desk = signed_in(outcomes_officer)
    url = reverse("wages_desk:read_payslip", args=[payslip.code])
    typed = {"unit": "month", "amount": "90000", "basis": "net", "employer": ""}
    asked = desk.post(url, typed)
    assert 'name="confirmed"' in asked.text
    assert not WageRecord.objects.exists()
    desk.post(url, {**typed, "confirmed": "9000000"})
    assert WageRecord.objects.get().amount_fen == 9_000_000


def test_her_own_word_stands_beside_it(worker: Person, outcomes_officer: User) -> None:
    own = make_record(worker)
    actions.read_payslip(make_payslip(worker), pay=PAY, by=outcomes_officer)
    assert set(WageRecord.objects.standing()) > {own}


def test_what_cannot_be_used_is_said_why(
    worker: Person, outcomes_officer: User
) -> None:
    payslip = make_payslip(worker)
    with pytest.raises(WhyNeeded):
        actions.refuse_payslip(payslip, reason=" ", by=outcomes_officer)
    actions.refuse_payslip(payslip, reason="看不清", by=outcomes_officer)
    assert "看不清" in signed_in(worker).get(reverse("wages:mine")).text
    with pytest.raises(NotWaiting):
        actions.read_payslip(payslip, pay=PAY, by=outcomes_officer)
    make_payslip(worker)


def test_taken_back_the_picture_is_gone(
    worker: Person, classmate: Person, django_capture_on_commit_callbacks: Any
) -> None:
    payslip = make_payslip(worker)
    storage, name = payslip.file.storage, payslip.file.name
    url = reverse("wages:withdraw_payslip", args=[payslip.code])
    assert signed_in(classmate).post(url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(worker).post(url)
    payslip.refresh_from_db()
    assert (payslip.status, payslip.file.name) == ("withdrawn", "")
    assert not storage.exists(name)


@pytest.mark.parametrize(
    "data", [b"words", b"%PDF-1.7 broken", b"\xff\xd8\xff" + b"0" * 900]
)
def test_a_file_that_is_none_is_said_beside_its_field(
    worker: Person, data: bytes
) -> None:
    answer = signed_in(worker).post(reverse("wages:hand_in_payslip"), sent(data))
    (sentence, *_more) = answer.context["form"].errors["picture"]
    assert str(sentence) in Page(answer.text).said_of("picture")
    assert not Payslip.objects.exists()


def test_what_is_not_taken(
    worker: Person, classmate: Person, outcomes_officer: User
) -> None:
    today = timezone.localdate()
    month = rules.months(today)[0]
    by = worker.user
    assert by
    given = {"month": month, "by": by}
    with pytest.raises(NotAMonth):
        actions.hand_in_payslip(
            worker, month=today.replace(day=1), file=picture(), by=by
        )
    data = picture().read()
    actions.hand_in_payslip(worker, file=BytesIO(data), **given)
    with pytest.raises(HandedInAlready):
        actions.hand_in_payslip(worker, file=BytesIO(data), **given)
    with pytest.raises(NotPermitted):
        actions.hand_in_payslip(classmate, file=picture(), **given)
    other = classmate.user
    assert other
    with pytest.raises(refusals.NoConsent):
        actions.hand_in_payslip(classmate, month=month, file=picture(), by=other)
    for ago in range(2, rules.MOST_WAITING + 1):
        make_payslip(worker, months_ago=ago)
    with pytest.raises(TooManyWaiting):
        make_payslip(worker, months_ago=9)
    assert Payslip.objects.count() == rules.MOST_WAITING


def test_who_may_read(worker: Person, registrar: User, outcomes_officer: User) -> None:
    payslip = make_payslip(worker)
    for by in (registrar, worker.user):
        with pytest.raises(NotPermitted):
            actions.read_payslip(payslip, pay=PAY, by=by)
    worker.user = outcomes_officer
    worker.save()
    with pytest.raises(NotPermitted):
        actions.read_payslip(payslip, pay=PAY, by=outcomes_officer)


def test_pictures_are_forgotten(worker: Person, outcomes_officer: User) -> None:
    old, new = make_payslip(worker), make_payslip(worker, months_ago=2)
    for one in (old, new):
        actions.read_payslip(one, pay=PAY, by=outcomes_officer)
    waiting = make_payslip(worker, months_ago=3)
    before = timezone.now() - rules.KEPT - timedelta(days=1)
    Payslip.objects.filter(pk=old.pk).update(ended_at=before)
    assert (tasks.forget_payslip_files(), tasks.forget_payslip_files()) == (1, 0)
    assert set(Payslip.objects.exclude(file="")) == {new, waiting}
    with pytest.raises(NotPermitted):
        actions.forget_payslip_files(by=outcomes_officer)
    assert actions.forget_payslip_files(by=SYSTEM) == 0


def test_with_the_consent_go_the_pictures_at_once(
    worker: Person, outcomes_officer: User
) -> None:
    assert worker.user
    read, waiting = make_payslip(worker), make_payslip(worker, months_ago=2)
    actions.read_payslip(read, pay=PAY, by=outcomes_officer)
    withdraw_consent(worker, purpose=ConsentText.Purpose.WAGES, by=worker.user)
    assert not Payslip.objects.exclude(file="").exists()
    waiting.refresh_from_db()
    assert waiting.status == "withdrawn"
    page = signed_in(outcomes_officer).get(reverse("wages_desk:payslips")).text
    assert reverse("wages_desk:read_payslip", args=[waiting.code]) not in page


def test_what_was_misread_is_put_right(worker: Person, outcomes_officer: User) -> None:
    payslip = make_payslip(worker)
    wrong = actions.read_payslip(payslip, pay=PAY, by=outcomes_officer)
    desk = signed_in(outcomes_officer)
    url = reverse("wages_desk:correct_payslip", args=[payslip.code])
    assert url in desk.get(reverse("wages_desk:payslips")).text
    assert 'value="6200"' in desk.get(url).text
    typed = {"unit": "month", "amount": "648", "basis": "net", "employer": "华丽家政"}
    desk.post(url, typed)
    right = WageRecord.objects.standing().get()
    assert (right.amount_fen, right.supersedes, right.source) == (
        64_800,
        wrong,
        "payslip",
    )
    payslip.refresh_from_db()
    assert payslip.record == right


def test_months_that_are_over(worker: Person) -> None:
    found = rules.months(timezone.localdate())
    assert len(found) == rules.MONTHS_BACK
    for first in found:
        begins, ends = rules.month_of(first)
        assert begins.day == 1
        assert (ends + timedelta(days=1)).day == 1
        assert ends < timezone.localdate()
