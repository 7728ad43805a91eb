"""Typed readers of the environment that refuse a bad value with what to type instead."""

import os
import re
import secrets
from datetime import time
from pathlib import Path
from typing import overload

from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH = 32
MAKE_ONE = "python -c 'import secrets; print(secrets.token_urlsafe(48))'"


@overload
def text(name: str) -> str | None: ...
@overload
def text(name: str, default: str) -> str: ...
def text(name: str, default: str | None = None) -> str | None:
    """The variable's text; an empty one counts as not set."""
    return os.environ.get(name) or default


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "0", "true", "false", "yes", "no"}:
        return value in {"1", "true", "yes"} if value else default
    raise ImproperlyConfigured(
        f"{name} is {value!r}, which is neither yes nor no. Set {name}=1 or {name}=0."
    )


def number(name: str, default: int, *, least: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Set it to a whole number of at least {least}, "
            f"for example {name}={max(default, least)}."
        )
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    value = os.environ.get(name, default)
    return [word.strip() for word in value.split(",") if word.strip()]


def hours(name: str, default: str) -> tuple[time, time]:
    """A stretch of the day, for example 21:30-07:30; from and until alike is none at all."""
    value = os.environ.get(name, "").strip() or default
    found = re.fullmatch(r"(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)", value, re.ASCII)
    try:
        if found:
            one, two, three, four = map(int, found.groups())
            return time(one, two), time(three, four)
    except ValueError:
        pass
    raise ImproperlyConfigured(
        f"{name} is {value!r}. Set it to two times of day, for example "
        f"{name}={default}, or {name}=00:00-00:00 for none."
    )


def check_length(name: str, value: str) -> None:
    """A key that is as short as a word could be found by trying."""
    if len(value) < KEY_LENGTH:
        raise ImproperlyConfigured(
            f"{name} has a key of {len(value)} characters, and {KEY_LENGTH} are the "
            f"fewest. Make one with: {MAKE_ONE}"
        )


def secret(name: str, *, keep_in: Path | None) -> str:
    """The secret called `name`.

    Without it a development run makes one under `keep_in` and keeps it there;
    with `keep_in` None (production) its absence is refused.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if keep_in is None:
        raise ImproperlyConfigured(
            f"{name} is not set, and a production run (DEBUG=0) makes no secrets of "
            f"its own. Make one with: {MAKE_ONE} and set {name} to it."
        )
    path = keep_in / name.lower()
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        keep_in.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(made)
    # Two processes may start at once: link() lets exactly one of them win.
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
