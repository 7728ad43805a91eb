"""Taking the points scheme in: the first version comes from the scheme's file."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.courses.curriculum.plain import plain
from school.courses.curriculum.points import PointsFile
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.sync import Counts
from school.points.models import Rule, Scheme
from school.points.refusals import SchemeFrozen
from school.points.schemes.actions.taking_in import take_in
from school.points.schemes.refusals import ChangedAtDesk


@transaction.atomic
def load_points(points: PointsFile, *, by: Actor) -> Counts:
    """Put a version of the scheme in force; one that is known already must be the same.

    Entries name the version of the rule they were made by, so a version never changes.
    Once the desk has made a version of its own, the file brings no other.
    """
    if not by.has_perm("points.change_rule"):
        raise NotPermitted
    body = body_of(points)
    known = Scheme.objects.filter(version=points.version).first()
    if known:
        if _by_code(known.body) != _by_code(body):
            raise SchemeFrozen(version=points.version)
        return Counts(unchanged=sum(len(part) for part in body.values()))
    if Scheme.objects.published().exclude(made_by=None).exists():
        raise ChangedAtDesk(version=points.version)
    total = take_in(points.version, body, at=timezone.now())
    first = points.rules[0].code
    journal.record(
        by=by,
        verb="points.load_rules",
        on=Rule.objects.get(code=first, version=points.version),
        data={
            "version": points.version,
            "rules": sorted(rule["code"] for rule in body["rules"]),
        },
    )
    return total


def _by_code(body: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """In whatever order it was kept."""
    return {part: {one["code"]: one for one in kept} for part, kept in body.items()}


def body_of(points: PointsFile) -> dict[str, list[Any]]:
    """What a version keeps of the file."""
    return {
        "rules": [plain(rule) for rule in points.rules],
        "tiers": [
            {
                "code": tier.code,
                "text_label": plain(tier.text_label),
                "min_score": tier.min_score,
                "max_score": tier.max_score,
            }
            for tier in points.tiers
        ],
        "catalogue": [plain(reward) for reward in points.catalogue],
    }
