"""What goes and what stays when somebody is erased, in plain words, as the apps say it."""

from typing import Any

from django.utils.text import capfirst

from school.lib.personal import Gone, after
from school.privacy.erasure.sweep import hers


def goes() -> list[str]:
    """The kinds of rows of which nothing is left."""
    gone = {
        _title(model, told)
        for model, told in hers()
        if isinstance(after()[model._meta.label], Gone)
    }
    return sorted(gone)


def stays() -> dict[str, list[str]]:
    """By reason."""
    found: dict[str, set[str]] = {}
    for model, told in hers():
        what = after()[model._meta.label]
        if not isinstance(what, Gone):
            found.setdefault(str(what.why), set()).add(_title(model, told))
    return {why: sorted(titles) for why, titles in found.items()}


def _title(model: Any, told: Any) -> str:
    return str(capfirst(str(told.title or model._meta.verbose_name_plural)))
