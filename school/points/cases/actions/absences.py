"""A deduction is proposed for an evening missed without leave, as the roll tells it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.points.cases import access, refusals
from school.points.cases.absences import RULE, SOURCE, is_missed
from school.points.cases.actions.proposing import propose
from school.points.cases.models import Case
from school.ui.templatetags.ui import full_date


@transaction.atomic
def open_absence(
    session: Session, enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Case:
    """What happened is filled in, in the school's language; nobody types it."""
    now = at or timezone.now()
    if not by.has_perm(access.PROPOSE):
        raise NotPermitted
    if session.ends_at > now or not is_missed(session, enrollment):
        raise refusals.NotAbsent
    return propose(
        enrollment.person,
        rule_code=RULE,
        occurred_on=timezone.localdate(session.starts_at),
        facts=_facts(session),
        source=(SOURCE, session.code),
        by=by,
        at=now,
    )


def _facts(session: Session) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        said = _("%(class)s, evening of %(day)s (%(evening)s): absent without leave.")
        return said % {
            "class": session.cohort.name,
            "day": full_date(timezone.localdate(session.starts_at)),
            "evening": session.evening.title_zh,
        }
