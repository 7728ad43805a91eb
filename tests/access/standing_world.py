"""What of the school in the access matrix is about cards, retraining and authorities' lists."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.points.actions import award
from school.standing import actions
from school.standing.models import ExternalListing, Retraining, Standing
from tests.factories.enrollment import consent_of
from tests.factories.external import picture
from tests.factories.people import make_trainee
from tests.factories.points import make_rule
from tests.factories.standing import decision, make_listing, make_standing


@dataclass(frozen=True)
class Cards:
    """An order with a place and one without, a red card to be lifted, two listings."""

    order: Retraining
    open_order: Retraining
    red: Standing
    listing: ExternalListing
    waiting_listing: ExternalListing


def keep_standing(world: Any) -> Cards:
    course = world.edition.course
    ordered = {"course": course, "reason": "工具未消毒", "by": SYSTEM}
    order = actions.order_retraining(world.person, **ordered)
    open_order = actions.order_retraining(make_trainee("周桂英"), **ordered)
    consent_of(open_order.person)
    registrar, officer = world.people["registrar"], world.people["points_officer"]
    listing = actions.record_listing(
        world.person, by=registrar, paper=decision(), file=picture()
    )
    actions.check_listing(listing, by=officer, is_confirmed=True)
    listing.refresh_from_db()
    waiting = make_listing(make_trainee("赵小妹"), registrar)
    corrected = make_trainee("钱二妹")
    since = timezone.now() - timedelta(days=20)
    red = make_standing(corrected, "red", since=since)
    make_rule("R01", category="recovery", cap_period="none", cap_points=None)
    award(
        corrected, rule_code="R01", source_type="retraining", source_id="1", by=SYSTEM
    )
    return Cards(order, open_order, red, listing, waiting)
