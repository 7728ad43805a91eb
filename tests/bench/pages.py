"""What a page costs: queries, and kilobytes to the first view, over the demonstration school.

Every portal and public page that a reader can reach from her first screens by plain
links is opened, as a visitor, a trainee, an instructor and an examiner.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.management import call_command
from django.test import Client

from cms.models import LessonPage
from school.people.models import User
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure
from tests.cast import signed_in
from tests.costs import MOST_KB, MOST_QUERIES, asked, kilobytes

FIRST_SCREENS = ["/", "/study/", "/cohorts/", "/outcomes/", "/certificates/verify/"]
LINK = re.compile(r'<a [^>]*href="([^"#]+)"')
NOT_PAGES = ("/desk/", "/account/", "/media/", "/static/", "/certificates/pdf/", "/ui/")
MOST_PAGES = 120


@dataclass(frozen=True)
class View:
    """One page opened by one reader."""

    path: str
    queries: int
    kilobytes: float


@contextmanager
def demonstration() -> Iterator[None]:
    """The demonstration school in a database of its own, gone afterwards."""
    with database_of_its_own():
        call_command("load_curriculum", verbosity=0)
        call_command("load_demonstration", verbosity=0)
        yield


def readers() -> Iterator[tuple[str, Client]]:
    yield "visitor", signed_in(None)
    trainees = User.objects.filter(person__enrollments__isnull=False, is_staff=False)
    busiest = trainees.filter(person__enrollments__certificates__isnull=False).first()
    running = trainees.filter(person__enrollments__cohort__status="running").first()
    for name, user in (("certified", busiest), ("running", running)):
        yield name, signed_in(user)
    for kind in ("instructor", "examiner"):
        yield kind, signed_in(User.objects.filter(duties__kind=kind).first())


def walk(client: Client) -> Iterator[View]:
    """Open what the links lead to, each kind of address once."""
    waiting, seen = list(FIRST_SCREENS), set()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        with asked() as queries:
            answer = client.get(path, headers={"accept-encoding": "identity"})
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        html = answer.content.decode()
        yield View(path, len(queries), kilobytes(html))
        links = (urlsplit(urljoin(path, link)) for link in LINK.findall(html))
        waiting += [
            link.path
            for link in links
            if not link.scheme and not link.path.startswith(NOT_PAGES)
        ]


def lessons(client: Client) -> Iterator[View]:
    """Every lesson, as if nothing of it had been fetched before; pictures come when one scrolls to them."""
    for page in LessonPage.objects.live():
        answer = client.get(page.url, headers={"accept-encoding": "identity"})
        yield View(page.url, 0, kilobytes(answer.content.decode()))


def pages() -> Iterator[Figure]:
    with demonstration():
        clients = [client for _name, client in readers()]
        views = [view for client in clients for view in walk(client)]
        read = [view for client in clients for view in lessons(client)]
    slowest = max(views, key=lambda view: view.queries)
    heaviest = max(views, key=lambda view: view.kilobytes)
    longest = max(read, key=lambda view: view.kilobytes)
    print(f"  {len(views)} pages; {slowest.path}, {heaviest.path}, {longest.path}")
    yield Figure(
        "pages.max_queries",
        slowest.queries,
        "queries",
        "the most a page may cost",
        MOST_QUERIES,
        most=MOST_QUERIES,
    )
    yield Figure(
        "pages.first_view_kb",
        heaviest.kilobytes,
        "KB",
        "the most a first view may weigh",
        MOST_KB,
        most=MOST_KB,
    )
    yield Figure(
        "lesson.first_view_kb",
        longest.kilobytes,
        "KB",
        "the most a first view may weigh",
        MOST_KB,
        most=MOST_KB,
    )
