"""The form in which a moderator enters what a station comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from school.assessment.comparison import Comparison, CriticalStep, Step
from school.assessment.forms import NOTE_LENGTH, NoteField
from school.courses.models import CriticalFail, Item

SEEN, NOT_SEEN = "seen", "not_seen"


@dataclass(frozen=True, slots=True)
class Line:
    """A step of the page: what the examiners said of it, and the field beside."""

    step: Item | CriticalFail
    differs: bool
    field: forms.BoundField


class ModerateForm(forms.Form):
    """Where the examiners are of one mind, theirs stands there already."""

    words = NoteField(
        label=gettext_lazy("Why you decide so"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy(
                "Write why you decide so. Your words are kept with the sheets."
            )
        },
    )

    def __init__(self, comparison: Comparison, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        for step in comparison.steps:
            self.fields[step.item.code] = _points(step)
        for critical in comparison.criticals:
            self.fields[critical.fail.code] = _critical(critical)
        # Last, though declared first.
        self.fields["words"] = self.fields.pop("words")

    def lines(self) -> Iterator[Line]:
        for step in self.comparison.steps:
            yield Line(step.item, step.differs, self[step.item.code])

    def critical_lines(self) -> Iterator[Line]:
        for critical in self.comparison.criticals:
            yield Line(critical.fail, critical.differs, self[critical.fail.code])

    @property
    def points(self) -> dict[Item, int]:
        return {
            step.item: self.cleaned_data[step.item.code]
            for step in self.comparison.steps
        }

    @property
    def observed(self) -> list[CriticalFail]:
        return [
            critical.fail
            for critical in self.comparison.criticals
            if self.cleaned_data[critical.fail.code] == SEEN
        ]


def _points(step: Step) -> forms.Field:
    """Without a number where the examiners differ: whoever decides looks first."""
    return forms.IntegerField(
        label=f"{step.item.number}. {step.item.text}",
        min_value=0,
        max_value=step.item.points,
        initial=None if step.differs or not step.given else step.given[0],
        help_text=_("Given: %(given)s. Of %(full)s points.")
        % {"given": " · ".join(map(str, step.given)), "full": step.item.points},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Give this step its points."),
            "max_value": _("This step is worth %(limit_value)s points at most."),
        },
    )


def _critical(step: CriticalStep) -> forms.Field:
    seen, all_ = sum(step.seen), len(step.seen)
    said = ngettext(
        "%(seen)s of %(all)s examiner saw it.",
        "%(seen)s of %(all)s examiners saw it.",
        all_,
    )
    unanimous = SEEN if seen else NOT_SEEN
    return forms.ChoiceField(
        label=step.fail.text,
        choices=[(SEEN, _("It happened")), (NOT_SEEN, _("It did not happen"))],
        initial=None if step.differs else unanimous,
        help_text=said % {"seen": seen, "all": all_},
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it happened.")},
    )
