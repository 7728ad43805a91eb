from django.utils.translation import gettext_lazy as _

from school.lib.personal import Hers, Told

HELD: dict[str, Told] = {
    "standing.Standing": Hers("person"),
    "standing.StandingChange": Hers("person"),
    "standing.BoardRow": Hers("person", title=_("places on the green list")),
    "standing.ExternalListing": Hers("person"),
    "standing.Retraining": Hers("person"),
}
