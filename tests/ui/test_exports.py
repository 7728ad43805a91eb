"""Every list that the desk lets one take along: its headings, its values, its safety."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Model
from django.urls import get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.viewsets import viewsets

from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.lib.spreadsheet import FORMULA_SIGNS
from school.people.models import Person, User
from school.points.models import Rule
from school.ui.exports import WordedExport
from tests.cast import signed_in
from tests.factories.points import make_rule

HAN = re.compile(r"[\u4e00-\u9fff]")
MOMENT = datetime(2026, 3, 20, 17, 5, tzinfo=UTC)


def registered() -> Iterator[Any]:
    """What stands at the desk: Wagtail collects it for the addresses."""
    assert get_resolver().url_patterns
    for viewset in viewsets.viewsets:
        if hasattr(viewset, "index_view_class") and viewset.name:
            yield viewset


def exported(viewset: Any) -> list[str]:
    found = getattr(viewset, "list_export", None)
    return list(found) if isinstance(found, list | tuple) else []


EXPORTABLE = [
    pytest.param(viewset, id=type(viewset).__name__)
    for viewset in registered()
    if exported(viewset)
]


def rows_of(who: User, viewset: Any) -> list[list[str]]:
    address = reverse(viewset.get_url_name("index"))
    answer = signed_in(who).get(address, {"export": "csv"})
    return list(csv.reader(io.StringIO(answer.getvalue().decode())))


def test_there_are_lists_to_take_along() -> None:
    assert len(EXPORTABLE) > 20


@pytest.mark.parametrize("viewset", EXPORTABLE)
def test_the_headings_are_words_and_each_its_own(superuser: User, viewset: Any) -> None:
    headings = rows_of(superuser, viewset)[0]
    assert len(headings) == len(exported(viewset))
    assert [one for one in headings if not HAN.search(one)] == []
    assert len(set(headings)) == len(headings), headings


@pytest.mark.parametrize("viewset", EXPORTABLE)
@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_no_text_begins_like_a_formula(viewset: Any, sign: str) -> None:
    view = viewset.index_view_class()
    assert isinstance(view, WordedExport)
    writer = csv.DictWriter(io.StringIO(), exported(viewset))
    written: list[dict[str, str]] = []
    writer.writerow = written.append  # type: ignore[method-assign]  # to see the row
    view.write_csv_row(writer, dict.fromkeys(exported(viewset), f"{sign}1+1"))
    assert set(written[0].values()) == {f"'{sign}1+1"}


def test_a_name_is_no_formula_in_either_file(superuser: User, trainee: Person) -> None:
    evil = '=HYPERLINK("http://x","看")\x0b'
    Person.objects.filter(pk=trainee.pk).update(name=evil)
    client, address = signed_in(superuser), reverse("person:index")
    text = client.get(address, {"export": "csv"}).getvalue().decode()
    assert next(csv.reader(io.StringIO(text.splitlines()[1])))[0].startswith("'=")
    book = load_workbook(io.BytesIO(client.get(address, {"export": "xlsx"}).getvalue()))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value[:10]) == ("s", evil[:10])


def test_moments_are_the_school_s_and_details_are_readable(
    superuser: User, trainee: Person
) -> None:
    journal.record(
        by=SYSTEM, verb="people.set_town", on=trainee, at=MOMENT, data={"town": "城关"}
    )
    client, address = signed_in(superuser), reverse("journal:index")
    text = client.get(address, {"export": "csv"}).getvalue().decode()
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[0] == "2026-03-21 01:05"
    assert '{"town": "城关"}' in row
    book = load_workbook(io.BytesIO(client.get(address, {"export": "xlsx"}).getvalue()))
    assert book.active["A2"].value == datetime(2026, 3, 21, 1, 5)


def test_choices_and_answers_are_words(superuser: User) -> None:
    make_rule()
    client = signed_in(superuser)
    text = client.get(reverse("rule:index"), {"export": "csv"}).getvalue().decode()
    row = list(csv.reader(io.StringIO(text)))[1]
    assert Rule.objects.get().get_category_display() in row
    assert "是" in row


def test_only_a_company_s_contact_can_be_deleted_at_the_desk(superuser: User) -> None:
    """There is a verb for it; everything else is kept, from a superuser too."""
    deletable: set[type[Model]] = {
        viewset.model
        for viewset in registered()
        if isinstance(getattr(viewset, "model", None), type)
        and viewset.permission_policy.user_has_permission(superuser, "delete")
    }
    assert {model.__name__ for model in deletable} == {"CompanyContact"}
