from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_grant_exports"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        Repeat("school.privacy.tasks.resume_exports", 15),
        Repeat("school.privacy.tasks.remove_exports", 60),
    ]
