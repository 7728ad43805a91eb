"""The training record: what it says, and that a household sees it by her release alone."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdfium2 import PdfDocument

from school.certificates import actions as certificates
from school.certificates.models import (
    Certificate,
    ExternalCertificate,
    HomeServiceCard,
    Showing,
)
from school.certificates.record import actions, facts
from school.certificates.record.facts import record_of
from school.certificates.record.rules import good_through, is_in_date
from school.certificates.renewal.models import Renewal
from school.certificates.showing.actions import close_showing, release_record
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.people.actions import set_photo
from school.people.models import HealthCheck
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.diplomas import photo
from tests.factories.external import make_external

pytestmark = pytest.mark.django_db
NAME = "李春花"


@pytest.fixture
def certificate(registrar) -> Certificate:
    batch = certificates.issue(make_assessed_cohort(NAME), by=registrar)
    one = batch.certificates.get()
    certificates.keep_printed(one, pdf=b"%PDF", at=batch.requested_at)
    cache.clear()
    return Certificate.objects.get()


@pytest.fixture
def worker(certificate):
    person = certificate.enrollment.person
    set_photo(person, file=BytesIO(photo((300, 420))), by=person.user)
    person.refresh_from_db()
    return person


def shown(showing: Showing, browser: Client | None = None) -> tuple[int, str]:
    answer = (browser or Client()).get(f"/certificates/shown/{showing.code}/")
    return answer.status_code, answer.content.decode()


def test_a_household_sees_what_it_may_and_nothing_else(certificate, worker):
    browser = signed_in(worker)
    answer = browser.post("/certificates/record/release/")
    showing = Showing.objects.get()
    assert answer["Location"].endswith(f"/record/release/{showing.code}/")
    assert "<svg" in browser.get(answer["Location"]).text
    portrait = f"/certificates/shown/{showing.code}/photo/"
    # Nobody sees it without a look that she reads of.
    assert Client().get(portrait).status_code == 404
    assert browser.get(portrait).status_code == 200
    status, page = shown(showing)
    assert (status, "李*花" in page, "培训在有效期内" in page) == (200, True, True)
    for hidden in (
        NAME,
        worker.user.phone,
        worker.id_number_tail,
        worker.code,
        certificate.number,
    ):
        assert hidden not in page
    assert Client().get(portrait).getvalue().startswith(b"\xff\xd8")
    worker.photo.storage.delete(worker.photo.name)
    assert Client().get(portrait).status_code == 404
    assert "打开过 1 次" in browser.get("/certificates/record/").text


def test_it_ends_by_itself_at_once_or_by_the_next(worker):
    now = timezone.now()
    old = release_record(worker, by=worker.user, at=now - timedelta(minutes=11))
    replaced = release_record(worker, by=worker.user)
    ended = release_record(worker, by=worker.user)
    signed_in(worker).post(f"/certificates/shown/{ended.code}/close/")
    for one in (old, replaced, ended):
        status, page = shown(one)
        assert (status, "李*花" in page) == (404, False)
        assert Client().get(f"/certificates/shown/{one.code}/photo/").status_code == 404
        assert not one.looks.exists()


def test_a_preview_sees_nothing_and_is_no_look(worker):
    showing = release_record(worker, by=worker.user)
    where = f"/certificates/shown/{showing.code}/"
    ahead = {"Sec-Purpose": "prefetch;prerender"}
    robot = {"User-Agent": "WhatsApp/2.23.20.0"}
    Client().head(where)
    for headers in (ahead, robot):
        assert "李*花" not in Client().get(where, headers=headers).text
    assert not showing.looks.exists()
    for _twice in range(2):
        shown(showing)
    assert showing.looks.count() == 2


def test_only_she_herself_releases_it_and_only_what_there_is(worker, classmate):
    with pytest.raises(NotPermitted):
        release_record(worker, by=classmate.user)
    with pytest.raises(NotPermitted):
        close_showing(
            release_record(worker, by=worker.user),
            by=classmate.user,
        )
    with pytest.raises(Refusal) as caught:
        release_record(classmate, by=classmate.user)
    assert caught.value.code == "nothing_on_record"
    answer = signed_in(classmate).get("/certificates/record/print/?whole")
    assert answer["Location"].endswith("/certificates/record/")


def test_what_no_longer_stands_is_not_on_record(
    certificate, worker, certificate_officer
):
    other = make_external(worker)
    certificates.revoke(certificate, by=certificate_officer, reason="代考查实")
    # The other is not confirmed yet.
    today = timezone.localdate()
    assert record_of(worker, on=today).is_empty
    other.status = ExternalCertificate.Status.CONFIRMED
    other.checked_at, other.checked_by = timezone.now(), certificate_officer
    for days, is_empty in ((0, False), (-1, True)):
        other.valid_until = today + timedelta(days=days)
        other.issued_on = today - timedelta(days=9)
        other.save()
        assert record_of(worker, on=today).is_empty == is_empty


@pytest.mark.parametrize("query", ["", "?whole"])
def test_the_paper_says_the_same(worker, query):
    through = timezone.localdate() + timedelta(days=90)
    HealthCheck.objects.create(
        person=worker,
        kind="infant",
        expires_on=through,
        recorded_at=timezone.now(),
    )
    browser = signed_in(worker)
    assert "母婴护理健康证明" in browser.get("/certificates/record/").text
    file = browser.get(f"/certificates/record/print/{query}").content
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(file))
    assert (NAME in text, "李*花" in text) == (bool(query), not query)
    until = f"在有效期内，至{through.year}年{through.month}月{through.day}日"
    for said in ("培训记录在册", "母婴护理健康证明", until, "这不是居家上门服务证"):
        assert said in text


def test_the_number_of_her_card_is_kept_as_typed_and_taken_off(worker):
    browser = signed_in(worker)
    review = timezone.localdate() + timedelta(days=200)
    typed = {"number": "赣Ａ 2026-000123", "review_on": review.isoformat()}
    assert browser.post("/certificates/record/card/", typed).status_code == 302
    page = browser.get("/certificates/record/").text
    assert "赣A2026000123" in page
    assert "学校没有核实" in page
    status, seen = shown(release_record(worker, by=worker.user))
    assert (status, "赣A2026000123" in seen) == (200, False)
    browser.post("/certificates/record/card/", {"number": "", "review_on": ""})
    assert not HomeServiceCard.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        # Whoever's: the school may not have hers to compare.
        ({"number": "11010519491231002x"}, "this_is_an_id_number"),
        ({"review_on": date(2020, 1, 1)}, "review_is_past"),
    ],
)
def test_a_card_is_refused_that_cannot_be_one(worker, typed, code):
    data = {"number": "JX00012345", "review_on": None, **typed}
    with pytest.raises(Refusal) as caught:
        actions.enter_card(worker, **data, by=worker.user)
    assert caught.value.code == code


def test_she_is_reminded_of_its_review_twice_and_once_each(worker):
    day = timezone.localdate() + timedelta(days=70)
    actions.enter_card(worker, number="JX00012345", review_on=day, by=worker.user)
    now = timezone.now()
    for days in (0, 11, 12, 57, 58, 71):
        actions.remind_of_reviews(by=SYSTEM, at=now + timedelta(days=days))
    assert Notice.objects.filter(person=worker, kind="card_review").count() == 2
    with pytest.raises(NotPermitted):
        actions.remind_of_reviews(by=worker.user)


@pytest.mark.parametrize(
    ("trained", "suggested", "last_day"),
    [
        (date(2026, 3, 20), None, date(2027, 3, 20)),
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2026, 3, 20), date(2028, 3, 20), date(2028, 3, 20)),
    ],
)
def test_training_counts_until_its_refresher_or_for_a_year(
    trained, suggested, last_day
):
    assert good_through(trained, suggested=suggested) == last_day
    assert is_in_date(last_day, on=last_day)
    assert not is_in_date(last_day, on=last_day + timedelta(days=1))


def test_a_renewal_makes_the_training_newer(worker):
    today = timezone.localdate()
    suggested = today - timedelta(days=2)
    Certificate.objects.update(refresher_by=suggested)
    assert not record_of(worker, on=today).is_in_date
    # The class of the factory goes on for some days.
    done = worker.enrollments.get().cohort.ends_on + timedelta(days=1)
    renew(worker, on=done, until=today + timedelta(days=99))
    record = record_of(worker, on=today)
    assert record.standing and record.standing.trained_on == done
    assert record.is_in_date
    assert record.good_through == today + timedelta(days=99)


def test_the_day_of_training_is_of_the_course_that_counts_longest(
    certificate, monkeypatch
):
    today = timezone.localdate()

    def training(ended_on: date, good_through: date) -> facts.Training:
        return facts.Training(certificate, "", ended_on, ended_on, good_through, [])

    older = training(today - timedelta(days=40), today + timedelta(days=400))
    newer = training(today - timedelta(days=3), today + timedelta(days=90))
    monkeypatch.setattr(facts, "_trainings", lambda _person: [newer, older])
    record = record_of(certificate.enrollment.person, on=today)
    assert (record.trainings, record.standing) == ([newer], older)
    assert record.good_through == older.good_through


def renew(worker, *, on: date, until: date) -> None:
    Renewal.objects.create(
        enrollment=worker.enrollments.get(),
        kind=Renewal.Kind.REVIEW,
        done_on=on,
        until=until,
        at=timezone.now(),
    )
