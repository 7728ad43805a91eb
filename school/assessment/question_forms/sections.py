"""The fields of a question in the order in which it is thought out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Question
from school.assessment.question_forms.pictures import row_fields

Kind = Question.Kind


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together, and the kinds they are for: all where none is named."""

    title: str | Promise
    fields: list[forms.BoundField]
    kinds: str = ""


def sections_of(form: forms.BaseForm) -> list[Section]:
    def section(title: str | Promise, names: Iterable[str], kinds: str = "") -> Section:
        return Section(title, [form[name] for name in names], kinds)

    return [
        section("", ["edition", "module", "lesson", "standard", "code"]),
        section("", ["kind", "difficulty", "use", "stem_zh", "stem_en"]),
        section(
            _("Picture in the question"),
            ["picture_file", "picture_zh", "picture_en", "picture_off"],
        ),
        section(
            _("One answer, several answers"),
            ["options_text", "answer_text"],
            f"{Kind.SINGLE} {Kind.MULTIPLE}",
        ),
        section(_("True or false"), ["truth"], Kind.TRUE_FALSE),
        section(_("Putting in order"), ["order_text"], Kind.ORDERING),
        section(
            _("Short number"),
            ["number", "tolerance", "unit_zh", "unit_en"],
            Kind.NUMERIC,
        ),
        section(
            _("Choice of pictures"), [*row_fields(), "right_picture"], Kind.PICTURE
        ),
        section(_("Explanation"), ["explanation_zh", "explanation_en"]),
    ]
