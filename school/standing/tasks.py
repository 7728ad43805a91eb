from functools import partial

from django.db.models import Q
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one, step_by_step
from school.people.models import Person
from school.points.models import Posting
from school.standing import actions, rules
from school.standing.models import Retraining


def review_cards() -> int:
    """Every day: orders that are passed, cards that time alone may change, and people who have none yet."""
    return step_by_step(close_passed, review_due)


def close_passed() -> int:
    completed = Enrollment.objects.filter(
        status=Enrollment.Status.COMPLETED, retrainings__in=Retraining.objects.to_do()
    )
    rows = completed.distinct().order_by("pk").values_list("pk", flat=True)
    return sum(one_by_one(rows, close_retrainings))


def review_due() -> int:
    today = timezone.localdate()
    due = Person.objects.filter(
        Q(standing=None, postings__isnull=False)
        | Q(standing=None, enrollments__certificates__isnull=False)
        | Q(standing__review_on__lte=today)
    )
    return len(one_by_one(due.distinct().order_by("pk"), actions.recompute))


def close_retrainings(enrollment_id: int) -> int:
    """After a course was completed: the order that asked for it is closed."""
    enrollment = Enrollment.objects.select_related("cohort__edition").get(
        pk=enrollment_id
    )
    orders = Retraining.objects.to_do().filter(
        person=enrollment.person_id,
        course=enrollment.cohort.edition.course_id,
        ordered_at__lt=enrollment.ended_at or timezone.now(),
    )
    found = list(orders.select_related("person", "course", "hold"))
    for order in found:
        actions.pass_retraining(order, by=SYSTEM)
    return len(found)


def forget_listing_files() -> int:
    """Every day: copies of decisions that are over for long enough."""
    return actions.forget_listing_files(by=SYSTEM)


def make_board() -> int:
    """Every day: this month's green list, if it is not made yet."""
    return actions.make_board(by=SYSTEM).rows.count()


def carry_scores_over() -> int:
    """Every day: on the last of the year, and in the days after for whom it was missed."""
    now = timezone.localtime()
    year_end = rules.year_end(now.date())
    if year_end is None:
        return 0
    # In the last minute of the year, where that is past.
    last = now.replace(
        year=year_end.year, month=12, day=31, hour=23, minute=59, second=59
    )
    at = min(now, last)
    done = Posting.objects.filter(
        kind=Posting.Kind.CARRY_OVER, source_id=str(year_end.year)
    )
    people = Person.objects.filter(postings__at__lte=at).exclude(
        pk__in=done.values("person")
    )
    carry = partial(actions.carry_over, by=SYSTEM, at=at)
    found = one_by_one(people.distinct().order_by("pk"), carry)
    return sum(posting is not None for posting in found)
