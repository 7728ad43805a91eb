"""How the tests stand on Django; the cast is in tests/cast.py."""

import gc
import time
from collections.abc import Generator, Iterator
from types import SimpleNamespace

import hypothesis
import pytest
from _pytest import runner
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from school.certificates import signing
from school.certificates.badges import keys as badges
from school.lib import sms
from school.lib.pades.keys import DEVELOPMENT
from tests import databases, migrated
from tests.misspelt import Misspelt

# Slow on purpose in the product, and no part of what is tested.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Misspelt()
# A machine that others keep busy takes long for one example: no fault of what is tried.
hypothesis.settings.register_profile(
    "patient",
    hypothesis.settings(),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported by now stays: it need not be looked through again and again."""
    found = yield
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    return found


def run_test(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    return runner.pytest_runtest_protocol(item, nextitem)


# CPython keeps its frames in pieces of 16 KiB and gives one back to the system with its
# first frame: calls across a border ask for one anew each time, which took a tenth of the
# tests' time. A frame so large gets a piece of 512 KiB, and those of a test fit in its rest.
run_test.__code__ = run_test.__code__.replace(co_stacksize=33_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    return run_test(item, nextitem)


TOUCHING = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """What touches no database is tested once, on SQLite; what needs PostgreSQL, only there."""
    items.sort(key=lambda one: not one.get_closest_marker("long"))
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip("needs PostgreSQL"))
        return
    idle = [one for one in items if not touches_a_database(one)]
    config.hook.pytest_deselected(items=idle)
    items[:] = [one for one in items if touches_a_database(one)]


def touches_a_database(item: pytest.Item) -> bool:
    fixtures = TOUCHING.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def migrated_before(
    pytestconfig: pytest.Config,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> bool:
    with django_db_blocker.unblock():
        return not pytestconfig.getoption("create_db") and migrated.take_from(
            pytestconfig.cache.mkdir("migrated")
        )


@pytest.fixture(scope="session")
def django_db_keepdb(migrated_before: bool) -> bool:
    return migrated_before


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
    migrated_before: bool,
) -> Iterator[None]:
    # Else they would be made, and journalled, in whichever test is the first to sign.
    for ring in (signing.keyring(), badges.keyring()):
        ring.begin(signing.make(name=DEVELOPMENT, kind=ring.kind))
    with django_db_blocker.unblock():
        databases.keep_copy()
        if not migrated_before:
            migrated.keep(pytestconfig.cache.mkdir("migrated"))
        original = TransactionTestCase._fixture_teardown
        TransactionTestCase._fixture_teardown = lambda self: databases.restore()
    yield
    TransactionTestCase._fixture_teardown = original
    with django_db_blocker.unblock():
        databases.drop_copy()


@pytest.fixture(autouse=True)
def language() -> None:
    """The school's: what an English page left behind is no part of the next test."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count of attempts begins anew at times: in the midst of a test it would allow more."""
    began = time.time()
    stopped = SimpleNamespace(time=lambda: began)
    monkeypatch.setattr("school.lib.attempts.time", stopped)


@pytest.fixture
def outbox(settings: object, db: None) -> Iterator[list[tuple[str, str]]]:
    """What goes out by SMS: number and text."""
    settings.SMS_BACKEND = "school.lib.sms.MemoryBackend"
    sms.MemoryBackend.outbox.clear()
    cache.clear()
    yield sms.MemoryBackend.outbox
    cache.clear()
