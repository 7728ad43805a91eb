"""A lesson's self-checks as a form: what was chosen stays chosen, what is missing is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.learning import rules


@dataclass(frozen=True, slots=True)
class Check:
    stem: str
    options: tuple[str, ...]
    # Places of the right options.
    answer: frozenset[int]
    explanation: str
    # The name of a drawing; a picture of Wagtail's.
    drawing: str = ""
    picture: Any = None

    @property
    def is_multiple(self) -> bool:
        return len(self.answer) > 1

    @property
    def right_places(self) -> str:
        return " ".join(str(place) for place in sorted(self.answer))

    @property
    def right_words(self) -> list[str]:
        return [self.options[place] for place in sorted(self.answer)]


@dataclass(frozen=True, slots=True)
class Tried:
    """A self-check with its field and, once all are answered, whether it is right."""

    check: Check
    field: forms.BoundField
    is_right: bool | None


class ChecksForm(forms.Form):
    def __init__(
        self, checks: Sequence[Check], data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, prefix="check")
        self.checks = checks
        for number, check in enumerate(checks):
            self.fields[str(number)] = _field(check)

    @property
    def marks(self) -> list[bool] | None:
        """Self-check by self-check; None until all are answered."""
        if not (self.is_bound and self.is_valid()):
            return None
        given = [_chosen(self.cleaned_data[str(n)]) for n in range(len(self.checks))]
        return rules.checks_right(given, [check.answer for check in self.checks])

    @property
    def right(self) -> int:
        return sum(self.marks or [])

    def tried(self) -> Iterator[Tried]:
        marks = self.marks
        for number, check in enumerate(self.checks):
            yield Tried(check, self[str(number)], marks[number] if marks else None)


def _field(check: Check) -> forms.Field:
    choices = [(str(place), text) for place, text in enumerate(check.options)]
    if check.is_multiple:
        return forms.MultipleChoiceField(
            label=check.stem,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Several are right."),
            error_messages={"required": _("Choose what you think is right.")},
        )
    return forms.ChoiceField(
        label=check.stem,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you think is right.")},
    )


def _chosen(value: str | list[str]) -> set[int]:
    return {int(place) for place in ([value] if isinstance(value, str) else value)}
