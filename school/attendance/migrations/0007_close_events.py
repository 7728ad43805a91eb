from django.db import migrations

from school.lib.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("attendance", "0006_fill_evidence")]

    operations = [AppendOnly("attendance_event")]
