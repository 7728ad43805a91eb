"""Two who waited for a class in vain: one will be asked half a year after it began, one has a place since."""

from datetime import timedelta
from random import Random

from school.enrollment import actions as enrollment
from school.enrollment.models import Enrollment
from school.people.actions import give_consent
from school.people.models import ConsentText, User
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.identities import SEED, Identities
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import ClassBook, School
from school.portal.demonstration.trainees import Desk
from school.wages import actions as wages
from school.wages.rules import FEN, MONTH, Pay

# With what they earned a month, in yuan.
PEOPLE = (("19900000121", "祝菊英", 3800), ("19900000122", "饶春莲", 4100))


def in_vain(school: School, book: ClassBook) -> None:
    """They apply on the last day, when the class is full, before it begins.

    By chances of their own, so that nobody else's are others.
    """
    identities, chance = Identities(SEED + 1), Random(SEED + 1)
    desk = Desk(school.desk.companies, chance)
    for place, (phone, name, yuan) in enumerate(PEOPLE):
        moment = on(book.cohort.starts_on - DAY, 9 + place)
        identity = identities.named(name, phone)
        trainee = desk.sign_up(identity, moment=moment - timedelta(minutes=12))
        with at(moment):
            made = enrollment.apply(
                trainee.person,
                cohort=book.cohort,
                by=trainee.user,
                source=Enrollment.Source.SELF,
                consent=trainee.consent,
            )
            text = desk.texts[ConsentText.Purpose.WAGES]
            give_consent(trainee.person, text=text, by=trainee.user)
            pay = Pay(amount_fen=yuan * FEN, unit=MONTH)
            wages.tell_baseline(made, pay=pay, by=trainee.user)


def placed(school: School, book: ClassBook) -> None:
    """The second of them applies for the next class of the course that has room."""
    user = User.objects.get(phone=PEOPLE[1][0])
    former = Enrollment.objects.select_related("person").get(person__user=user)
    with at(school.now - timedelta(minutes=30)):
        enrollment.apply(
            former.person,
            cohort=book.cohort,
            by=user,
            source=Enrollment.Source.SELF,
            consent=former.consent,
        )
