"""The kinds of notice: what each is told, and which of it the templates cannot do without."""

KINDS: dict[str, frozenset[str]] = {
    # Also starts_at, venue.
    "enrolled": frozenset({"cohort"}),
    "waitlisted": frozenset({"cohort", "position"}),
    "waitlist_moved": frozenset({"cohort", "position"}),
    "place_offered": frozenset({"cohort", "until"}),
    "offer_expired": frozenset({"cohort"}),
    "waitlist_closed": frozenset({"cohort"}),
    "class_cancelled": frozenset({"cohort", "reason"}),
    # Also title, starts_at, venue, teacher, is_cancelled, reason.
    "session_changed": frozenset({"cohort"}),
    # Also until.
    "exam_open": frozenset({"cohort"}),
    # The result itself is on the page that needs signing in.
    "result_released": frozenset({"cohort"}),
    "certificate_issued": frozenset({"course", "number"}),
    "points_awarded": frozenset({"points", "reason"}),
    # Months since completion; also until.
    "follow_up_due": frozenset({"months"}),
}


class UnknownKind(LookupError):
    """A mistake in the calling code, not something a reader can mend."""


def check(kind: str, told: set[str]) -> None:
    if kind not in KINDS:
        raise UnknownKind(f"no notice is of the kind {kind!r}; there are {[*KINDS]}")
    if missing := KINDS[kind] - told:
        raise UnknownKind(f"the notice {kind!r} needs {sorted(missing)} in its context")
