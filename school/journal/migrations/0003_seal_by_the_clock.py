from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_seal"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        Repeat("school.journal.tasks.seal_journal", 5),
        Repeat("school.journal.tasks.check_journal", 24 * 60),
    ]
