"""What goes wrong with one keeps no other waiting, and is seen all the same."""

import pytest
from django.db import IntegrityError

from school.lib.one_by_one import one_by_one
from school.people.models import Company

pytestmark = pytest.mark.django_db


def test_what_one_has_written_goes_back_with_it_and_every_cause_is_raised() -> None:
    def write(name: str) -> str:
        Company.objects.create(name=name)
        if name != "安心家政":
            raise IntegrityError(name)
        return name

    with pytest.raises(ExceptionGroup) as failed:
        one_by_one(["坏一", "安心家政", "坏二"], write)
    assert [str(one) for one in failed.value.exceptions] == ["坏一", "坏二"]
    assert [one.name for one in Company.objects.all()] == ["安心家政"]
