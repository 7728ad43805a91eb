"""A month of the platform: 20,000 reviews taken in at the desk, and a tenth of them."""

import time
from collections.abc import Iterator

from django.utils import timezone

from school.people.models import Person, User
from school.points.models import Posting
from school.service import actions, tasks
from school.service.models import Upload
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure
from tests.factories.people import make_user
from tests.factories.points import make_tiers
from tests.factories.service import make_service_rules, row, table

SMALL, LARGE = 2_000, 20_000
# Of each worker: some give points, then the month's limit is reached.
A_WORKER = 20


def service() -> Iterator[Figure]:
    found = measured()
    yield Figure(
        "points.import_growth",
        found["large"] / found["small"],
        "",
        "how many more reviews there are",
        LARGE / SMALL,
        most=12,
    )


def measured() -> dict[str, float]:
    """Seconds from the press to the end; each review gives points or reaches the limit."""
    with database_of_its_own():
        make_tiers()
        make_service_rules()
        by = make_user(is_superuser=True)
        people = workers((2 * SMALL + LARGE) // A_WORKER)
        # What is done once is done before: templates read, statements prepared.
        take_in(people[: SMALL // A_WORKER], "first", by)
        small = take_in(people[SMALL // A_WORKER : 2 * SMALL // A_WORKER], "small", by)
        large = take_in(people[2 * SMALL // A_WORKER :], "large", by)
        assert Posting.objects.count() == 2 * SMALL + LARGE
    return {"small": small, "large": large}


def workers(count: int) -> list[Person]:
    users = User.objects.bulk_create(
        [User(phone=f"137{number:08d}", password="!") for number in range(count)],
        batch_size=100,
    )
    return Person.objects.bulk_create(
        [Person(name="王秀英", user=user) for user in users], batch_size=100
    )


def take_in(people: list[Person], name: str, by: User) -> float:
    """As the desk's page, its button and the worker do it; only the worker is timed.

    Its own seconds, not those that other programs took meanwhile."""
    rows = [
        row(f"{name}-{person.pk}-{number}", person)
        for number in range(A_WORKER)
        for person in people
    ]
    upload = actions.check_upload(platform="meijia", data=table(rows), by=by)
    assert upload.fitting == len(rows)
    Upload.objects.filter(pk=upload.pk).update(
        status=Upload.Status.TAKING, begun_at=timezone.now()
    )
    start = time.process_time()
    tasks.take_upload(upload.pk)
    took = time.process_time() - start
    upload.refresh_from_db()
    assert upload.kept == len(rows)
    return took
