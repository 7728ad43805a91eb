"""What a verb would do, found by doing it and undoing it: the plan that a second person reads."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction

from school.certificates import rules
from school.certificates.models import Certificate

Line = dict[str, str]
# Given or dated only when it is carried out.
LATER = {"number", "verify_url", "issued_on", "refresher_by"}


class _Undone(Exception):
    pass


def rehearse(carry_out: Callable[[], list[Line]]) -> list[Line]:
    """The lines that `carry_out` ends with; what it refuses is refused, nothing is kept."""
    lines: list[Line] = []
    try:
        with transaction.atomic():
            lines = carry_out()
            raise _Undone
    except _Undone:
        return lines


def line_of(certificate: Certificate, *, is_new: bool) -> Line:
    """One certificate that is to be printed: whose, and a hash of all it will say."""
    claims = certificate.claims
    said = {key: value for key, value in claims.items() if key not in LATER}
    return {
        "enrollment": certificate.enrollment.code,
        "name": claims["name"],
        "again": "" if is_new else certificate.number,
        "theory": str(claims["theory_points"]),
        "practical": str(claims["practical_points"]),
        "says": rules.sha256(rules.canonical(said)),
    }


def differing(then: Iterable[Mapping[str, Any]], now: Iterable[Line]) -> list[str]:
    """The names on lines that are on one side only."""
    before = [dict(one) for one in then]
    after = list(now)
    changed = [one for one in before if one not in after]
    changed += [one for one in after if one not in before]
    return list(dict.fromkeys(one["name"] for one in changed))
