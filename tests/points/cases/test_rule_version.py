"""A deduction costs what the rule said when the worker was told of it."""

import pytest

from school.people.models import Person, User
from school.points.cases import actions
from school.points.models import Posting, Rule
from tests.factories.cases import make_answered
from tests.factories.points import make_rule

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_new_version_or_none_changes_nothing_for_a_case_on_its_way(
    trainee: Person, points_officer: User, is_replaced: bool
) -> None:
    case = make_answered(trainee)
    Rule.objects.update(is_current=False)
    if is_replaced:
        make_rule("N01", version="1.1", delta=-30, category="compliance")
    actions.confirm(case, words="核实了。", by=points_officer)
    taken = Posting.objects.get(kind="deduction")
    assert (taken.points, taken.rule) == (-3, case.rule)
