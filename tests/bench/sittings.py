"""Three hundred sittings, an answer each every five seconds, on two web processes; prints JSON.

Started by tests.bench.exam under bin/with_postgresql.py. Each answer is sent once, as
the sitting's page sends it, with session and CSRF token, and never again: what does not
arrive is lost, though a phone would send it until it does.
"""

import asyncio
import json
import os
import statistics
import time
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Answer, AnswerEvent, Attempt
from school.journal.actors import SYSTEM
from tests import crowd
from tests.factories.assessment import make_bank
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment

PEOPLE, ROUNDS, EVERY = 300, 13, 5.0
QUESTIONS, PATIENCE = 20, 60.0
LETTERS = "ABCD"


@dataclass
class Sitter:
    """One phone: what it sends, and what became of it."""

    attempt: Attempt
    cookie: str
    chance: Random
    sent: dict[UUID, tuple[int, str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    statuses: list[bytes] = field(default_factory=list)

    @property
    def device(self) -> str:
        return f"{self.attempt.pk:016x}"

    def request(self) -> bytes:
        number = self.chance.randint(1, QUESTIONS)
        name = UUID(int=self.chance.getrandbits(128), version=4)
        letter = self.chance.choice(LETTERS)
        self.sent[name] = number, letter
        at = int(time.time() * 1000)
        answer = {"uuid": str(name), "number": number, "chosen": [letter], "at": at}
        body = json.dumps({"answers": [answer]})
        path = reverse("assessment:answers", args=[self.attempt.code])
        cookies = (
            f"{settings.SESSION_COOKIE_NAME}={self.cookie}; "
            f"{settings.CSRF_COOKIE_NAME}={crowd.CSRF}; exam_device={self.device}"
        )
        return (
            f"POST {path} HTTP/1.1\r\nHost: {crowd.HOST}\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"X-CSRFToken: {crowd.CSRF}\r\nCookie: {cookies}\r\n\r\n{body}"
        ).encode()


def main() -> None:
    for command in (["migrate", "-v0"], ["createcachetable"]):
        call_command(*command)
    sitters = seated()
    with crowd.site(dict(os.environ)) as port:
        asyncio.run(sit_all(sitters, port))
    seconds = [one for sitter in sitters for one in sitter.seconds]
    cuts = statistics.quantiles(seconds, n=100)
    found = {
        "sent": sum(len(sitter.sent) for sitter in sitters),
        "lost": sum(lost(sitter) for sitter in sitters),
        "p50": cuts[49],
        "p95": cuts[94],
    }
    print(json.dumps(found))


def seated() -> list[Sitter]:
    edition = make_edition(exam_questions=QUESTIONS, class_size_max=PEOPLE)
    make_bank(edition, each=QUESTIONS)
    cohort = make_cohort(edition=edition, status="assessing", seats=PEOPLE)
    sitters = []
    for number, (person, cookie) in enumerate(crowd.signed_in_people(PEOPLE)):
        attempt = actions.start_exam(make_enrollment(cohort, person), by=SYSTEM)
        sitter = Sitter(attempt, cookie, Random(number))
        actions.continue_exam(attempt, by=SYSTEM, device=sitter.device)
        sitters.append(sitter)
    return sitters


async def sit_all(sitters: list[Sitter], port: int) -> None:
    await asyncio.gather(*[_sit(sitter, port) for sitter in sitters])


async def _sit(sitter: Sitter, port: int) -> None:
    """An answer every five seconds, each person at moments of her own."""
    clock = asyncio.get_running_loop().time
    due = clock() + sitter.chance.uniform(0, EVERY)
    for _round in range(ROUNDS):
        await asyncio.sleep(max(0, due - clock()))
        due += EVERY
        request, started = sitter.request(), time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(crowd.HOST, port)
            writer.write(request)
            answer = await reader.read()
            writer.close()
        sitter.seconds.append(time.perf_counter() - started)
        sitter.statuses.append(answer[9:12])


def lost(sitter: Sitter) -> int:
    """Answers that the log does not have as they were sent, or that should count and do not."""
    papers = {paper.number: paper for paper in sitter.attempt.papers.all()}
    logged = dict(
        AnswerEvent.objects.filter(attempt=sitter.attempt).values_list("uuid", "chosen")
    )
    counts = dict(
        Answer.objects.filter(paper__attempt=sitter.attempt).values_list(
            "paper__number", "chosen"
        )
    )
    missing = 0
    last: dict[int, list[str]] = {}
    for name, (number, letter) in sitter.sent.items():
        chosen = [papers[number].option_order[LETTERS.index(letter)]]
        missing += logged.get(name) != chosen
        last[number] = chosen
    wrong = sum(counts.get(number) != chosen for number, chosen in last.items())
    return missing + wrong


if __name__ == "__main__":
    main()
