import pytest
from django.core.exceptions import ImproperlyConfigured

from school.lib import env


@pytest.mark.parametrize("key", ["", "geheim", "x" * 31])
def test_a_key_as_short_as_a_word_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"FIELD_KEYS.*32.*token_urlsafe"):
        env.check_length("FIELD_KEYS", key)


def test_a_long_one_is_not() -> None:
    env.check_length("FIELD_KEYS", "x" * 32)
