from typing import Any

from django.db import migrations
from django.db.models import Case, F, Value, When
from django.db.models.functions import TruncDate

PAPER, FAIR, WEAK = "paper", 2, 1


def fill(apps: Any, schema_editor: Any) -> None:
    """What was noted so far was a roll or a paper; noted with a reason, it was so afterwards."""
    events = apps.get_model("attendance", "Event").objects
    late = events.exclude(reason="").annotate(
        told=TruncDate("recorded_at"), held=TruncDate("session__ends_at")
    )
    afterwards = late.filter(told__gt=F("held")).values_list("pk", flat=True)
    events.update(
        noted_at=F("recorded_at"),
        level=Case(
            When(method=PAPER, then=Value(WEAK)),
            When(pk__in=list(afterwards), then=Value(WEAK)),
            default=Value(FAIR),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("attendance", "0005_event_evidence")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
