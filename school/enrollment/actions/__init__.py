from school.enrollment.actions.applications import (
    apply,
    apply_with_consent,
    withdraw,
)
from school.enrollment.actions.arrangement import (
    Arrangement,
    Kept,
    arrange_places,
    arrangement_of,
    claim_quota,
    recognise,
)
from school.enrollment.actions.completion import complete, mark_not_completed
from school.enrollment.actions.confirming import (
    confirm_invitation,
    decline_invitation,
)
from school.enrollment.actions.deferral import defer, end_promise
from school.enrollment.actions.eligibility import (
    declare_shift,
    demand,
    drop_shift,
    lift_hold,
    place_hold,
    record_prior_certificate,
)
from school.enrollment.actions.invitations import (
    expire_invitations,
    invite,
    invite_worker,
    withdraw_invitation,
)
from school.enrollment.actions.offers import (
    accept_offer,
    admit,
    decline_offer,
    expire_offers,
    offer,
)
from school.enrollment.actions.reserved import take_reserved
from school.enrollment.actions.transfer import in_time, transfer
from school.enrollment.actions.whole_class import (
    close_waitlist,
    refuse_unfinished,
    release_all,
    respect_seats,
)

__all__ = [
    "confirm_invitation",
    "decline_invitation",
    "expire_invitations",
    "invite",
    "invite_worker",
    "withdraw_invitation",
    "defer",
    "end_promise",
    "in_time",
    "transfer",
    "record_prior_certificate",
    "place_hold",
    "lift_hold",
    "drop_shift",
    "demand",
    "declare_shift",
    "Arrangement",
    "Kept",
    "arrange_places",
    "arrangement_of",
    "claim_quota",
    "recognise",
    "accept_offer",
    "admit",
    "apply",
    "apply_with_consent",
    "close_waitlist",
    "complete",
    "decline_offer",
    "expire_offers",
    "mark_not_completed",
    "offer",
    "refuse_unfinished",
    "release_all",
    "respect_seats",
    "take_reserved",
    "withdraw",
]
