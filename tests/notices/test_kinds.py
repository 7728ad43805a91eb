import re

import pytest
from django.urls import reverse
from django.utils import translation

from school.notices.kind_names import NAMES
from school.notices.kinds import KINDS
from school.notices.models import Delivery
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.notices import make_notice

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_kind_has_a_name() -> None:
    assert set(NAMES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_in_both_languages(kind: str) -> None:
    assert HAN.search(str(NAMES[kind]))
    with translation.override("en"):
        assert not HAN.search(str(NAMES[kind]))


def test_the_desk_says_in_words_what_a_message_is_about(
    registrar: User, trainee: Person
) -> None:
    notice = make_notice(trainee)
    Delivery.objects.create(notice=notice)
    client, address = signed_in(registrar), reverse("delivery:index")
    assert notice.get_kind_display() in client.get(address).text
    file = client.get(address, {"export": "csv"}).getvalue().decode()
    assert notice.get_kind_display() in file
    assert notice.kind not in file
