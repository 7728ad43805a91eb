"""What a class has published about its places, and where somebody stands in line, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment.applicants import in_words, reasons_since
from school.enrollment.line import criteria_of, position_in_line
from school.enrollment.models import Enrollment, PlaceTerms, PriorityRule, Quota
from school.enrollment.places import places_in
from school.enrollment.rules import PROMISED, Places, Position, is_open
from school.lib import format as written

Criterion = PriorityRule.Criterion


@dataclass(frozen=True, slots=True)
class Reserved:
    """One quota as the public sees it; `free` is None once its day has passed."""

    kind: str
    seats: int
    until: date
    free: int | None

    @property
    def word(self) -> str:
        return str(Quota.Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Published:
    """How the places of a class are given, for everybody to read."""

    reserved: list[Reserved]
    criteria: list[str]

    def __bool__(self) -> bool:
        return bool(self.reserved or self.criteria)


@dataclass(frozen=True, slots=True)
class InLine:
    """A place in line, why it is that one, and what would change it."""

    number: int
    reasons: list[str]
    changes: list[str]
    can_claim: bool


def published(cohort: Cohort, places: Places, *, at: datetime) -> Published:
    return Published(
        _reserved(cohort, places, on=timezone.localdate(at)),
        [str(Criterion(one).label) for one in criteria_of(cohort.pk)],
    )


def in_line(enrollment: Enrollment, *, at: datetime) -> InLine | None:
    position = position_in_line(enrollment)
    if position is None:
        return None
    cohort = enrollment.cohort
    reserved = _reserved(
        cohort, places_in(cohort, at=at), on=timezone.localdate(at), only_open=True
    )
    others = [one for one in reserved if one.kind != enrollment.quota_kind]
    terms = PlaceTerms.objects.filter(cohort=cohort).first()
    return InLine(
        number=position.number,
        reasons=[*_why(enrollment, position, reserved)],
        changes=[
            *_in_the_way(enrollment, at=at),
            *_what_changes(position, others, terms),
        ],
        can_claim=bool(others) and not enrollment.quota_claim,
    )


def _reserved(
    cohort: Cohort, places: Places, *, on: date, only_open: bool = False
) -> list[Reserved]:
    free = {pool.kind: pool.free for pool in places.pools}
    quotas = Quota.objects.filter(cohort=cohort).order_by("pk")
    rows = [
        Reserved(
            one.kind,
            one.seats,
            one.until,
            free[one.kind] if is_open(one.until, on=on) else None,
        )
        for one in quotas
    ]
    return [one for one in rows if one.free is not None or not only_open]


def _why(
    enrollment: Enrollment, position: Position, reserved: list[Reserved]
) -> Iterator[str]:
    for criterion in position.lifted_by:
        if criterion == PROMISED:
            yield _("Comes before others: put a place off to this class.")
            continue
        word = Criterion(criterion).label
        yield _("Comes before others: %(criterion)s.") % {"criterion": word}
    if count := position.ahead_by_rule:
        yield ngettext(
            "%(count)s person ahead comes first by the order that the class has "
            "published.",
            "%(count)s people ahead come first by the order that the class has "
            "published.",
            count,
        ) % {"count": count}
    if count := position.ahead_by_time:
        yield ngettext(
            "%(count)s person ahead applied earlier.",
            "%(count)s people ahead applied earlier.",
            count,
        ) % {"count": count}
    for one in reserved:
        if one.kind == enrollment.quota_kind:
            yield _("May have one of the places reserved for: %(kind)s.") % {
                "kind": one.word
            }
        elif one.kind == enrollment.quota_claim:
            yield _(
                "A place reserved for: %(kind)s is asked for. The registrar answers."
            ) % {"kind": one.word}


def _in_the_way(enrollment: Enrollment, *, at: datetime) -> list[str]:
    """What would keep somebody from taking a place, and what to do about it."""
    against = reasons_since(enrollment, enrollment.cohort, at=at)
    return [str(refusal) for refusal in in_words(enrollment.person, against)]


def _what_changes(
    position: Position, others: list[Reserved], terms: PlaceTerms | None
) -> Iterator[str]:
    if position.number > 1:
        yield _("You move up when somebody ahead takes a place or leaves the line.")
    yield from filter(None, (_how_to_meet(one, terms) for one in position.unmet))
    is_chinese = (get_language() or "zh").startswith("zh")
    for one in others:
        if one.free:
            after = written.day(one.until + timedelta(days=1), chinese=is_chinese)
            yield _(
                "%(free)s of %(seats)s places reserved for %(kind)s are free. Is that "
                "you? Ask for one. Unused, they are for all from %(day)s on."
            ) % {"free": one.free, "seats": one.seats, "kind": one.word, "day": after}


def _how_to_meet(criterion: str, terms: PlaceTerms | None) -> str:
    """What somebody can do who does not meet it; nothing can be done about an earlier course."""
    if criterion == Criterion.RETRAINING:
        return _("Who has to retrain comes first. Show the registrar the order.")
    if criterion == Criterion.LOCAL and terms:
        towns = _(
            "Who lives in %(towns)s comes first. Show the registrar your address."
        )
        return towns % {"towns": terms.home_towns}
    if criterion == Criterion.PARTNER and terms:
        names = "、".join(terms.partners.values_list("name", flat=True))
        works = _(
            "Who works for %(companies)s comes first. Tell the registrar if you do."
        )
        return works % {"companies": names}
    return ""
