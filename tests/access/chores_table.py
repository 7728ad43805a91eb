"""Background tasks: whose they are may have them done again, the auditor reads."""

from school.lib.queue import reading
from tests.access.rows import Row, named
from tests.access.world import World
from tests.factories.chores import make_failure, make_waiting

CERTIFIERS = named("certificate_officer registrar")


def _failed(_world: World) -> list[str]:
    jobs = reading.failed()
    return [jobs[0].id if jobs else make_failure().pk]


def _waiting(_world: World) -> list[str]:
    jobs = reading.waiting()
    return [jobs[0].id if jobs else make_waiting()]


CHORES_SCREENS: dict[str, Row] = {
    "chores_desk:queue": Row(
        named("auditor certificate_officer outcomes_officer points_officer registrar")
    ),
    "chores_desk:retry": Row(CERTIFIERS, _failed),
    "chores_desk:set_aside": Row(CERTIFIERS, _failed),
    "chores_desk:cancel": Row(CERTIFIERS, _waiting),
}
