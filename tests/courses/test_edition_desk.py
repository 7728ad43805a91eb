"""An editor drafts, writes, compares and publishes an edition at the desk; the nurse signs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from school.courses import actions
from school.courses.models import Edition, Item
from school.people.models import User
from tests.bad_input.course_forms import as_it_stands, facts_page, station_page
from tests.cast import signed_in
from tests.factories.courses import make_nurse
from tests.factories.editions import make_sound_draft, make_sound_edition


class World:
    def __init__(self, draft: Edition) -> None:
        self.draft = draft


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def draft(db: None) -> Edition:
    return make_sound_draft()


def url(step: str, edition: Edition, *more: str) -> str:
    return reverse(
        f"courses_desk:{step}", args=[edition.course.code, edition.version, *more]
    )


def shown(build: Any, draft: Edition, **changes: Any) -> dict[str, Any]:
    return {**as_it_stands(build)(World(draft)), **changes}


def home(desk: Client, edition: Edition) -> str:
    return desk.get(reverse("edition:inspect", args=[edition.pk])).content.decode()


def test_an_edition_goes_from_draft_to_signed(desk: Client) -> None:
    first = make_sound_edition()
    actions.sign_off(first, by=make_nurse().user)
    assert url("draft", first) in home(desk, first)
    for version in ("1/1", "1.١"):
        # It stands in addresses, of badges too.
        answer = desk.post(url("draft", first), {"version": version})
        assert "请写成1.1这样" in answer.text
    desk.post(url("draft", first), {"version": "1.1"})
    draft = first.course.editions.get(version="1.1")
    typed = shown(station_page, draft)
    typed["item-0-text_zh"] = "先洗手，再进门"
    assert desk.post(url("station", draft, "EC-S01"), typed).status_code == 302
    compare = desk.get(url("compare", draft)).content.decode()
    assert "<ins>先洗手，再进门</ins>" in compare
    assert "发布后内容不再改动" in desk.get(url("publish", draft)).text
    draft.refresh_from_db()
    assert draft.status == Edition.Status.DRAFT
    desk.post(url("publish", draft))
    draft.refresh_from_db()
    assert draft.status == Edition.Status.PUBLISHED
    sheet = reverse("courses:sign_off", args=["EC", "1.1"])
    nurse = signed_in(make_nurse().user)
    assert "<ins>先洗手，再进门</ins>" in nurse.get(sheet).content.decode()
    nurse.post(sheet, {"points": ["0", "1"]})
    draft.refresh_from_db()
    assert draft.is_signed_off


def test_what_is_to_mend_stands_on_the_page_with_its_place(
    desk: Client, draft: Edition
) -> None:
    assert "都齐全" in home(desk, draft)
    Item.objects.filter(station__number=2, number=1).update(points=40)
    page = home(desk, draft)
    assert "评分项合计90分，应为100分。" in page
    assert url("station", draft, "EC-S02") in page
    answer = desk.post(url("publish", draft), follow=True).content.decode()
    assert "还有1处要改" in answer


def test_the_later_of_two_editors_is_told_and_loses_nothing(
    desk: Client, draft: Edition, editor: User
) -> None:
    typed = shown(facts_page, draft, pass_theory="70")
    actions.write_facts(draft, values={"pass_practical": 65}, by=editor)
    answer = desk.post(url("facts", draft), typed)
    page = answer.content.decode()
    assert "改过这一页" in page
    assert 'value="70"' in page
    draft.refresh_from_db()
    assert (draft.pass_theory, draft.pass_practical) == (60, 65)
    again = {**typed, "seen": answer.context["form"]["seen"].value()}
    assert desk.post(url("facts", draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.pass_theory == 70


def test_a_row_is_added_and_another_taken_out(desk: Client, draft: Edition) -> None:
    typed = shown(station_page, draft)
    typed |= {
        "item-1-remove": "on",
        "item-2-code": "",
        "item-2-number": "1",
        "item-2-points": "50",
        "item-2-text_zh": "先看呼吸",
        "item-2-text_en": "Look at the breathing first",
    }
    assert desk.post(url("station", draft, "EC-S01"), typed).status_code == 302
    items = draft.stations.get(number=1).items.values_list("text_zh", flat=True)
    assert sorted(items) == ["先看呼吸", "步骤1"]


def test_a_half_written_row_says_what_is_missing(desk: Client, draft: Edition) -> None:
    typed = shown(station_page, draft)
    typed |= {"item-2-code": "", "item-2-text_zh": "先看呼吸"}
    answer = desk.post(url("station", draft, "EC-S01"), typed)
    assert list(answer.context["form"].errors) == ["item-2-points"]


def test_a_new_station_and_module_are_written(desk: Client, draft: Edition) -> None:
    typed = shown(station_page, draft, code="EC-S09", number="9", seen="none")
    typed = {key: "" if key.endswith("-code") else v for key, v in typed.items()}
    answer = desk.post(url("station", draft, "new"), typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert draft.stations.get(code="EC-S09").items.count() == 2
    desk.post(url("remove", draft, "EC-S09"))
    assert not draft.stations.filter(code="EC-S09").exists()


def test_a_draft_is_discarded_after_a_question(desk: Client, draft: Edition) -> None:
    assert Edition.objects.filter(pk=draft.pk).exists()
    desk.get(url("discard", draft))
    assert Edition.objects.filter(pk=draft.pk).exists()
    desk.post(url("discard", draft))
    assert not Edition.objects.exists()


def test_how_the_practical_is_held_is_written_on_the_page_of_facts(
    desk: Client, draft: Edition
) -> None:
    typed = shown(
        facts_page,
        draft,
        hides_names="on",
        examiners_per_station="3",
        keeps_stations_months="0",
        appeal_days="10",
        evidence_days="90",
    )
    one = desk.post(url("facts", draft), {**typed, "examiners_per_station": "1"})
    assert "examiners_per_station" in one.context["form"].errors
    assert desk.post(url("facts", draft), typed).status_code == 302
    draft.refresh_from_db()
    assert draft.hides_names
    assert draft.examiners_per_station == 3
    assert (draft.keeps_stations_months, draft.appeal_days) == (0, 10)
    assert draft.evidence_days == 90
    assert "每站考评员人数" in home(desk, draft)


def test_pages_of_an_edition_cost_the_same_for_many_rows(
    desk: Client, draft: Edition, django_assert_max_num_queries: Any
) -> None:
    make_sound_edition(version="0.9")
    for address in (
        reverse("edition:inspect", args=[draft.pk]),
        url("compare", draft),
        url("facts", draft),
        url("evenings", draft),
        url("module", draft, "EC-M01"),
        url("station", draft, "EC-S01"),
    ):
        desk.get(address)
        with django_assert_max_num_queries(25):
            assert desk.get(address).status_code == 200
