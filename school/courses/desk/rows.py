"""Forms with rows: a page of the edition that lists what belongs to one thing.

Every row is a handful of fields of the one form, so that each says in place what is
wrong with it. Blank rows at the end take what is new; a ticked box takes a row out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school.courses.rules.soundness import HOUR
from school.courses.wording import hours_of
from school.ui import fields

BLANK = 2
MOST = 80
DIVIDER = re.compile(r"\s*[|｜]\s*")
Fields = dict[str, forms.Field]


class HoursField(fields.DecimalField):
    """Credit hours on the page, minutes in the table."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=999, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        if hours is None:
            return None
        minutes = Decimal(hours) * HOUR
        if minutes != int(minutes):
            raise ValidationError(
                _("An hour has 45 minutes. Write as many hours as make whole minutes.")
            )
        return int(minutes)

    def prepare_value(self, value: Any) -> Any:
        return hours_of(value) if isinstance(value, int) else value


class PairsField(forms.CharField):
    """A line each: Chinese | English; where told, then the codes of the lessons."""

    def __init__(self, *, with_lessons: bool = False, **kwargs: Any) -> None:
        self.with_lessons = with_lessons
        kwargs.setdefault(
            "help_text",
            _("One a line: 中文 | English | lessons, by code, with commas")
            if with_lessons
            else _("One a line: 中文 | English"),
        )
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> Any:
        lines = str(super().clean(value) or "").splitlines()
        return [self._pair(line) for line in lines if line.strip()]

    def _pair(self, line: str) -> dict[str, Any]:
        most = 3 if self.with_lessons else 2
        parts = DIVIDER.split(line.strip(), maxsplit=most - 1)
        chinese, english, codes = [*parts, "", ""][:3]
        pair: dict[str, Any] = {"zh": chinese, "en": english}
        if self.with_lessons:
            pair["lessons"] = [code for code in re.split(r"[,，\s]+", codes) if code]
        return pair

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            " | ".join(part for part in _parts(pair) if part) for pair in value
        )


def _parts(pair: Mapping[str, Any]) -> Iterator[str]:
    yield pair["zh"]
    yield pair.get("en", "")
    yield ", ".join(pair.get("lessons", []))


@dataclass(frozen=True)
class Group:
    """Rows of one kind: what they are called, their fields, and how they stand now."""

    title: Any
    fields: Callable[[], Fields]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ShownRow:
    fields: list[forms.BoundField]
    hidden: list[forms.BoundField]
    is_new: bool


class RowsForm(forms.Form):
    """Set `groups` before the form is built: name -> `Group`."""

    # The seal of the page as it was read.
    seen = forms.CharField(widget=forms.HiddenInput)
    own_fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, groups: Mapping[str, Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.counts = {name: self._count(name) for name in groups}
        for name, group in groups.items():
            for number in range(self.counts[name]):
                self._add_row(name, group, number)

    def _count(self, name: str) -> int:
        """As many rows as were sent; where none were, as many as there are and some blank."""
        if self.is_bound:
            named = re.compile(rf"{name}-(\d{{1,2}})-")
            found = [int(match[1]) for key in self.data if (match := named.match(key))]
            if found:
                return min(max(found) + 1, MOST)
        return len(self.groups[name].rows) + BLANK

    def _add_row(self, name: str, group: Group, number: int) -> None:
        stem = f"{name}-{number}-"
        known = {row["code"]: row for row in group.rows}
        row: Mapping[str, Any] = {}
        if self.is_bound and f"{stem}code" in self.data:
            row = known.get(self.data[f"{stem}code"], {})
        elif number < len(group.rows):
            row = group.rows[number]
        self.fields[f"{stem}code"] = forms.CharField(
            widget=forms.HiddenInput, required=False
        )
        for column, field in group.fields().items():
            field.required = field.required and bool(row)
            field.widget.is_required = field.required
            self.fields[stem + column] = field
        if row:
            self.fields[f"{stem}remove"] = forms.BooleanField(
                label=_("take out"), required=False
            )
        for column, value in row.items():
            self.initial[stem + column] = value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, group in self.groups.items():
            for number in range(self.counts[name]):
                stem = f"{name}-{number}-"
                if not self._is_blank(group, stem, cleaned):
                    self._require(group, stem, cleaned)
        return cleaned

    def _is_blank(self, group: Group, stem: str, cleaned: Mapping[str, Any]) -> bool:
        return not any(
            self.data.get(stem + column, "").strip()
            for column, field in group.fields().items()
            if not isinstance(field, forms.ChoiceField)
        ) and not cleaned.get(f"{stem}code")

    def _require(self, group: Group, stem: str, cleaned: Mapping[str, Any]) -> None:
        for column, field in group.fields().items():
            name = stem + column
            missing = cleaned.get(name) in field.empty_values
            if field.required and missing and name not in self.errors:
                self.add_error(name, field.error_messages["required"])

    def rows_of(self, name: str) -> list[dict[str, Any]]:
        """What was typed, in the order of its numbers, without what is taken out."""
        group, found = self.groups[name], []
        for number in range(self.counts[name]):
            stem = f"{name}-{number}-"
            cleaned = self.cleaned_data
            if cleaned.get(f"{stem}remove") or self._is_blank(group, stem, cleaned):
                continue
            row = {column: cleaned[stem + column] for column in group.fields()}
            # A code that is not one of the page's own is a row of its own.
            own = {one["code"] for one in group.rows}
            code = cleaned.get(f"{stem}code", "")
            found.append({**row, "code": code if code in own else ""})
        found.sort(key=lambda row: (row["number"] is None, row["number"] or 0))
        return [{k: v for k, v in row.items() if k != "number"} for row in found]

    def shown_groups(self) -> Iterator[tuple[Any, str, list[ShownRow]]]:
        for name, group in self.groups.items():
            yield (
                group.title,
                name,
                [
                    self._shown(f"{name}-{number}-")
                    for number in range(self.counts[name])
                ],
            )

    def _shown(self, stem: str) -> ShownRow:
        bound = [self[name] for name in self.fields if name.startswith(stem)]
        return ShownRow(
            fields=[field for field in bound if not field.is_hidden],
            hidden=[field for field in bound if field.is_hidden],
            is_new=f"{stem}remove" not in self.fields,
        )

    def main_fields(self) -> list[forms.BoundField]:
        """The form's own fields, without those of rows."""
        return [
            field
            for field in self.visible_fields()
            if not any(field.name.startswith(f"{name}-") for name in self.groups)
        ]


def number_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("order"), required=False, min_value=1, max_value=999
    )
