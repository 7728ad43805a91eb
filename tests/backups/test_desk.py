"""The desk says when there is no backup for too long, to whoever runs the server."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.urls import reverse
from django.utils import timezone

from school.backups import rules, waits
from school.people.models import User
from tests.backups.conftest import Keys
from tests.cast import signed_in
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("backups_desk:list")


@pytest.fixture
def administrator() -> User:
    return make_user(display_name="赵管理", is_superuser=True, is_staff=True)


def put(folder: Path, *, hours_ago: int) -> None:
    folder.mkdir(exist_ok=True)
    at = timezone.localtime() - timedelta(hours=hours_ago)
    (folder / rules.name_for(at)).write_bytes(b"x" * 2048)


def waiting(user: User) -> int:
    return sum(one.count for one in waits._old(user, timezone.now()))


def test_one_that_is_too_old_waits_for_the_administrator(
    administrator: User, registrar: User, shelf: Path
) -> None:
    assert waiting(administrator) == 1
    put(shelf, hours_ago=37)
    assert waiting(administrator) == 1
    assert waiting(registrar) == 0
    put(shelf, hours_ago=35)
    assert waiting(administrator) == 0


def test_a_school_that_takes_them_otherwise_is_told_nothing(
    administrator: User,
) -> None:
    assert waiting(administrator) == 0
    assert "BACKUP_DIR" in signed_in(administrator).get(LIST).content.decode()


def test_the_page_lists_those_that_there_are(administrator: User, shelf: Path) -> None:
    put(shelf, hours_ago=40)
    page = signed_in(administrator).get(LIST).content.decode()
    assert next(shelf.iterdir()).name in page
    assert "最近一次备份太久以前了" in page


def test_others_do_not_see_it(registrar: User) -> None:
    assert signed_in(registrar).get(LIST).status_code == 302


def test_a_key_that_is_none_is_an_error(settings: LazySettings, keys: Keys) -> None:
    def found() -> list[str]:
        return [one.id for one in run_checks() if (one.id or "").startswith("backups")]

    assert found() == []
    settings.BACKUP_KEY = keys.private
    assert found() == ["backups.E001"]
    settings.BACKUP_KEY, settings.BACKUP_DIR = "", "/backups"
    assert found() == ["backups.E001"]
