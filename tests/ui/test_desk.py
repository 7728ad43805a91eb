"""The desk's pages speak the school's words and keep its time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.points.models import Posting, Rule
from school.ui.desk import LedgerFilterSet
from school.ui.field_words import in_words, label_of
from tests.cast import signed_in
from tests.factories.courses import make_course, make_edition
from tests.factories.points import make_reward, make_rule

MOMENT = datetime(2026, 3, 20, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        ("", "–"),
        ({}, "–"),
        (True, "是"),
        (False, "否"),
        (MOMENT, "2026年3月21日 01:05"),
        (date(2026, 3, 20), "2026年3月20日"),
        (0, 0),
        ("签到", "签到"),
    ],
)
def test_a_value_in_the_school_s_words(value: Any, words: Any) -> None:
    assert in_words(value) == words


def test_a_value_in_english() -> None:
    with translation.override("en"):
        assert in_words(MOMENT) == "21 Mar 2026 01:05"
        assert in_words(False) == "no"


def test_a_field_without_words_borrows_ours_and_one_with_words_keeps_them() -> None:
    assert label_of(Posting._meta.get_field("rule")) == "积分规则"
    at = Posting._meta.get_field("at")
    assert label_of(at) == str(at.verbose_name)
    assert label_of(None) is None


def test_a_filter_is_headed_as_its_column() -> None:
    field = Posting._meta.get_field("is_capped")
    found = LedgerFilterSet.filter_for_field(field, "is_capped")
    assert found.label == "因封顶减少"


@pytest.mark.django_db
def test_the_columns_of_a_list_have_chinese_headings(superuser: User) -> None:
    make_reward()
    page = signed_in(superuser).get(reverse("reward:index"))
    headings = [str(column.label) for column in page.context["table"].columns.values()]
    assert headings == ["中文名称", "编号", "兑换类别", "所需积分", "现在可兑换"]


@pytest.mark.django_db
def test_a_row_is_read_in_words(superuser: User, trainee: Person) -> None:
    row = journal.record(by=SYSTEM, verb="people.set_town", on=trainee, at=MOMENT)
    page = signed_in(superuser).get(reverse("journal:inspect", args=[row.pk]))
    shown = {field["label"]: field["value"] for field in page.context["fields"]}
    assert "2026年3月21日 01:05" in shown.values()
    assert shown["对象编号"] == str(trainee.pk)
    assert shown["详情"] == "–"


@pytest.mark.django_db
def test_yes_and_no_are_words(superuser: User) -> None:
    make_rule()
    rule = Rule.objects.get()
    page = signed_in(superuser).get(reverse("rule:inspect", args=[rule.pk]))
    shown = [field["value"] for field in page.context["fields"]]
    assert "是" in shown


@pytest.mark.django_db
def test_a_file_shows_no_whole_phone(superuser: User, trainee: Person) -> None:
    page = signed_in(superuser).get(reverse("portal_desk:person", args=[trainee.code]))
    assert trainee.phone not in page.text
    assert trainee.masked_phone in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["question", "lesson_progress"])
def test_a_filter_by_edition_costs_the_same_for_many_editions(
    superuser: User, name: str, django_assert_max_num_queries: Any
) -> None:
    client, address, counts = signed_in(superuser), reverse(f"{name}:index"), []
    make_edition(course=make_course("AA"))
    client.get(address)
    for codes in (("AB",), ("AC", "AD", "AE")):
        for code in codes:
            make_edition(course=make_course(code))
        with django_assert_max_num_queries(25) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
