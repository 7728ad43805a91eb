"""The map from complaints to standards: taken in once, then kept by the course's editors."""

from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction

from school.courses.models import Standard
from school.feedback import refusals
from school.feedback.models import ComplaintKind
from school.feedback.shipped import KINDS
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.sync import Counts

CHANGE = "feedback.change_complaintkind"


@dataclass(frozen=True)
class Wording:
    """What an editor says of a kind of complaint."""

    title_zh: str
    title_en: str
    standard: Standard
    advice_zh: str
    advice_en: str
    rule_code: str = ""
    lesson_codes: list[str] = field(default_factory=list)


_NAMES = [one.name for one in fields(Wording)]


@transaction.atomic
def load_kinds(*, by: Actor) -> Counts:
    """Add the shipped kinds that are not there; what an editor has made of one stays."""
    if not by.has_perm(CHANGE):
        raise NotPermitted
    known = set(ComplaintKind.objects.values_list("code", flat=True))
    standards = {one.code: one for one in Standard.objects.all()}
    taken = set(ComplaintKind.objects.values_list("rule_code", flat=True)) - {""}
    missing = [
        ComplaintKind(
            code=one.code,
            position=place,
            standard=standards[one.standard],
            title_zh=one.title[0],
            title_en=one.title[1],
            advice_zh=one.advice[0],
            advice_en=one.advice[1],
            rule_code=one.rule if one.rule not in taken else "",
        )
        for place, one in enumerate(KINDS, 1)
        if one.code not in known and one.standard in standards
    ]
    made = ComplaintKind.objects.bulk_create(missing)
    if made:
        codes = [one.code for one in made]
        journal.record(
            by=by, verb="feedback.load_kinds", on=made[0], data={"kinds": codes}
        )
    return Counts(created=len(made), unchanged=len(known))


@transaction.atomic
def change_kind(kind: ComplaintKind, *, wording: Wording, by: Actor) -> ComplaintKind:
    """Notes that are written keep what they said; the journal keeps what was changed."""
    if not by.has_perm(CHANGE):
        raise NotPermitted
    kind = ComplaintKind.objects.select_for_update(of=("self",)).get(pk=kind.pk)
    if not (wording.title_zh.strip() and wording.advice_zh.strip()):
        raise refusals.KindIncomplete
    _check_rule_free(kind, wording.rule_code)
    before = _as_data(kind)
    wanted = {name: getattr(wording, name) for name in _NAMES}
    for name, value in wanted.items():
        setattr(kind, name, value)
    kind.save(update_fields=list(wanted))
    after = _as_data(kind)
    changed = {
        name: [before[name], after[name]]
        for name in after
        if before[name] != after[name]
    }
    if changed:
        journal.record(by=by, verb="feedback.change_kind", on=kind, data=changed)
    return kind


def _check_rule_free(kind: ComplaintKind, rule_code: str) -> None:
    if not rule_code:
        return
    others = ComplaintKind.objects.filter(rule_code=rule_code).exclude(pk=kind.pk)
    if other := others.first():
        raise refusals.RuleTaken(kind=other.title)


def _as_data(kind: ComplaintKind) -> dict[str, Any]:
    values = {name: getattr(kind, name) for name in _NAMES}
    return {**values, "standard": values["standard"].code}
