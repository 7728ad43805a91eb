"""Licences and conflicts on the examiner's phone and at the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Conflict, Licence, Marking
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, fill_sheet, markings_of
from tests.factories.assessors import make_conflict, make_licence
from tests.factories.courses import make_cohort, make_course
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def desk(registrar):
    return signed_in(registrar)


def page(name: str, *args: str) -> str:
    return reverse(f"assessment_desk:{name}", args=args)


def test_an_examiner_declares_whom_she_knows(cohort, enrollment) -> None:
    user = cohort.duties.first().user
    make_licence(user, cohort.edition.course)
    browser = signed_in(user)
    url = reverse("assessment:ties")
    html = browser.get(url).content.decode()
    assert "李春花" in html
    assert "KP-0001" in html
    sent = {"person": enrollment.person.code, "kind": "relative", "note": "表姐"}
    assert browser.post(url, sent).status_code == 302
    assert Conflict.objects.get().note == "表姐"
    # Nobody of another class is in the list.
    other = make_enrollment(make_cohort(name="别班", sessions=False)).person
    answer = browser.post(url, {**sent, "person": other.code})
    assert answer.context["form"].errors["person"]


def test_i_know_this_person_takes_the_sheet_off_her_list(cohort, sheet) -> None:
    chief = add_examiner(cohort)
    browser = signed_in(sheet.examiner)
    url = reverse("assessment:decline", args=[sheet.code])
    marking = reverse("assessment:marking", args=[sheet.code])
    assert url in browser.get(marking).content.decode()
    assert browser.get(url).status_code == 200
    browser.post(url, {"kind": "other"})
    assert browser.get(marking).status_code == 404
    assert signed_in(chief).get(marking).status_code == 200


def test_the_desk_names_everybody_with_every_reason(
    cohort, enrollment, desk, examiner
) -> None:
    one, other = (duty.user for duty in cohort.duties.order_by("pk"))
    make_licence(one, cohort.edition.course)
    make_licence(other, make_course("PC"))
    make_conflict(one, enrollment.person)
    html = desk.get(page("examiners", cohort.code)).content.decode()
    assert "李春花：考生的亲属" in html or "李春花: 考生的亲属" in html
    assert "考评员证不含本课程" in html
    # She has the right to mark, and no duty here.
    assert str(examiner) in html
    assert "不是本班考评员" in html


def test_a_licence_is_opened_from_the_list_which_says_what_ends(desk, cohort) -> None:
    today = timezone.localdate()
    user = cohort.duties.first().user
    soon = make_licence(user, cohort.edition.course)
    over = make_licence(user, cohort.edition.course)
    for one, days in ((soon, 5), (over, -400)):
        one.valid_until = today + timedelta(days=days)
        one.valid_from = one.valid_until - timedelta(days=900)
        one.save()
    html = desk.get(reverse("licence:index")).text
    for one in (soon, over):
        assert reverse("licence:edit", args=[one.pk]) in html
    assert "即将到期" in html
    assert f"{over.valid_until.year}年" in html
    assert "已到期" in html


def test_beside_each_name_stands_why_it_cannot_be_chosen(
    cohort, practical, desk
) -> None:
    chief = add_examiner(cohort)
    make_conflict(chief, practical.enrollment.person)
    html = desk.get(page("practical", practical.code)).content.decode()
    assert "林考评员 (考生的亲属)" in html
    sheet = markings_of(practical)[0]
    answer = desk.post(
        page("replace", sheet.code), {"examiner": chief.pk, "reason": "生病"}
    )
    assert "林考评员不能评：考生的亲属" in answer.content.decode()


def test_the_registrar_enters_and_ends_a_conflict(
    cohort, enrollment, desk, auditor
) -> None:
    user = cohort.duties.first().user
    sent = {"user": user.pk, "kind": "other", "note": ""}
    desk.post(page("conflict", enrollment.code), sent)
    conflict = Conflict.objects.standing().get()
    assert (conflict.user, conflict.person) == (user, enrollment.person)
    listed = signed_in(auditor).get(reverse("conflict:index"))
    assert "李春花" in listed.content.decode()
    desk.post(page("end_conflict", conflict.code), {"reason": "记错了"})
    assert not Conflict.objects.standing().exists()


def test_the_registrar_enters_a_licence(cohort, desk) -> None:
    user = cohort.duties.first().user
    sent = {
        "user": user.pk,
        "number": "KP-1",
        "issued_by": "县鉴定站",
        "valid_from": "2026-01-01",
        "valid_until": "2025-01-01",
        "courses": [cohort.edition.course.pk],
        "sheets_a_class": "",
        "sheets_a_day": "20",
    }
    url = reverse("licence:add")
    assert desk.post(url, sent).context["form"].errors
    desk.post(url, {**sent, "valid_until": "2028-01-01"})
    licence = Licence.objects.get()
    assert (licence.sheets_a_class, licence.sheets_a_day) == (None, 20)
    assert list(licence.courses.all()) == [cohort.edition.course]


def test_who_may_mark_asks_as_often_for_a_large_class(cohort, desk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page("examiners", cohort.code)).status_code == 200
        return len(captured)

    user = cohort.duties.first().user
    make_licence(user, cohort.edition.course)
    make_conflict(user, make_enrollment(cohort).person)
    first = cost()
    for number in range(4):
        user = add_examiner(cohort, f"考评员{number}")
        make_licence(user, cohort.edition.course)
        make_conflict(user, make_enrollment(cohort).person)
    assert cost() <= first <= 25


def test_a_declined_third_sheet_stays_open_to_be_given(
    cohort, practical, registrar
) -> None:
    chief = add_examiner(cohort)
    one, other = practical.practical_stations.first().markings.all()
    fill_sheet(one, points=45)
    fill_sheet(other, points=20)
    third = one.practical_station.markings.get(role="third")
    actions.decline_sheet(third, kind="other", by=chief)
    third.refresh_from_db()
    assert third.status == Marking.Status.DECLINED
    html = signed_in(registrar).get(page("practical", practical.code)).content.decode()
    assert page("replace", third.code) in html
