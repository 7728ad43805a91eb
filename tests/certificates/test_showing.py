"""The holder's link with her full name: for a day, closed at will, each look told to her."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from school.certificates import actions as certificates
from school.certificates.models import Certificate
from school.certificates.showing import actions
from school.certificates.showing.models import Look, Showing
from school.courses.models import Course
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db
NAME = "阿卜杜热西提·阿布都外力"


@pytest.fixture
def certificate(registrar) -> Certificate:
    batch = certificates.issue(make_assessed_cohort(NAME), by=registrar)
    one = batch.certificates.get()
    certificates.keep_printed(one, pdf=b"%PDF", at=batch.requested_at)
    cache.clear()
    return Certificate.objects.get()


@pytest.fixture
def holder(certificate):
    return certificate.enrollment.person


def address(showing: Showing) -> str:
    return f"/certificates/shown/{showing.code}/"


def test_the_link_shows_the_full_name_and_tells_her_of_each_look(certificate, holder):
    browser = signed_in(holder)
    share = f"/certificates/share/{certificate.code}/"
    assert browser.post(f"{share}open/").status_code == 302
    showing = Showing.objects.get()
    assert NAME in Client().get(address(showing)).text
    assert NAME not in Client().get(f"/certificates/verify/{certificate.code}/").text
    browser.get(address(showing))
    assert showing.looks.count() == 1
    assert "打开过 1 次" in browser.get(share).text


def test_after_a_day_or_once_closed_it_leads_nowhere(certificate, holder):
    now = timezone.now()
    old = actions.open_showing(
        certificate, by=holder.user, at=now - timedelta(hours=24, minutes=1)
    )
    closed = actions.open_showing(certificate, by=holder.user)
    signed_in(holder).post(f"{address(closed)}close/")
    for one in (old, closed):
        answer = Client().get(address(one))
        assert answer.status_code == 404
        assert NAME not in answer.text
    assert not Look.objects.exists()
    assert Entry.objects.filter(verb="certificates.close_showing").count() == 1


def test_revoked_it_says_no_more_than_the_public_page(
    certificate, holder, certificate_officer
):
    showing = actions.open_showing(certificate, by=holder.user)
    certificates.revoke(certificate, by=certificate_officer, reason="代考查实")
    assert Client().get(address(showing)).status_code == 302
    with pytest.raises(Refusal) as caught:
        actions.open_showing(certificate, by=holder.user)
    assert caught.value.code == "not_shown"


def test_nobody_but_the_holder_makes_or_closes_one(
    certificate, holder, classmate, registrar
):
    showing = actions.open_showing(certificate, by=holder.user)
    for other in (classmate.user, registrar):
        with pytest.raises(NotPermitted):
            actions.open_showing(certificate, by=other)
        with pytest.raises(NotPermitted):
            actions.close_showing(showing, by=other)
        browser = signed_in(other)
        assert (
            browser.get(f"/certificates/share/{certificate.code}/").status_code == 404
        )
        assert browser.post(f"{address(showing)}close/").status_code == 404


def test_five_are_open_at_most(certificate, holder):
    made = [actions.open_showing(certificate, by=holder.user) for _each in range(5)]
    with pytest.raises(Refusal) as caught:
        actions.open_showing(certificate, by=holder.user)
    assert caught.value.code == "too_many_links"
    actions.close_showing(made[0], by=holder.user)
    actions.open_showing(certificate, by=holder.user)


def test_guessing_is_held_up(certificate, holder):
    showing = actions.open_showing(certificate, by=holder.user)
    browser = Client()
    answers = {browser.get(f"/certificates/shown/{n}/").status_code for n in range(60)}
    assert answers == {404}
    assert browser.get(address(showing)).status_code == 429


def test_a_look_stays_as_it_was(certificate, holder):
    look = actions.note_look(
        actions.open_showing(certificate, by=holder.user), at=timezone.now()
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Look.objects.filter(pk=look.pk).delete()


def test_the_wallet_keeps_what_no_longer_counts_as_such(
    certificate, holder, certificate_officer
):
    certificates.revoke(certificate, by=certificate_officer, reason="代考查实")
    # What the course is called since stands on no paper of before.
    Course.objects.update(title_zh="新名称")
    page = signed_in(holder).get("/study/certificates/").text
    assert certificate.claims["course_title_zh"] in page and "新名称" not in page
    assert certificate.number in page
    assert "已吊销" in page
