"""Deeds in the access matrix: the trainee's, entered by the inspector."""

from dataclasses import dataclass
from typing import Any

from school.people.models import User
from school.points.deeds.models import Deed
from tests.factories.deeds import make_deed, make_deed_rule, make_proved


@dataclass(frozen=True)
class Deeds:
    open: Deed
    waiting: Deed


def make_deeds(world: Any) -> Deeds:
    inspector = world.people["inspector"]
    assert isinstance(inspector, User)
    told = {"by": inspector, "rule": make_deed_rule("S04", "inspector")}
    return Deeds(
        open=make_deed(world.person, reference="抽查 1", **told),
        waiting=make_proved(world.person, reference="抽查 2", **told),
    )
