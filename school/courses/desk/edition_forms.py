"""The pages on which a draft of an edition is written."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from school.courses.desk.edition_fields import (
    BETWEEN,
    LARGE,
    SMALL,
    choice,
    code_field,
    hours,
    many,
    pairs,
    text,
    whole,
    yes,
)
from school.courses.desk.rows import Fields, Group, RowsForm, number_field
from school.courses.models import CriticalFail, Edition, Lesson, Module, Standard
from school.courses.rules.content import Content, Kind, Part
from school.courses.wording import IN_HOURS, LEADERS, label_of

Texts = dict[str, Any]


class DraftForm(forms.Form):
    version = forms.CharField(
        label=_("version"),
        max_length=10,
        help_text=_("Two numbers, as in 1.1"),
        validators=[
            RegexValidator(r"^[0-9]{1,3}\.[0-9]{1,3}\Z", _("Write it like 1.1."))
        ],
    )


class PageForm(RowsForm):
    """A page of a draft; `values` are its own columns."""

    def values(self) -> dict[str, Any]:
        return {
            field.name: self.cleaned_data[field.name]
            for field in self.main_fields()
            if field.name not in self.not_columns
        }

    not_columns: frozenset[str] = frozenset()


class FactsForm(PageForm):
    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, groups={}, **kwargs)
        self.initial.update(part.values)
        for column in part.values:
            self.fields[column] = self._field(column)

    def _field(self, column: str) -> forms.Field:
        kind: Kind = "facts"
        if column in ("objectives", "to_confirm"):
            return pairs(kind, column, with_lessons=column == "to_confirm")
        if column in IN_HOURS:
            return hours(kind, column)
        if column == "station_mode":
            return choice(kind, column, Edition.StationMode.choices)
        if column.endswith(("_zh", "_en")):
            step = column.startswith("wage_step")
            required = column.startswith("disclaimer")
            return text(kind, column, long=not step, required=required)
        if column == "points_rule":
            return forms.CharField(
                label=label_of(kind, column),
                max_length=4,
                required=False,
                help_text=_("Its code, such as T05; empty for the usual one."),
            )
        if column == "hides_names":
            return yes(kind, column)
        percent = column.startswith("pass_") or column.endswith("percent_min")
        least, most = BETWEEN.get(column, (0, SMALL if percent else LARGE))
        return whole(kind, column, most, least)


class ModuleForm(PageForm):
    not_columns = frozenset({"code"})

    def __init__(
        self, *args: Any, content: Content, part: Part | None, stem: str, **kwargs: Any
    ) -> None:
        lessons = [one for one in content.lessons if part and one.within == part.code]
        group = Group(_("Lessons"), _lesson_fields, _rows(lessons))
        super().__init__(*args, groups={"lesson": group}, **kwargs)
        kind: Kind = "module"
        own: Fields = {} if part else {"code": code_field(stem, 12)}
        own |= {
            "number": whole(kind, "number", 999, 1),
            "title_zh": text(kind, "title_zh"),
            "title_en": text(kind, "title_en"),
            "theory_minutes": hours(kind, "theory_minutes"),
            "practical_minutes": hours(kind, "practical_minutes"),
            "exam_questions": forms.IntegerField(
                label=label_of(kind, "exam_questions"),
                required=False,
                min_value=0,
                max_value=200,
                help_text=_("Empty: as many as its minutes make of the paper."),
            ),
            "topics": pairs(kind, "topics"),
        }
        self.fields = {**own, **self.fields}
        if part:
            self.initial.update(part.values)


def _lesson_fields() -> Fields:
    kind: Kind = "lesson"
    return {
        "number": number_field(),
        "title_zh": text(kind, "title_zh"),
        "title_en": text(kind, "title_en"),
        "reading_minutes": whole(kind, "reading_minutes", 600, 1),
        "standards": many(Standard, label_of(kind, "standards")),
    }


class EveningsForm(PageForm):
    def __init__(
        self, *args: Any, edition: Edition, content: Content, **kwargs: Any
    ) -> None:
        modules = [(one.code, one.code) for one in content.modules]
        self.modules = {one.code: one.pk for one in edition.modules.all()}
        rows = _rows(list(content.evenings))
        group = Group(_("Evenings"), lambda: _evening_fields(modules), rows)
        super().__init__(*args, groups={"evening": group}, **kwargs)

    def plan(self) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in row.items() if key != "module"}
            | {"module_id": self.modules.get(row["module"])}
            for row in self.rows_of("evening")
        ]


def _evening_fields(modules: list[tuple[str, str]]) -> Fields:
    kind: Kind = "evening"
    return {
        "number": number_field(),
        "module": forms.ChoiceField(
            label=label_of(kind, "module"),
            choices=[("", _("no module")), *modules],
            required=False,
        ),
        "title_zh": text(kind, "title_zh"),
        "title_en": text(kind, "title_en"),
        **{column: hours(kind, column) for column in sorted(IN_HOURS, reverse=True)},
        "room": text(kind, "room"),
        "lead_role": choice(kind, "lead_role", list(LEADERS.items())),
    }


class StationForm(PageForm):
    not_columns = frozenset({"code", "modules", "lessons", "standards"})

    def __init__(
        self,
        *args: Any,
        edition: Edition,
        content: Content,
        part: Part | None,
        stem: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, groups=_groups(content, part), **kwargs)
        own: Fields = {} if part else {"code": code_field(stem, 12)}
        self.fields = {**own, **_station_fields(edition), **self.fields}
        if part:
            self.initial.update(part.values)

    def links(self) -> dict[str, Any]:
        return {
            name: list(self.cleaned_data[name])
            for name in ("modules", "lessons", "standards")
        }


def _station_fields(edition: Edition) -> Fields:
    kind: Kind = "station"
    return {
        "number": whole(kind, "number", 999, 1),
        "title_zh": text(kind, "title_zh"),
        "title_en": text(kind, "title_en"),
        "scenario_zh": text(kind, "scenario_zh", long=True),
        "scenario_en": text(kind, "scenario_en", long=True),
        "equipment": pairs(kind, "equipment"),
        "minutes": whole(kind, "minutes", 600, 1),
        "weight": whole(kind, "weight", SMALL),
        "is_mandatory": yes(kind, "is_mandatory"),
        "is_in_pool": yes(kind, "is_in_pool"),
        "modules": many(Module, label_of(kind, "modules"), edition.modules.all()),
        "lessons": many(
            Lesson,
            label_of(kind, "lessons"),
            Lesson.objects.filter(module__edition=edition),
        ),
        "standards": many(Standard, label_of(kind, "standards")),
        "no_critical_reason": forms.CharField(
            label=label_of(kind, "no_critical_reason"),
            max_length=300,
            required=False,
            help_text=_("Only where no step fails anybody; your name stands by it."),
        ),
    }


def _groups(content: Content, part: Part | None) -> dict[str, Group]:
    items = content.items_of(part) if part else []
    fails = content.critical_fails_of(part) if part else []
    return {
        "item": Group(_("Items, 100 points together"), _item_fields, _rows(items)),
        "fail": Group(_("Critical fails"), _fail_fields, _rows(fails)),
    }


def _rows(parts: list[Part]) -> list[Texts]:
    return [{"code": part.code, **part.values} for part in parts]


def _item_fields() -> Fields:
    return {
        "number": number_field(),
        "points": whole("item", "points", SMALL),
        "text_zh": text("item", "text_zh", long=True),
        "text_en": text("item", "text_en", long=True),
    }


def _fail_fields() -> Fields:
    kind: Kind = "critical_fail"
    return {
        "number": number_field(),
        "effect": choice(kind, "effect", CriticalFail.Effect.choices),
        "text_zh": text(kind, "text_zh", long=True),
        "text_en": text(kind, "text_en", long=True),
    }
