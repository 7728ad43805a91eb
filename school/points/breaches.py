"""From a rule that takes points away to the service standards whose breach it answers."""

from collections.abc import Iterable

from school.courses.models import Standard
from school.points.models import Posting


def standards_of(rule_codes: Iterable[str]) -> dict[str, list[Standard]]:
    """In one query; a rule that answers no breach of a standard is left out."""
    found: dict[str, list[Standard]] = {}
    for standard in Standard.objects.filter(breach_rule__in=set(rule_codes)):
        found.setdefault(standard.breach_rule, []).append(standard)
    return found


def is_lost(posting: Posting) -> bool:
    """A deduction; one taken back needs no standard any more."""
    return posting.kind == Posting.Kind.DEDUCTION
