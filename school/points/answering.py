"""What the desk reads once it has confirmed an award."""

from django.utils.translation import gettext as _

from school.points.models import Posting


def confirmed(posting: Posting | None, said: str) -> str:
    """`said`; or, where the limit of the period kept points back, how many there were."""
    assert posting
    if not posting.is_capped:
        return said
    capped = _(
        "Confirmed. The most for this period is reached: %(points)s points given."
    )
    return capped % {"points": posting.points}
