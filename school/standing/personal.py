from django.utils.translation import gettext_lazy as _

from school.lib.personal import PROCESS, After, Cleared, Hers, Kept, Told

HELD: dict[str, Told] = {
    "standing.Standing": Hers("person"),
    "standing.StandingChange": Hers("person"),
    "standing.BoardRow": Hers("person", title=_("places on the green list")),
    "standing.ExternalListing": Hers("person"),
    "standing.Retraining": Hers("person"),
}
AFTER: dict[str, After] = {
    "standing.Standing": Kept(PROCESS),
    "standing.StandingChange": Kept(PROCESS),
    "standing.BoardRow": Cleared({"masked_name": "", "company": ""}, PROCESS),
    "standing.ExternalListing": Kept(PROCESS),
    "standing.Retraining": Cleared({"reason": ""}, PROCESS),
}
