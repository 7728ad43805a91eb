"""What every verb for several ticked rows of a desk list has in common."""

import pytest
from django.test import Client
from django.urls import reverse

from school.courses.desk.bulk import Announce
from school.courses.models import Cohort
from school.courses.models.cohort import CohortQuerySet
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for
from tests.factories.people import grant, make_user
from tests.ticked import BACK, press, refused, ticked


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def draft(db: None) -> Cohort:
    return make_cohort(status=Cohort.Status.DRAFT)


def announce(ids: str) -> str:
    address = reverse("wagtail_bulk_action", args=["courses", "cohort", "announce"])
    return f"{address}?next={BACK}&{ids}"


@pytest.mark.parametrize(
    "ids", ["", "id=all", "id=0", "id=abc", "id=-1", "id=" + "9" * 40]
)
def test_only_rows_that_were_ticked_and_exist(
    desk: Client, draft: Cohort, ids: str
) -> None:
    assert desk.get(announce(ids)).status_code == 404
    assert desk.post(announce(ids)).status_code == 404
    draft.refresh_from_db()
    assert draft.status == Cohort.Status.DRAFT


def test_looking_changes_nothing_and_leads_back(desk: Client, draft: Cohort) -> None:
    page = desk.get(ticked("announce", draft)).text
    assert f"{draft} · 草稿" in page
    assert f'href="{BACK}"' in page
    draft.refresh_from_db()
    assert draft.status == Cohort.Status.DRAFT


def test_what_is_refused_undoes_nothing_of_the_rest(desk: Client) -> None:
    cohort = make_cohort(seats=1)
    _seated, first, second = (apply_for(cohort) for _ in range(3))
    Cohort.objects.filter(pk=cohort.pk).update(seats=2)
    done, not_done = press(desk, ticked("admit", first, second))
    assert done == "录取：已办好1项。"
    assert not_done.startswith(f"{second}: ")
    assert cohort.enrollments.filter(status="enrolled").count() == 2


def test_with_everything_refused_nothing_is_said_to_be_done(
    desk: Client, draft: Cohort
) -> None:
    press(desk, ticked("announce", draft))
    page = refused(desk, ticked("announce", draft))
    assert f"{draft}: " in page.alerts()
    assert "已办好" not in page.html


def test_an_address_of_elsewhere_is_not_gone_back_to(
    desk: Client, draft: Cohort
) -> None:
    address = announce(f"id={draft.pk}").replace(BACK, "https://elsewhere.example/")
    answer = desk.post(address)
    assert "elsewhere" not in answer["Location"]


def test_with_everything_refused_what_was_typed_stays(desk: Client) -> None:
    enrollment = apply_for(make_cohort())
    why = {"reason": "家里有急事，下期再来"}
    press(desk, ticked("withdraw", enrollment), why)
    page = refused(desk, ticked("withdraw", enrollment), why)
    assert str(enrollment) in page.alerts()
    assert page.typed("reason") == [why["reason"]]


def test_a_mistake_is_said_of_its_field(desk: Client) -> None:
    page = refused(desk, ticked("withdraw", apply_for(make_cohort())), {"reason": ""})
    assert "这一项还没有填" in page.said_of("reason")


def test_a_fault_in_one_row_is_logged_and_the_others_are_done(
    desk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [
        make_cohort(name=f"第{n}期", status=Cohort.Status.DRAFT, sessions=False)
        for n in (1, 2, 3)
    ]
    verb = Announce.verb

    def fail_at_second(row: Cohort, *, by: User) -> Cohort:
        done: Cohort = verb(row, by=by)
        if row.pk == rows[1].pk:
            raise ZeroDivisionError
        return done

    monkeypatch.setattr(Announce, "verb", fail_at_second)
    done, failed = press(desk, ticked("announce", *rows))
    assert done == "预告：已办好2项。"
    assert failed == f"{rows[1]}: 这一项没有办成，请再试一次。"
    assert f"announce failed for courses.Cohort {rows[1].pk}" in caplog.text
    stages = Cohort.objects.filter(status=Cohort.Status.ANNOUNCED)
    assert {one.pk for one in stages} == {rows[0].pk, rows[2].pk}


def test_a_verb_needs_the_right_to_read_the_list(draft: Cohort) -> None:
    user = grant(make_user(is_staff=True), "wagtailadmin.access_admin")
    client = signed_in(grant(user, "courses.open_cohort"))
    assert client.get(ticked("announce", draft))["Location"] == "/desk/"
    client = signed_in(grant(user, "courses.view_cohort"))
    assert client.get(ticked("announce", draft)).status_code == 200


def test_a_row_that_is_not_shown_is_not_there(
    desk: Client, draft: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CohortQuerySet, "visible_to", lambda rows, user: rows.none())
    assert desk.post(ticked("announce", draft)).status_code == 404
