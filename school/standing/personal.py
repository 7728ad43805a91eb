from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.lib.personal import PROCESS, After, Cleared, Hers, Kept, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "standing.Standing": Hers("person"),
    "standing.StandingChange": Hers("person"),
    "standing.BoardRow": Hers("person", title=_("places on the green list")),
    # She is told of it once a second person has checked it.
    "standing.ExternalListing": Hers("person", when=~Q(status="waiting")),
    "standing.Retraining": Hers("person"),
}
AFTER: dict[str, After] = {
    "standing.Standing": Kept(PROCESS),
    "standing.StandingChange": Kept(PROCESS),
    "standing.BoardRow": Cleared({"masked_name": "", "company": ""}, PROCESS),
    "standing.ExternalListing": Kept(PROCESS),
    "standing.Retraining": Cleared({"reason": ""}, PROCESS),
}
STORY = {
    "standing": Chapter(
        Subject.POINTS,
        "standing.view_standing",
        things={
            "standing.Retraining": "standing.view_retraining",
            "standing.ExternalListing": "standing.view_externallisting",
        },
    )
}
