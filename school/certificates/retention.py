from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from school.certificates.external import actions as external
from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period

RETENTION = [
    Kind(
        "refused_pictures",
        _("Pictures of certificates of other bodies that were refused"),
        _("What was not confirmed proves nothing; the reason stays."),
        (
            Period(
                _("since it was refused"), timedelta(days=settings.REFUSED_PICTURE_DAYS)
            ),
        ),
        external.past_evidence,
        lambda at: external.purge_evidence(by=SYSTEM, at=at),
    )
]
