"""Papers of other bodies: certificates confirmed, health certificates renewed in time."""

from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone

from school.certificates.models import ExternalCertificate
from school.people.models import HealthCheck
from school.points.models import Posting
from school.points.sources.rules import Due, Key, renewed_in_time
from school.points.sources.source import Dues, Source

EXTERNAL, HEALTH = "T06", "I02"


def confirmed_certificates(people: Collection[int]) -> Dues:
    """Of a skill level alone, as the rule says, and checked by a second person."""
    confirmed = ExternalCertificate.objects.confirmed().filter(
        person__in=people, kind=ExternalCertificate.Kind.SKILL_LEVEL
    )
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for one in confirmed:
        key = Key(EXTERNAL, Posting.Source.CERTIFICATE, one.code)
        at = one.checked_at or one.recorded_at
        dues[one.person_id][key] = Due(at, one.title)
    return dues


def renewed_checks(people: Collection[int]) -> Dues:
    """Shown at the desk while the one before was still valid."""
    by_kind: dict[tuple[int, str], list[HealthCheck]] = defaultdict(list)
    for check in HealthCheck.objects.filter(person__in=people):
        by_kind[check.person_id, check.kind].append(check)
    dues: dict[int, dict[Key, Due]] = defaultdict(dict)
    for (person, kind), checks in by_kind.items():
        days = [(timezone.localdate(one.recorded_at), one.expires_on) for one in checks]
        shown = {one.expires_on: one for one in checks}
        for until in renewed_in_time(days):
            key = Key(HEALTH, Posting.Source.HEALTH_CHECK, f"{kind}-{until}")
            one = shown[until]
            dues[person][key] = Due(one.recorded_at, str(one.get_kind_display()))
    return dues


EXTERNALS = Source(frozenset({EXTERNAL}), confirmed_certificates)
CHECKS = Source(frozenset({HEALTH}), renewed_checks)
