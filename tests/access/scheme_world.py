"""Versions of the points rules in the access matrix: one in force, the next a draft with a change."""

from dataclasses import dataclass

from school.people.roles import Role
from school.points.schemes.actions import draft_scheme, write_rule
from school.points.schemes.models import Scheme
from tests.factories.people import make_user
from tests.factories.schemes import make_scheme


@dataclass(frozen=True)
class Schemes:
    in_force: Scheme
    draft: Scheme
    rule: str = "T08"
    reward: str = "RD01"


def make_schemes() -> Schemes:
    in_force = make_scheme()
    officer = make_user(role=Role.POINTS_OFFICER)
    draft = draft_scheme(by=officer)
    return Schemes(in_force, write_rule(draft, "T08", {"delta": 7}, by=officer))
