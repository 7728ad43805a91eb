"""What may be done with points. The ledger is appended to; deductions are not made here."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse as reverse_url
from django.utils import timezone

from school.certificates.models import Certificate
from school.courses.models import Edition
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import Person
from school.points import refusals, rules
from school.points.accounts import accounts_of
from school.points.models import Entry, Rule

COURSE_PASS = "T05"
COURSE = "course"


@transaction.atomic
def award(
    person: Person,
    *,
    rule_code: str,
    source_type: str,
    source_id: str,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> list[Entry]:
    """Give what the rule gives, once for this source; the lines of both accounts.

    Done again, it returns the lines that are there. Past the rule's cap the event is
    kept with 0 points.
    """
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    rule = _awarding_rule(rule_code, source_type)
    _lock(person)
    if there := _award_of(person, rule_code, source_type, source_id):
        return there
    at = at or timezone.now()
    given = _grant(person, rule, at=at)
    entries = [
        _append(
            person,
            account,
            (source_type, source_id),
            given,
            rule=rule,
            actor_label=str(by)[:120],
            reason=reason,
            at=at,
        )
        for account in rules.accounts_of_award(rule.category)
    ]
    _announce(entries[0], by=by)
    return entries


@transaction.atomic
def reverse(
    entry: Entry, *, by: Actor, reason: str, at: datetime | None = None
) -> list[Entry]:
    """Undo the award that `entry` belongs to, in both accounts, by opposite lines."""
    if not by.has_perm("points.reverse_entry"):
        raise NotPermitted
    if not reason.strip():
        raise refusals.ReasonNeeded
    if entry.reverses_id:
        raise refusals.IsReversal
    _lock(entry.person)
    lines = _award_of(entry.person, entry.rule_code, entry.source_type, entry.source_id)
    if Entry.objects.filter(reverses__in=lines).exists():
        raise refusals.AlreadyReversed
    at = at or timezone.now()
    entries = [
        Entry.objects.create(
            person=line.person,
            account=line.account,
            delta=-line.delta,
            rule=line.rule,
            rule_code=line.rule_code,
            source_type=line.source_type,
            source_id=line.source_id,
            reverses=line,
            actor_label=str(by)[:120],
            reason=reason,
            at=at,
        )
        for line in lines
    ]
    journal.record(by=by, verb="points.reverse", on=entry, reason=reason, at=at)
    _tell_reversed(lines[0], by=by, why=reason, at=at)
    return entries


def pass_rule(edition: Edition) -> str:
    """The code of the rule by which a pass gives points: the edition may name its own."""
    return edition.points_rule or COURSE_PASS


def award_course_pass(certificate: Certificate) -> list[Entry]:
    """The points for completing a course, once per course; none while no rule gives any."""
    enrollment = certificate.enrollment
    code = pass_rule(enrollment.cohort.edition)
    if not Rule.objects.filter(code=code, is_current=True).exists():
        return []
    # Passed before by an edition with another rule: a course gives its points once.
    before = Entry.objects.filter(
        person=enrollment.person,
        source_type=COURSE,
        source_id=enrollment.cohort.edition.course.code,
        reverses=None,
    ).exclude(rule_code=code)
    if before.exclude(pk__in=_undone(before)).exists():
        return []
    return award(
        enrollment.person,
        rule_code=code,
        source_type=COURSE,
        source_id=enrollment.cohort.edition.course.code,
        by=SYSTEM,
        reason=certificate.number,
    )


def _undone(lines: QuerySet[Entry]) -> QuerySet[Entry, int | None]:
    return Entry.objects.filter(reverses__in=lines).values_list("reverses", flat=True)


def take_back_course_pass(certificate: Certificate) -> list[Entry]:
    """Undo the points of a revoked certificate, unless another of the course stands."""
    person = certificate.enrollment.person
    course = certificate.enrollment.cohort.edition.course
    others = Certificate.objects.filter(
        enrollment__person=person,
        enrollment__cohort__edition__course=course,
        status__in=[Certificate.Status.VALID, Certificate.Status.SUSPENDED],
    ).exclude(pk=certificate.pk)
    code = pass_rule(certificate.enrollment.cohort.edition)
    lines = _award_of(person, code, COURSE, course.code)
    undone = Entry.objects.filter(reverses__in=lines)
    if not lines or others.exists() or undone.exists():
        return []
    return reverse(lines[0], by=SYSTEM, reason=certificate.number)


def _awarding_rule(code: str, source_type: str) -> Rule:
    """The rule in force, if it gives points for such a thing."""
    rule = Rule.objects.filter(code=code, is_current=True).first()
    if rule is None:
        raise refusals.NoSuchRule(code=code)
    if rule.delta <= 0:
        raise refusals.NotAnAward(code=code)
    expected = rules.SOURCE_OF_PERIOD.get(rule.cap_period, source_type)
    if source_type != expected:
        raise refusals.WrongSource(code=code, expected=expected)
    return rule


def _lock(person: Person) -> None:
    """One posting at a time for a person: caps are counted before they are used up."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _award_of(
    person: Person, rule_code: str, source_type: str, source_id: str
) -> list[Entry]:
    return list(
        Entry.objects.filter(
            person=person,
            rule_code=rule_code,
            source_type=source_type,
            source_id=source_id,
            reverses=None,
        ).order_by("-account")
    )


def _grant(person: Person, rule: Rule, *, at: datetime) -> rules.Grant:
    cap = rules.Cap(points=rule.cap_points, times=rule.cap_times)
    given = rules.grant(rule.delta, cap=cap, earlier=_earlier(person, rule, at=at))
    if rule.category != rules.RECOVERY:
        return given
    return rules.below_ceiling(
        given,
        score=accounts_of(person).score,
        ceiling=rule.source.get("ceiling_score"),
    )


def _announce(entry: Entry, *, by: Actor) -> None:
    rule = entry.rule
    journal.record(
        by=by,
        verb="points.award",
        on=entry,
        reason=entry.reason,
        data={"rule": rule.code, "version": rule.version, "points": entry.delta},
        at=entry.at,
    )
    if not entry.delta:
        return
    notify(
        entry.person,
        kind="points_awarded",
        context={
            "points": entry.delta,
            "reason": {"zh": rule.title_zh, "en": rule.title_en},
        },
        link=reverse_url("points:account"),
        by=by,
        at=entry.at,
    )


def _tell_reversed(line: Entry, *, by: Actor, why: str, at: datetime) -> None:
    if not line.delta:
        return
    notify(
        line.person,
        kind="points_reversed",
        context={
            "points": line.delta,
            "reason": {"zh": line.rule.title_zh, "en": line.rule.title_en},
            "why": why,
        },
        link=reverse_url("points:account"),
        by=by,
        at=at,
    )


def _earlier(person: Person, rule: Rule, *, at: datetime) -> list[int]:
    """What the rule gave in the same period and was not taken back."""
    period = rules.period_of(rule.cap_period, timezone.localdate(at))
    if period is None:
        return []
    start, end = (_midnight(day) for day in period)
    return list(
        Entry.objects.filter(
            person=person,
            account=Entry.Account.SCORE,
            rule_code=rule.code,
            reverses=None,
            reversed_by=None,
            at__gte=start,
            at__lt=end,
        ).values_list("delta", flat=True)
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _append(
    person: Person,
    account: str,
    source: tuple[str, str],
    given: rules.Grant,
    *,
    rule: Rule,
    **line: object,
) -> Entry:
    """Add a line, or find the same award's that another process has added just now."""
    return Entry.objects.get_or_create(
        person=person,
        account=account,
        rule_code=rule.code,
        source_type=source[0],
        source_id=source[1],
        reverses=None,
        defaults={
            "rule": rule,
            "delta": given.delta,
            "is_capped": given.is_capped,
            **line,
        },
    )[0]
