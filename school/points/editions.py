"""What an edition says of points must name a rule that gives some."""

from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition
from school.courses.soundness import Finding
from school.points.models import Rule
from school.points.sources.reading import OWN

NO_SUCH_RULE = _("“%(code)s” is no rule in force that gives points once per course.")


def findings(edition: Edition) -> list[Finding]:
    code = edition.points_rule
    if not code:
        return []
    # What is due by another record would be taken back for want of it.
    others = frozenset[str]().union(*(source.rules for source in OWN))
    rules = Rule.objects.filter(code=code, is_current=True, delta__gt=0)
    rules = rules.exclude(code__in=others)
    if rules.filter(cap_period=Rule.CapPeriod.PER_COURSE).exists():
        return []
    return [Finding("no_points_rule", str(NO_SUCH_RULE) % {"code": code})]
