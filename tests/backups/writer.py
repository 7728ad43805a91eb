"""Somebody who writes all the time: applies, is awarded points, again with another person.

`python -m tests.backups.writer COHORT WHICH` does so until it is killed, and says each time
that it has done it once more. Several at once each have a number of their own.
"""

import os
import sys
from itertools import count

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    django.setup()

from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points import actions as points
from school.points.models import Rule
from tests.factories.enrollment import apply_for
from tests.factories.people import make_id_number, make_person, make_user


def write(person: Person, *, to: Cohort, rule: Rule) -> None:
    apply_for(to, person)
    points.award(
        person,
        rule_code=rule.code,
        source_type="course",
        source_id=to.edition.course.code,
        by=SYSTEM,
    )


def newcomer(which: int, number: int) -> Person:
    birth = f"19{60 + which}{1 + number // 1000:02d}04"
    user = make_user(f"137{which:02d}{number:06d}", display_name=f"学员{number}")
    identity = make_id_number(1 + number % 999, birth=birth)
    return make_person(f"学员{number}", user=user, id_number=identity)


def main() -> None:
    cohort, rule = Cohort.objects.get(code=sys.argv[1]), Rule.objects.get()
    for number in count():
        write(newcomer(int(sys.argv[2]), number), to=cohort, rule=rule)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
