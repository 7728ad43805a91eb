from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from school.chores.models import Heartbeat
from school.lib.queue.pulse import Pulse, beat


@receiver(beat)
def note_heartbeat(pulse: Pulse, **_told: Any) -> None:
    Heartbeat.objects.note(pulse, at=timezone.now())
