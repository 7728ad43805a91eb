"""A photo pinned to a step, of somebody who has agreed to it."""

import io
from datetime import datetime, timedelta
from random import Random

from school.assessment.actions import pin_proof
from school.assessment.models import Marking
from school.lib.silhouettes import silhouette
from school.people.actions import give_consent
from school.people.models import ConsentText
from school.portal.demonstration.clock import at
from school.portal.demonstration.school import Member

# Her own, so that a picture more moves nothing else in the demonstration.
CHANCE = 361027


def pin_photo(member: Member, sheet: Marking, *, moment: datetime) -> None:
    """Of the sheet's first step; she agreed on the day before."""
    person = member.enrollment.person
    texts = ConsentText.objects.current()
    text = texts.get(purpose=ConsentText.Purpose.PICTURES)
    with at(moment - timedelta(days=1)):
        give_consent(person, text=text, by=member.trainee.user)
    step = sheet.practical_station.station.items.order_by("number")[0]
    picture = silhouette(Random(CHANCE), is_female=True)
    pin_proof(
        sheet,
        subject=step,
        kind="photo",
        file=io.BytesIO(picture),
        by=sheet.examiner,
        taken_at=moment,
        at=moment + timedelta(minutes=1),
    )
