"""What every verb for several ticked rows of a desk list has in common."""

import pytest
from django.test import Client
from django.urls import reverse

from school.courses.models import Cohort
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for
from tests.ticked import BACK, press, ticked


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
    done, refused = press(desk, ticked("admit", first, second))
    assert done == "已办好1项。"
    assert refused.startswith(f"{second}: ")
    assert cohort.enrollments.filter(status="enrolled").count() == 2


def test_with_everything_refused_nothing_is_said_to_be_done(
    desk: Client, draft: Cohort
) -> None:
    press(desk, ticked("announce", draft))
    (refused,) = press(desk, ticked("announce", draft))
    assert str(draft) in refused


def test_an_address_of_elsewhere_is_not_gone_back_to(
    desk: Client, draft: Cohort
) -> None:
    address = announce(f"id={draft.pk}").replace(BACK, "https://elsewhere.example/")
    answer = desk.post(address)
    assert "elsewhere" not in answer["Location"]
