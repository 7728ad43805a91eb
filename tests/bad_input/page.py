"""A page as its reader has it: what stands in its controls, and what is said of them."""

from collections import defaultdict
from typing import Any

from bs4 import BeautifulSoup, Tag
from django import forms


class Page:
    def __init__(self, html: str) -> None:
        self.html = html
        self.soup = BeautifulSoup(html, "html.parser")
        # Asked for by the hundred: looked through once.
        self.named: dict[str, list[Tag]] = defaultdict(list)
        self.by_id: dict[str, Tag] = {}
        for tag in self.soup.descendants:
            if isinstance(tag, Tag):
                self.named[str(tag.get("name"))].append(tag)
                self.by_id.setdefault(str(tag.get("id")), tag)

    def typed(self, name: str) -> list[str]:
        """What the controls called `name` would send again."""
        found = []
        for control in self.named[name]:
            found += _values(control)
        return found

    def said_of(self, name: str) -> str:
        """All that aria-describedby leads to from the controls called `name`."""
        ids: list[str] = []
        for control in self.named[name]:
            for place in (control, control.find_parent("fieldset")):
                if place:
                    ids += str(place.get("aria-describedby", "")).split()
        said = [self.by_id.get(one) for one in ids]
        return " ".join(one.get_text(" ") for one in said if one)

    def alerts(self) -> str:
        said = self.soup.find_all(attrs={"role": "alert"})
        said += self.soup.select(".messages .error")
        return " ".join(one.get_text(" ") for one in said)


def _values(control: Tag) -> list[str]:
    match control.name, control.get("type"):
        case "textarea", _any:
            return [control.get_text().removeprefix("\r").removeprefix("\n")]
        case "select", _any:
            chosen = control.find_all("option", selected=True)
            return [str(option.get("value", "")) for option in chosen]
        case "input", "checkbox" | "radio":
            is_on = control.has_attr("checked")
            return [str(control.get("value", "on"))] if is_on else []
        case "input", _any:
            return [str(control.get("value", ""))]
    return []


def is_echoed(field: forms.Field) -> bool:
    """Whether a page can and may show again what was sent in the field."""
    is_secret = isinstance(field.widget, forms.PasswordInput | forms.FileInput)
    return not (is_secret or field.disabled or field.widget.is_hidden)


def as_sent(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one).replace("\r\n", "\n") for one in values]


def can_show(field: forms.Field, value: Any) -> bool:
    """A choice that is none of the list cannot stand in the list."""
    if not isinstance(field, forms.ChoiceField):
        return True
    offered = {
        str(key)
        for group, words in field.widget.choices
        for key in ([pair[0] for pair in words] if isinstance(words, list) else [group])
    }
    return set(as_sent(value)) <= offered
