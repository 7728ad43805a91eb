from typing import Any

from django.dispatch import receiver

from school.assessment import signals as assessment
from school.assessment.models import Result
from school.certificates import signals as certificates
from school.certificates.models import Certificate
from school.enrollment import signals as enrollment_signals
from school.enrollment.models import Enrollment
from school.lib import queue
from school.people.models import ConsentText, Person
from school.people.signals import consent_withdrawn
from school.points.cases.models import Case
from school.points.cases.signals import changed as case_changed
from school.points.models import Posting
from school.points.shop.hindrances import Reason, asked
from school.points.signals import enacted, posted, posted_many
from school.standing import actions, cards, tasks


@receiver(posted)
def points_posted(sender: Any, posting: Posting, **_signal: Any) -> None:
    actions.follow_posting(posting)


@receiver(posted_many)
def points_posted_to_many(sender: Any, postings: list[Posting], **_signal: Any) -> None:
    """Each once: the card follows from where the score has come to in the end."""
    last = {posting.person_id: posting for posting in postings}
    for posting in last.values():
        actions.follow_posting(posting)


@receiver(enacted)
def tiers_changed(sender: Any, **_signal: Any) -> None:
    """Each card is looked at under the new tiers: now by the queue, else in the night."""
    actions.follow_scheme()
    queue.enqueue(tasks.review_cards)


@receiver(case_changed)
def case_moved(sender: Any, case: Case, **_signal: Any) -> None:
    """An appeal is made or decided, a complaint opened or closed."""
    if case.notified_at:
        actions.recompute(case.person)


@receiver(certificates.issued)
def training_added(sender: Any, certificate: Certificate, **_signal: Any) -> None:
    actions.follow_training(certificate.enrollment.person)


@receiver(certificates.revoked)
def training_lost(sender: Any, certificate: Certificate, **_signal: Any) -> None:
    actions.recompute(certificate.enrollment.person)


@receiver(enrollment_signals.enrolled)
@receiver(enrollment_signals.seat_freed)
def place_taken_or_lost(sender: Any, enrollment: Enrollment, **_signal: Any) -> None:
    actions.follow_place(enrollment)


@receiver(assessment.result_decided)
def place_used_up(sender: Any, result: Result, **_signal: Any) -> None:
    """Who has not passed looks for another class."""
    actions.follow_place(result.enrollment)


@receiver(enrollment_signals.completed)
def course_passed(sender: Any, enrollment: Enrollment, **_signal: Any) -> None:
    # Here the class is locked, and people are locked before classes.
    queue.enqueue(tasks.close_retrainings, enrollment.pk)


@receiver(asked)
def red_suspends_the_shop(
    person: Person, *, is_outside: bool, **_signal: Any
) -> list[Reason]:
    return cards.against_redeeming(person, is_outside=is_outside)


@receiver(consent_withdrawn)
def taken_off_the_board(
    sender: Any, person: Person, purpose: str, **_signal: Any
) -> None:
    if purpose == ConsentText.Purpose.GREEN_BOARD:
        actions.leave_board(person)
