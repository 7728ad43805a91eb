"""What the order platform has told of the trainee of the access tables."""

from dataclasses import dataclass
from typing import Any

from school.service import actions
from school.service.models import Matter, Upload
from tests.factories.service import keep_one, make_matter, row, table


@dataclass(frozen=True)
class ServiceWorld:
    matter: Matter
    upload: Upload


def service_of(world: Any) -> ServiceWorld:
    """A review, a complaint that waits, and a table that nobody has decided on."""
    keep_one(world.person, "one", stars=4)
    data = table(
        [row("listed", world.person, stars="4"), row("bad", world.person, stars="9")]
    )
    by = world.people["points_officer"]
    upload = actions.check_upload(platform="meijia", data=data, by=by)
    return ServiceWorld(make_matter(world.person), upload)
