"""What was deducted from somebody and stands, with the day on which it is final."""

from datetime import date, timedelta

from django.utils import timezone

from school.lib.calendar import is_working
from school.people.models import Person
from school.points.cases import rules as due
from school.points.cases.models import Case
from school.points.models import Posting
from school.standing.rules import Deduction


def standing_deductions(person: Person) -> list[Deduction]:
    """In two queries: the postings that nothing reversed, and their cases."""
    postings = Posting.objects.filter(
        person=person, kind=Posting.Kind.DEDUCTION, reversed_by=None
    )
    cases = {case.code: case for case in Case.objects.filter(person=person)}
    return [
        _deduction(posting, cases.get(posting.source_id))
        for posting in postings.select_related("rule").order_by("pk")
    ]


def _deduction(posting: Posting, case: Case | None) -> Deduction:
    at = timezone.localtime(posting.at)
    rule = posting.rule.source if posting.rule else {}
    return Deduction(
        posting.rule_code,
        at,
        _final_on(at.date(), case),
        sets_red=bool(rule.get("sets_red")),
        only_by_decision=bool(rule.get("lift_only_by_decision")),
        is_appealed=case is not None and case.status == Case.Status.APPEALED,
        occurred_on=case.occurred_on if case is not None else None,
    )


def _final_on(posted: date, case: Case | None) -> date:
    """The day after the last day to appeal; at once where an appeal was dismissed."""
    if case is not None and case.outcome:
        return posted
    last = case.appeal_by if case is not None else None
    if last is None:
        last = due.last_day(posted, working_days=due.APPEAL_DAYS, is_working=is_working)
    return last + timedelta(days=1)
