"""The next version is written, copied from what is in force, and handed to a second person."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User
from school.points.schemes import refusals, rules
from school.points.schemes.actions.holding import (
    DRAFT_RIGHT,
    check_day,
    held,
    record,
)
from school.points.schemes.actions.telling import tell_seconds
from school.points.schemes.models import Scheme
from school.points.schemes.words import said_of

Status = Scheme.Status


@transaction.atomic
def draft_scheme(*, by: User, at: datetime | None = None) -> Scheme:
    """Begin the next version as a copy of what is in force; there is one at a time."""
    if not by.has_perm(DRAFT_RIGHT):
        raise NotPermitted
    in_force = Scheme.objects.select_for_update().filter(status=Status.IN_FORCE).first()
    if in_force is None:
        raise refusals.NoneInForce
    if other := Scheme.objects.on_its_way().first():
        raise refusals.OneOnItsWay(version=other.version)
    known = list(Scheme.objects.values_list("version", flat=True))
    now = at or timezone.now()
    scheme = Scheme.objects.create(
        version=rules.next_version(known),
        body=in_force.body,
        made_by=by,
        made_at=now,
    )
    record(scheme, "draft", by=by, at=now, copied=in_force.version)
    return scheme


@transaction.atomic
def write_rule(
    scheme: Scheme, code: str, values: Mapping[str, Any], *, by: Actor
) -> Scheme:
    """Title, amount, limit, evidence, second person, and whether the rule counts at all.

    Of a deduction the second confirmation cannot be switched off.
    """
    return _write(scheme, "rules", {code: values}, by=by)


@transaction.atomic
def write_tiers(
    scheme: Scheme, values: Mapping[str, Mapping[str, Any]], *, by: Actor
) -> Scheme:
    return _write(scheme, "tiers", values, by=by)


@transaction.atomic
def write_reward(
    scheme: Scheme, code: str, values: Mapping[str, Any], *, by: Actor
) -> Scheme:
    """Cost, limit and least tier; what is held keeps the cost it was held at."""
    return _write(scheme, "catalogue", {code: values}, by=by)


def _write(
    scheme: Scheme, part: str, values: Mapping[str, Mapping[str, Any]], *, by: Actor
) -> Scheme:
    found = held(scheme, Status.DRAFT, right=DRAFT_RIGHT, by=by)
    before = deepcopy(found.body)
    for code, new in values.items():
        kept = found.part(part, code)
        if kept is None:
            raise refusals.NoSuchPart(code=code)
        kept.update({name: new[name] for name in rules.PARTS[part] if name in new})
        if part == "rules" and kept["delta"] < 0:
            kept["second_confirmation"] = True
    made = rules.changes(before, found.body)
    concerned = {"", *values}
    wrong = [one for one in rules.problems(found.content) if one.about in concerned]
    wrong += rules.turned(made)
    if wrong:
        raise refusals.NotSound(problems=said_of(wrong, found.body))
    if made:
        found.save(update_fields=["body"])
        record(
            found,
            "write",
            by=by,
            at=timezone.now(),
            changed={one.code: list(one.fields) for one in made},
        )
    return found


@transaction.atomic
def propose_scheme(
    scheme: Scheme,
    *,
    starts_on: date,
    words: str,
    by: User,
    at: datetime | None = None,
) -> Scheme:
    """Hand the draft to a second person, with its day and what the workers read about it."""
    now = at or timezone.now()
    found = held(scheme, Status.DRAFT, right=DRAFT_RIGHT, by=by)
    if wrong := rules.problems(found.content):
        raise refusals.NotSound(problems=said_of(wrong, found.body))
    in_force = Scheme.objects.in_force()
    if in_force and not rules.changes(in_force.body, found.body):
        raise refusals.NothingChanged
    if not words.strip():
        raise refusals.WordsNeeded
    check_day(starts_on, at=now)
    found.status, found.starts_on, found.words = (
        Status.PROPOSED,
        starts_on,
        words.strip(),
    )
    found.proposed_by, found.proposed_at, found.answer = by, now, ""
    found.save(
        update_fields=[
            "status",
            "starts_on",
            "words",
            "proposed_by",
            "proposed_at",
            "answer",
        ]
    )
    record(found, "propose", by=by, at=now, starts_on=str(starts_on))
    tell_seconds(found, by=by, at=now)
    return found


@transaction.atomic
def withdraw_scheme(scheme: Scheme, *, by: Actor, at: datetime | None = None) -> Scheme:
    """Take it back to the draft, to change it."""
    found = held(scheme, Status.PROPOSED, right=DRAFT_RIGHT, by=by)
    found.status = Status.DRAFT
    found.save(update_fields=["status"])
    record(found, "withdraw", by=by, at=at or timezone.now())
    return found
