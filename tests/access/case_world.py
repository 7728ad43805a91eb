"""Deductions in the access matrix: the trainee's, each at another stage, proposed by the inspector."""

from dataclasses import dataclass
from typing import Any

from school.people.models import User
from school.points.cases.models import Case, CaseProof
from tests.factories.cases import (
    make_answered,
    make_appealed,
    make_case,
    make_posted,
    make_recalled,
    make_told,
)


@dataclass(frozen=True)
class Cases:
    proposed: Case
    answered: Case
    posted: Case
    appealed: Case
    recalled: Case
    proof: CaseProof


def make_cases(world: Any) -> Cases:
    inspector = world.people["inspector"]
    assert isinstance(inspector, User)
    by = {"by": inspector}
    answered = make_answered(world.person, source="2", **by)
    return Cases(
        proposed=make_case(world.person, source="1", **by),
        answered=answered,
        posted=make_posted(world.person, source="3", **by),
        appealed=make_appealed(world.person, source="4", **by),
        recalled=make_recalled(make_told(world.person, source="5", **by)),
        proof=answered.proofs.get(),
    )
