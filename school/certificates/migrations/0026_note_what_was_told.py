from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_what_was_told(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now whoever held a printed certificate was told as it was printed."""
    certificates = apps.get_model("certificates", "Certificate").objects
    printed = certificates.exclude(printed_at=None)
    printed.update(told_at=models.F("printed_at"))


class Migration(migrations.Migration):
    dependencies = [("certificates", "0025_told_at")]

    operations = [
        migrations.RunPython(note_what_was_told, migrations.RunPython.noop),
    ]
