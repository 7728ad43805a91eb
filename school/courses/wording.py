"""The content of editions in the reader's words: labels, headings, values."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.courses.models import (
    CriticalFail,
    Edition,
    Evening,
    Item,
    Lesson,
    Module,
    Station,
)
from school.courses.rules.comparison import written
from school.courses.rules.content import Content, Kind, Part
from school.courses.rules.soundness import HOUR
from school.lib.fields import in_language

MODELS: dict[Kind, type[Model]] = {
    "facts": Edition,
    "module": Module,
    "lesson": Lesson,
    "evening": Evening,
    "station": Station,
    "item": Item,
    "critical_fail": CriticalFail,
}
KINDS: dict[Kind, str | Promise] = {
    "facts": gettext_lazy("Hours, exam and pass rule"),
    "module": gettext_lazy("Modules"),
    "lesson": gettext_lazy("Lessons"),
    "evening": gettext_lazy("Evening plan"),
    "station": gettext_lazy("Stations"),
    "item": gettext_lazy("Items of stations"),
    "critical_fail": gettext_lazy("Critical fails"),
}
LEADERS = {
    "head_teacher": gettext_lazy("head teacher"),
    "nurse_instructor": gettext_lazy("nurse-instructor"),
    "elder_care_expert": gettext_lazy("elder-care expert"),
    "maternity_matron": gettext_lazy("senior maternity carer"),
    "cleaning_trainer": gettext_lazy("cleaning expert"),
    "organising_trainer": gettext_lazy("expert in tidying and storing"),
    "examiner": gettext_lazy("examiner"),
}
# Minutes of teaching are read as credit hours; those of a paper or a station are not.
IN_HOURS = {"theory_minutes", "practical_minutes", "assessment_minutes"}


def hours_of(minutes: int) -> str:
    return f"{minutes / HOUR:g}"


def label_of(kind: Kind, column: str) -> str:
    if column in IN_HOURS:
        return {
            "theory_minutes": _("Hours of theory"),
            "practical_minutes": _("Hours of practice"),
            "assessment_minutes": _("Hours of assessment"),
        }[column]
    field: Any = MODELS[kind]._meta.get_field(column)
    return str(field.verbose_name)


def title_of(part: Part) -> str:
    """What the part is called, in the reader's language."""
    values = part.values
    stem = "title" if "title_zh" in values else "text"
    if part.kind == "facts":
        return str(KINDS["facts"])
    return in_language({"zh": values[f"{stem}_zh"], "en": values[f"{stem}_en"]})


def effect_of(fail: Part) -> str:
    return str(CriticalFail.Effect(fail["effect"]).label)


def heading(part: Part) -> str:
    return title_of(part) if part.kind == "facts" else f"{part.code} {title_of(part)}"


def facts_of(content: Content) -> list[tuple[str, str]]:
    """What the edition says of itself, label by label."""
    part = _worded(content.facts)
    texts = ((column, written(value)) for column, value in part.values.items())
    return [(label_of("facts", column), text) for column, text in texts if text]


@dataclass(frozen=True)
class AtStation:
    station: Part
    items: list[Part]
    points: int
    failing: list[Part]


def at_stations(content: Content) -> list[AtStation]:
    """Each station with what its sheet comes to."""
    return [
        AtStation(
            station,
            content.items_of(station),
            sum(item["points"] for item in content.items_of(station)),
            content.critical_fails_of(station),
        )
        for station in content.stations
    ]


def worded(content: Content) -> Content:
    """The same content with values as people read them."""
    return Content(
        facts=_worded(content.facts),
        modules=tuple(map(_worded, content.modules)),
        lessons=tuple(map(_worded, content.lessons)),
        evenings=tuple(map(_worded, content.evenings)),
        stations=tuple(map(_worded, content.stations)),
        items=tuple(map(_worded, content.items)),
        critical_fails=tuple(map(_worded, content.critical_fails)),
    )


def _worded(part: Part) -> Part:
    values = {
        column: value_of(part.kind, column, value)
        for column, value in part.values.items()
    }
    return Part(part.kind, part.code, values, part.within)


def value_of(kind: Kind, column: str, value: Any) -> Any:
    if column in IN_HOURS:
        return _("%(count)s hours") % {"count": hours_of(value)}
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column == "lead_role":
        return str(LEADERS.get(value, value))
    if column == "exam_questions" and value is None:
        return _("as many as its minutes make")
    choices = dict(getattr(MODELS[kind]._meta.get_field(column), "flatchoices", ()))
    return str(choices[value]) if isinstance(value, str) and value in choices else value
