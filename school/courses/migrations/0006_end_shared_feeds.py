"""An address that a whole class shared is nobody's to end: each takes one of her own."""

from django.db import migrations
from django.utils import timezone


def end_shared_feeds(apps, schema_editor):
    shared = apps.get_model("courses", "Feed").objects.filter(user=None, revoked_at=None)
    shared.update(revoked_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_timetable")]

    operations = [migrations.RunPython(end_shared_feeds, migrations.RunPython.noop)]
