"""How the tests stand on Django; the cast is in tests/cast.py."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.misspelt import Misspelt

# Slow on purpose in the product, and no part of what is tested.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Misspelt()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock():
        databases.keep_copy()
        original = TransactionTestCase._fixture_teardown
        TransactionTestCase._fixture_teardown = lambda self: databases.restore()
    yield
    TransactionTestCase._fixture_teardown = original
    with django_db_blocker.unblock():
        databases.drop_copy()
