"""What is done before the school opens its doors."""

import pytest
from django.core.management import CommandError

from bin import prepare
from tests.factories.courses import make_course

REFUSED = "The draft was written at the desk."


@pytest.fixture(autouse=True)
def refused_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise CommandError(REFUSED)

    monkeypatch.setattr(prepare, "call_command", refuse)


def test_a_school_with_courses_opens_and_says_what_is_wrong_with_the_files(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    make_course("EC")
    prepare.take_curriculum_in()
    assert REFUSED in capsys.readouterr().err


def test_a_school_without_courses_does_not_open(db: None) -> None:
    with pytest.raises(CommandError, match=REFUSED):
        prepare.take_curriculum_in()
