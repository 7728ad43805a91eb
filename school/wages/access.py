"""Who may see and tell what about pay."""

from school.journal.actors import Actor, LinkHolder
from school.people.access import is_self
from school.people.models import Consent, ConsentText, Person
from school.wages.models import FollowUp, WageRecord


def has_consented(person: Person) -> bool:
    """Pay is a thing of its own: the consent to enrolment does not cover it."""
    consents = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    return consents.filter(person=person).exists()


def agrees_to(follow_up: FollowUp) -> bool:
    """Whether her consent to pay data speaks of this question: older texts do not of waiting."""
    consents = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    if follow_up.has_waited:
        consents = consents.filter(text__covers_waiting=True)
    return consents.filter(person=follow_up.enrollment.person_id).exists()


def can_tell(person: Person, by: Actor) -> bool:
    return is_self(person, by) or by.has_perm("wages.add_wagerecord")


def can_answer(follow_up: FollowUp, by: Actor) -> bool:
    if isinstance(by, LinkHolder):
        return by.to == follow_up.code
    own = is_self(follow_up.enrollment.person, by)
    return own or by.has_perm("wages.answer_followup")


def may_correct(record: WageRecord, by: Actor) -> bool:
    """Each source puts its own word right: nobody rewrites what another has told."""
    if record.source == WageRecord.Source.COMPANY:
        return False
    own_word = record.source == WageRecord.Source.SELF
    return own_word or by.has_perm("wages.add_wagerecord")
