"""What every part of the demonstration draws on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.utils import timezone

from school.courses.models import Cohort, Edition, Session, Venue
from school.enrollment.models import Enrollment
from school.people.models import User
from school.portal.demonstration.identities import Identities
from school.portal.demonstration.plans import Plan, plans
from school.portal.demonstration.staff import Staff
from school.portal.demonstration.trainees import Desk, Trainee


@dataclass(frozen=True)
class School:
    now: datetime
    staff: Staff
    desk: Desk
    venues: dict[str, Venue]
    editions: dict[str, Edition]
    identities: Identities
    chance: Random

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def plans(self) -> Mapping[str, Plan]:
        return plans(self.today)

    @property
    def registrar(self) -> User:
        return self.staff["registrar"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a class's roll."""

    trainee: Trainee
    enrollment: Enrollment


@dataclass
class ClassBook:
    """One class: its evenings, and who is in it in the order in which they applied."""

    cohort: Cohort
    sessions: list[Session]
    assistant: User
    members: list[Member] = field(default_factory=list)
    # Evenings that an enrolment has missed.
    missed: Counter[int] = field(default_factory=Counter)

    @property
    def last_evening(self) -> date:
        return timezone.localdate(self.sessions[-1].starts_at)

    @property
    def exam_evening(self) -> date:
        """Theory is examined on the last evening but one."""
        return timezone.localdate(self.sessions[-2].starts_at)

    def member(self, trainee: Trainee) -> Member:
        return next(one for one in self.members if one.trainee is trainee)
