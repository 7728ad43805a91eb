"""What is due and what was given, of many people in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points.models import Posting, Rule
from school.points.sources.evenings import CLASSES, EVENINGS
from school.points.sources.lessons import LESSONS
from school.points.sources.papers import CHECKS, EXTERNALS
from school.points.sources.recovery import RECOVERY
from school.points.sources.results import PRACTICALS, THEORIES
from school.points.sources.rules import Due, Given, Key, bare, changes
from school.points.sources.signals import sources_asked
from school.points.sources.source import Source

OWN = (
    EVENINGS,
    CLASSES,
    THEORIES,
    PRACTICALS,
    EXTERNALS,
    CHECKS,
    LESSONS,
    RECOVERY,
)
AT_A_TIME = 200


def all_sources() -> list[Source]:
    """Those of this app, and what the apps above know of."""
    told: list[tuple[Any, Any]] = sources_asked.send(sender=Source)
    return [*OWN, *(source for _receiver, source in told)]


def due_and_given(
    people: Collection[int], source: Source
) -> tuple[dict[int, dict[Key, Due]], dict[int, list[Given]]]:
    """By person; a rule that is not in force gives nothing and takes nothing."""
    codes = Rule.objects.filter(code__in=source.rules, is_current=True)
    in_force = set(codes.values_list("code", flat=True))
    if not in_force:
        return {}, {}
    due = {
        person: {key: one for key, one in owed.items() if key.rule in in_force}
        for person, owed in source.due(people).items()
    }
    given: dict[int, list[Given]] = defaultdict(list)
    for person, one in _given(people, in_force):
        given[person].append(one)
    return due, given


def off(people: QuerySet[Person], sources: Sequence[Source]) -> Iterable[Person]:
    """Those for whom something is to be given or taken back."""
    pks = list(people.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_A_TIME):
        wanting: set[int] = set()
        for source in sources:
            due, given = due_and_given(pks[start : start + AT_A_TIME], source)
            wanting |= {
                pk
                for pk in {*due, *given}
                if changes(due.get(pk, {}), given.get(pk, []))
            }
        yield from Person.objects.filter(pk__in=wanting).order_by("pk")


def _given(people: Collection[int], rules: Collection[str]) -> Iterable[Any]:
    awards = Posting.objects.filter(
        person__in=people, kind=Posting.Kind.AWARD, rule_code__in=rules
    )
    machine = str(SYSTEM)
    for pk, person, rule, kind, name, by, undone, undone_by in awards.order_by(
        "pk"
    ).values_list(
        "pk",
        "person_id",
        "rule_code",
        "source_type",
        "source_id",
        "actor_label",
        "reversed_by",
        "reversed_by__actor_label",
    ):
        yield (
            person,
            Given(
                Key(rule, kind, bare(name)),
                pk,
                by_machine=by == machine,
                is_reversed=undone is not None,
                reversed_by_machine=undone_by == machine,
            ),
        )
