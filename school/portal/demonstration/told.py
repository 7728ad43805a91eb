"""How people want to be told."""

from datetime import datetime, timedelta

from school.notices.actions import confirm_address, give_address
from school.notices.actions.mailbox import code_of
from school.portal.demonstration.clock import at
from school.portal.demonstration.trainees import Trainee


def by_email(trainee: Trainee, *, moment: datetime) -> None:
    """Somebody gives an address, and types the code that comes there."""
    person, user = trainee.person, trainee.user
    with at(moment):
        mailbox = give_address(person, address="xuesheng@example.org", by=user)
    with at(moment + timedelta(minutes=3)):
        confirm_address(person, code=code_of(mailbox), by=user)
