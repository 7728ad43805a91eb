from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period
from school.standing.actions import listings

RETENTION = [
    Kind(
        "listing_files",
        _("Copies of authorities’ decisions about you"),
        _("Somebody may ask later why you were listed; the file’s digest stays."),
        (Period(_("since the listing is over"), listings.KEPT),),
        listings.past_listings,
        lambda at: listings.forget_listing_files(by=SYSTEM, at=at),
    )
]
