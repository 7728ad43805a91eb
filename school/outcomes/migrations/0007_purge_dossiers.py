from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0006_dossier_tries"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [Repeat("school.outcomes.tasks.purge_dossiers", 24 * 60)]
