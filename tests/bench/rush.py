"""The rush on the school's own way to apply, then on the naive one; prints both as JSON.

Started by tests.bench.enrollment under bin/with_postgresql.py.
"""

import json
import os

from django.core.management import call_command

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from tests import crowd
from tests.factories.courses import make_cohort, make_edition

SEATS, PEOPLE = 30, 200
# The school's own page, and that of tests.bench.naive.
WAYS = ("/enrol/class", "/naive")


def main() -> None:
    for command in (["migrate", "-v0"], ["createcachetable"]):
        call_command(*command)
    edition = make_edition(class_size_max=SEATS)
    cookies = crowd.sessions(PEOPLE)
    with crowd.site(dict(os.environ), "tests.bench.naive:application") as port:
        results = [
            measure(port, cookies, make_cohort(edition=edition, seats=SEATS), way)
            for way in WAYS
        ]
    print(json.dumps(results))


def measure(
    port: int, cookies: list[str], cohort: Cohort, way: str
) -> dict[str, float]:
    rush = crowd.rush(port, cookies, cohort, under=way)
    if rush.answers != {302: PEOPLE}:
        raise SystemExit(f"{way} answered {dict(rush.answers)}")
    seated = Enrollment.objects.seated().filter(cohort=cohort).count()
    return {"rate": PEOPLE / rush.seconds, "oversold": seated - SEATS}


if __name__ == "__main__":
    main()
