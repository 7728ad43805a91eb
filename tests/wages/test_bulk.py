import pytest
from django.test import Client

from school.journal.models import Entry
from school.people.models import Person, User
from school.wages import actions
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant
from tests.factories.wages import consent_to_wages, make_follow_up
from tests.ticked import cost, press, ticked

pytestmark = pytest.mark.django_db
WHY = {"reason": "三天里打了三次电话"}


@pytest.fixture
def due(trainee: Person, classmate: Person) -> list[FollowUp]:
    cohort = make_cohort(sessions=False)
    found = []
    for person in (trainee, classmate):
        consent_to_wages(person)
        found.append(make_follow_up(make_enrollment(cohort, person)))
    return found


@pytest.fixture
def officer(outcomes_officer: User) -> User:
    return grant(outcomes_officer, "wagtailadmin.access_admin")


@pytest.fixture
def desk(officer: User) -> Client:
    return signed_in(officer)


def standing() -> list[str]:
    return list(FollowUp.objects.order_by("pk").values_list("status", flat=True))


def test_several_were_not_reached_for_one_reason(
    desk: Client, due: list[FollowUp]
) -> None:
    assert str(due[1]) in desk.get(ticked("unreached", *due)).text
    assert press(desk, ticked("unreached", *due), WHY) == ["没联系上：已办好2项。"]
    assert standing() == ["unreached", "unreached"]
    assert Entry.objects.filter(verb="wages.unreached", **WHY).count() == 2


def test_whoever_has_answered_stays_so_and_is_named(
    desk: Client, officer: User, due: list[FollowUp]
) -> None:
    actions.answer_follow_up(due[0], employment="not_employed", by=officer)
    done, refused = press(desk, ticked("unreached", *due), WHY)
    assert done == "没联系上：已办好1项。"
    assert due[0].enrollment.person.name in refused
    assert standing() == ["answered", "unreached"]


def test_how_they_were_tried_is_asked_for(desk: Client, due: list[FollowUp]) -> None:
    answer = desk.post(ticked("unreached", *due), {"reason": ""})
    assert answer.context["form"].errors["reason"]
    assert str(due[0]) in answer.text
    assert standing() == ["scheduled", "scheduled"]


def test_the_auditor_notes_nothing(auditor: User, due: list[FollowUp]) -> None:
    answer = signed_in(auditor).post(ticked("unreached", *due), WHY)
    assert answer["Location"] == "/desk/"
    assert standing() == ["scheduled", "scheduled"]


def test_two_cost_what_one_costs(desk: Client, due: list[FollowUp]) -> None:
    one = cost(desk, ticked("unreached", due[0]))
    assert cost(desk, ticked("unreached", *due)) == one <= 25
