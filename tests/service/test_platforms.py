"""A platform has one name: nothing is given twice under another."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from school.people.models import Person, User
from school.service import actions
from school.service.models import Upload
from school.service.rules import A_DAY
from tests.cast import signed_in
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_service_rules, row, table, told
from tests.service.test_import import reasons, taken
from tests.service.test_keep import answers, withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(points_officer: User) -> User:
    return points_officer


def test_one_platform_under_two_names_gives_nothing_twice(
    trainee: Person, classmate: Person
) -> None:
    make_service_rules()
    first = keep_one(trainee)
    again = {"worker": trainee.phone, "platform": "mei-jia"}
    assert answers(told(**again)) == [("refused", "other_platform")]
    assert deltas(trainee) == [2]
    others = [
        told(2, **{**again, "worker": classmate.phone}, order="DD-1"),
        told(3, **again, kind="completed", order="DD-1"),
        told(4, **again, order="DD-1", occurred_at=first.occurred_at - 2 * A_DAY),
    ]
    assert answers(*others) == [("kept", "")] * 3
    answers(withdrawal("PJ-1"))
    assert answers(told(5, **again, order="DD-1")) == [("kept", "")]


def test_a_platform_is_chosen_and_a_new_one_named_on_purpose(
    trainee: Person, officer: User
) -> None:
    keep_one(trainee, "old")
    client = signed_in(officer)
    there = reverse("service_desk:uploads")
    assert '<option value="meijia"' in client.get(there).text

    def sent(**typed: str) -> bool:
        before = Upload.objects.count()
        file = SimpleUploadedFile("a.csv", table([row(1, trainee)]))
        answer = client.post(there, {**typed, "file": file})
        is_taken = Upload.objects.count() > before
        assert is_taken == (answer.status_code == 302)
        return is_taken

    assert not sent()
    assert not sent(platform="meija")
    assert not sent(new_platform="dada")
    assert not sent(platform="meijia", new_platform="dada")
    assert not sent(is_new="on")
    assert not sent(is_new="on", new_platform="mei-jia")
    assert not sent(is_new="on", new_platform="Da Da")
    assert sent(platform="meijia")
    assert sent(platform="meijia", is_new="on", new_platform="dada")
    assert list(Upload.objects.values_list("platform", flat=True)) == ["dada", "meijia"]


def test_a_table_under_another_name_of_its_platform_gives_nothing_twice(
    trainee: Person, officer: User
) -> None:
    make_service_rules()
    rows = [row(number, trainee) for number in range(3)]
    taken(rows, officer)
    again = actions.check_upload(platform="mei2", data=table(rows), by=officer)
    assert again.fitting == 0
    assert reasons(again)[2] == [["", "other_platform"]]
    assert deltas(trainee) == [2, 2, 2]
