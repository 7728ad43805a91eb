"""A place in a class is taken while the order for it is being ended."""

import pytest

from school.lib.errors import Refusal
from school.standing import actions
from school.standing.models import Retraining
from tests.factories.courses import make_cohort
from tests.factories.enrollment import consent_of
from tests.factories.people import make_trainee, make_user
from tests.factories.points import make_tiers
from tests.service.test_at_once import at_once


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_order_is_ended_while_its_place_is_taken() -> None:
    make_tiers()
    officer = make_user(is_superuser=True)
    cohort = make_cohort(seats=30, sessions=False)
    for _turn in range(6):
        person = make_trainee()
        order = actions.order_retraining(
            person, course=cohort.edition.course, reason="差评", by=officer
        )
        consent_of(person)

        def take(order: Retraining = order) -> None:
            try:
                actions.book(
                    Retraining.objects.get(pk=order.pk), cohort=cohort, by=officer
                )
            except Refusal:
                # It was ended before.
                assert Retraining.objects.get(pk=order.pk).status == "cancelled"

        def end(order: Retraining = order) -> None:
            actions.cancel_retraining(
                Retraining.objects.get(pk=order.pk), by=officer, reason="误会"
            )

        at_once(take, end)
        order.refresh_from_db()
        assert order.status == Retraining.Status.CANCELLED
