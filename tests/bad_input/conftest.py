from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access.conftest import known_rights, unprinted, without_menu
from tests.access.conftest import world as plain_world
from tests.access.world import World
from tests.bad_input.desk import Desk
from tests.bad_input.form import Form
from tests.factories.courses import make_course, make_edition, make_session
from tests.factories.people import make_consent, make_trainee
from tests.factories.points import make_monthly_rule

__all__ = ["known_rights", "plain_world", "unprinted", "without_menu"]


@pytest.fixture(scope="module", autouse=True)
def bare(without_menu: None) -> None: ...


@pytest.fixture(scope="module")
def world(plain_world: World) -> World:
    """With what is typed in besides: every request is taken back."""
    plain_world.people["newcomer"] = make_trainee("孙新")
    plain_world.sign_in("newcomer")
    cohort = plain_world.open_cohort
    first = cohort.edition.evenings.first()
    make_session(cohort, first, on=cohort.starts_on)
    make_consent(plain_world.person)
    make_monthly_rule("T09", source={"confirm_role": "registrar"})
    make_edition(
        course=make_course("ZZ"),
        signed_off=False,
        to_confirm=[{"zh": f"要点{n}", "en": f"Point {n}"} for n in (1, 2)],
    )
    return plain_world


@pytest.fixture
def desk(form: Form, world: World, known_rights: None) -> Iterator[Desk]:
    with transaction.atomic():
        yield Desk(form, world)
        transaction.set_rollback(True)
