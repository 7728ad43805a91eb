"""What the desk calls fields whose models give them no words of their own, and how it writes values."""

from datetime import date, datetime
from typing import Any

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import pgettext, pgettext_lazy

from school.ui.templatetags import ui

NOTHING = "–"

FIELD_WORDS = {
    "actor_id": pgettext_lazy("field", "number of who did it"),
    "actor_label": pgettext_lazy("field", "entered by"),
    "actor_type": pgettext_lazy("field", "kind of actor"),
    "assessment_minutes": pgettext_lazy("field", "minutes of assessment"),
    "basis": pgettext_lazy("field", "before or after deductions"),
    "cap_period": pgettext_lazy("field", "limit counted per"),
    "cap_points": pgettext_lazy("field", "most points"),
    "cap_times": pgettext_lazy("field", "most times"),
    "checks_right": pgettext_lazy("field", "checks answered right"),
    "checks_total": pgettext_lazy("field", "checks in all"),
    "claims_sha256": pgettext_lazy("field", "fingerprint of what it states"),
    "code": pgettext_lazy("field", "code"),
    "cohort": pgettext_lazy("field", "class"),
    "company": pgettext_lazy("field", "company"),
    "consent": pgettext_lazy("field", "consent"),
    "cost": pgettext_lazy("field", "points needed"),
    "course": pgettext_lazy("field", "course"),
    "data": pgettext_lazy("field", "details"),
    "edition": pgettext_lazy("field", "edition of the course"),
    "enrollment": pgettext_lazy("field", "enrolment"),
    "event": pgettext_lazy("field", "attendance event"),
    "follows": pgettext_lazy("field", "hold that it ends"),
    "is_capped": pgettext_lazy("field", "cut by a limit"),
    "key": pgettext_lazy("field", "key"),
    "kind": pgettext_lazy("field", "kind"),
    "lesson": pgettext_lazy("field", "lesson"),
    "notice": pgettext_lazy("field", "notice"),
    "number": pgettext_lazy("field", "number"),
    "object_id": pgettext_lazy("field", "number of the object"),
    "object_type": pgettext_lazy("field", "kind of object"),
    "pass_attendance_percent": pgettext_lazy("field", "attendance to pass, in percent"),
    "pass_practical": pgettext_lazy("field", "practical points to pass"),
    "pass_theory": pgettext_lazy("field", "theory points to pass"),
    "pdf_sha256": pgettext_lazy("field", "fingerprint of the PDF"),
    "person": pgettext_lazy("field", "person"),
    "practical_minutes": pgettext_lazy("field", "minutes of practice"),
    "purpose": pgettext_lazy("field", "purpose"),
    "record": pgettext_lazy("field", "record"),
    "recorded_by": pgettext_lazy("field", "recorded by"),
    "request_id": pgettext_lazy("field", "request"),
    "requested_by": pgettext_lazy("field", "requested by"),
    "reverses": pgettext_lazy("field", "reverses"),
    "rule": pgettext_lazy("field", "points rule"),
    "rule_code": pgettext_lazy("field", "code of the rule"),
    "session": pgettext_lazy("field", "evening"),
    "source": pgettext_lazy("field", "where it comes from"),
    "source_hash": pgettext_lazy("field", "fingerprint of the source"),
    "source_id": pgettext_lazy("field", "number of the source"),
    "source_type": pgettext_lazy("field", "kind of source"),
    "supersedes": pgettext_lazy("field", "replaces"),
    "theory_minutes": pgettext_lazy("field", "minutes of theory"),
    "title_en": pgettext_lazy("field", "English title"),
    "title_zh": pgettext_lazy("field", "Chinese title"),
    "track": pgettext_lazy("field", "field of training"),
    "user": pgettext_lazy("field", "account"),
    "uuid": pgettext_lazy("field", "number given by the phone"),
}


def label_of(field: Any) -> str | None:
    """The words for a field: its model's own, or ours where the model gives none."""
    if not isinstance(field, Field):
        return None
    label = str(field.verbose_name)
    # Without words of its own a field is called by its name in the code.
    if field.verbose_name == field.name.replace("_", " "):
        label = str(FIELD_WORDS.get(field.name, label))
    return str(capfirst(label))


def yes_or_no(value: bool) -> str:
    return pgettext("answer", "yes") if value else pgettext("answer", "no")


def actor_in_words(label: str) -> str:
    """The ledgers keep the clockwork's name as it signs itself."""
    return pgettext("actor", "the system") if label == "system" else label


def in_words(value: Any) -> Any:
    """A value as the desk's pages write it: moments in the school's own time."""
    if value is None or (isinstance(value, str | dict | list | tuple) and not value):
        return NOTHING
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime):
        return f"{ui.full_date(value)} {ui.clock(value)}"
    return ui.full_date(value) if isinstance(value, date) else value
