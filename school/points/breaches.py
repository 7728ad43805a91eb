"""From a rule that takes points away to the service standards whose breach it answers."""

from collections.abc import Iterable

from school.courses.models import Standard


def standards_of(rule_codes: Iterable[str]) -> dict[str, list[Standard]]:
    """In one query; a rule that answers no breach of a standard is left out."""
    found: dict[str, list[Standard]] = {}
    for standard in Standard.objects.filter(breach_rule__in=set(rule_codes)):
        found.setdefault(standard.breach_rule, []).append(standard)
    return found
