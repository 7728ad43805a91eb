from typing import Any

from django.db import migrations


def count(apps: Any, schema_editor: Any) -> None:
    """Until now a follow-up was told once."""
    follow_ups = apps.get_model("wages", "FollowUp").objects
    follow_ups.exclude(notified_at=None).update(times_told=1)


class Migration(migrations.Migration):
    dependencies = [("wages", "0004_links")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
