"""What a notice says, in the language of whoever reads it.

A context is kept as JSON: moments and dates as `{"at": …}` and `{"on": …}`, words in two
languages as `{"zh": …, "en": …}` or as `name` beside `name_en`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template import Context, Engine
from django.utils.functional import Promise
from django.utils.translation import get_language

from school.lib.fields import in_language
from school.notices.kinds import FLAGS
from school.notices.models import Notice
from school.notices.rules import texts
from school.ui.templatetags.ui import evening

Plain = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as it is shown."""

    notice: Notice
    subject: str
    body: str


def letter(notice: Notice) -> Letter:
    return Letter(notice, subject(notice), body(notice))


def subject(notice: Notice) -> str:
    return " ".join(_rendered(notice, "subject").split())


def body(notice: Notice) -> str:
    return _rendered(notice, "body")


def frozen(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as JSON can keep it; refuses what it cannot."""
    return {name: _frozen(value) for name, value in context.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, Mapping):
        return {name: str(text) for name, text in value.items()}
    if isinstance(value, Plain):
        return value
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"a notice cannot keep {type(value).__name__}; give it words")


def _thawed(context: Mapping[str, Any]) -> dict[str, Any]:
    thawed = {name: _value(value) for name, value in context.items()}
    if (get_language() or "").startswith("en"):
        for name in context:
            if thawed.get(f"{name}_en"):
                thawed[name] = thawed[f"{name}_en"]
    return thawed


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    if "on" in value:
        return date.fromisoformat(value["on"])
    return in_language(value)


def _rendered(notice: Notice, part: str) -> str:
    if notice.text_id:
        return said(getattr(notice.text, part), notice.kind, notice.context).strip()
    return built_in(notice.kind, part, notice.context)


def built_in(kind: str, part: str, context: Mapping[str, Any]) -> str:
    # Plain text, so nothing is escaped here; strip() also takes off the mark of safety,
    # so that a page escapes it like anything else.
    template = Engine.get_default().get_template(f"notices/{kind}/{part}.txt")
    text = template.render(Context(_thawed(context), autoescape=False)).strip()
    return (
        text if (get_language() or "").startswith("en") else texts.set_in_chinese(text)
    )


def said(text: str, kind: str, context: Mapping[str, Any]) -> str:
    """What a text of the desk comes to, with the facts in the reader's language."""
    flags = {name for name in FLAGS.get(kind, ()) if context.get(name)}
    return texts.said(text, _in_words(context), flags)


def words(notice: Notice) -> dict[str, str]:
    """The facts of a notice, as a text has them."""
    return _in_words(notice.context)


def until(notice: Notice) -> datetime | None:
    """When what it offers is over, where it says so."""
    value = _value(notice.context.get("until"))
    return value if isinstance(value, datetime) else None


def _in_words(context: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: evening(value) if isinstance(value, date) else str(value)
        for name, value in _thawed(context).items()
        if value is not None and not isinstance(value, bool)
    }
