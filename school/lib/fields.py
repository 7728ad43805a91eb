"""Model fields that more than one app uses."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.functional import Promise
from django.utils.translation import get_language

from school.lib.crypto import seal, unseal

if TYPE_CHECKING:
    CharColumn = models.CharField[str, str]
    TextColumn = models.TextField[str, str]
else:
    CharColumn, TextColumn = models.CharField, models.TextField

Reader = TypeVar("Reader", bound=Callable[..., Any])
CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def public_code() -> str:
    """Ten characters without look-alikes (49 bits): for URLs, never for secrets."""
    return get_random_string(10, CODE_ALPHABET)


def secret_code() -> str:
    """Twenty-six characters (128 bits): cannot be guessed."""
    return get_random_string(26, CODE_ALPHABET)


def labelled(label: str | Promise) -> Callable[[Reader], Reader]:
    """Gives a property its column heading at the desk: write it below @property."""

    def named(reader: Reader) -> Reader:
        vars(reader)["short_description"] = label
        return reader

    return named


class CodeField(CharColumn):
    """The public name of a row in URLs."""

    def __init__(self, *, make: Callable[[], str] = public_code, **kwargs: Any) -> None:
        self.make = make
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", make)
        super().__init__(**kwargs)


class SealedTextField(TextColumn):
    """Text that the database holds encrypted. It cannot be searched or sorted."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(value) if value else value

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return unseal(value) if value else value


class Bilingual:
    """Reads `<name>_zh` or `<name>_en`, whichever the reader's language is; zh when en is empty."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        chosen = ""
        if (get_language() or "").startswith("en"):
            chosen = getattr(row, f"{self.name}_en")
        return chosen or getattr(row, f"{self.name}_zh")


def in_language(pair: Mapping[str, str] | None) -> str:
    """The text of a `{"zh": …, "en": …}` value for the reader."""
    if not pair:
        return ""
    if (get_language() or "").startswith("en"):
        return pair.get("en") or pair.get("zh", "")
    return pair.get("zh", "")
