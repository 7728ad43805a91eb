"""What stays the same from one request of the access matrix to the next, read but once."""

from collections.abc import Iterable
from copy import copy, deepcopy
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import URLResolver, get_resolver
from wagtail.models import sites as wagtail_sites

from school.people.models import User

KEY = settings.SESSION_COOKIE_NAME


def rights(patch: pytest.MonkeyPatch, ours: set[Any]) -> None:
    read: dict[tuple[Any, str], set[str]] = {}
    look_up = ModelBackend._get_permissions

    def look_up_once(self: ModelBackend, user: Any, thing: Any, source: str) -> Any:
        if user not in ours or thing is not None:
            return look_up(self, user, thing, source)
        if (user, source) not in read:
            read[user, source] = look_up(self, user, None, source)
        return read[user, source]

    patch.setattr(ModelBackend, "_get_permissions", look_up_once)


def accounts(patch: pytest.MonkeyPatch, ours: set[Any]) -> None:
    """A copy for each request, which may change it."""
    numbers = {user.pk for user in ours}
    read: dict[int, User] = {}
    look_up = ModelBackend.get_user

    def look_up_once(self: ModelBackend, user_id: Any) -> Any:
        if user_id not in numbers:
            return look_up(self, user_id)
        if user_id not in read:
            read[user_id] = look_up(self, user_id)
        return copy(read[user_id])

    patch.setattr(ModelBackend, "get_user", look_up_once)


def sessions(patch: pytest.MonkeyPatch, signed: Iterable[dict[str, str]]) -> None:
    """One that a request has written to is read anew until that is taken back."""
    kept = {cookies[KEY] for cookies in signed if KEY in cookies}
    read: dict[str, dict[str, Any]] = {}
    # The savepoints that stood when it was first written to.
    written: dict[str, list[str | None]] = {}
    load, save, delete = SessionStore.load, SessionStore.save, SessionStore.delete
    roll_back = BaseDatabaseWrapper.savepoint_rollback

    def load_once(self: SessionStore) -> dict[str, Any]:
        key = self.session_key
        if key not in kept or key in written:
            return load(self)
        if key not in read:
            read[key] = load(self)
        return deepcopy(read[key])

    def save_and_tell(self: SessionStore, must_create: bool = False) -> None:
        written.setdefault(self.session_key, list(connection.savepoint_ids))
        save(self, must_create)

    def delete_and_tell(self: SessionStore, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        written.setdefault(key, list(connection.savepoint_ids))
        delete(self, session_key)

    def roll_back_and_tell(self: BaseDatabaseWrapper, sid: str) -> None:
        roll_back(self, sid)
        for key in [key for key, stood in written.items() if sid in stood]:
            del written[key]

    patch.setattr(SessionStore, "load", load_once)
    patch.setattr(SessionStore, "save", save_and_tell)
    patch.setattr(SessionStore, "delete", delete_and_tell)
    patch.setattr(BaseDatabaseWrapper, "savepoint_rollback", roll_back_and_tell)


def addresses(patch: pytest.MonkeyPatch) -> None:
    """Each is asked for by every role, and is looked for among a thousand."""
    root, resolve = get_resolver(), URLResolver.resolve
    find = cache(lambda path: resolve(root, path))

    def resolve_once(self: URLResolver, path: Any) -> Any:
        return find(str(path)) if self is root else resolve(self, path)

    patch.setattr(URLResolver, "resolve", resolve_once)


def sites(patch: pytest.MonkeyPatch) -> None:
    """Whose page it might be: Wagtail asks that of every address that is refused."""
    find = cache(wagtail_sites.get_site_for_hostname)
    patch.setattr(wagtail_sites, "get_site_for_hostname", find)
