from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_grant_roles"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [Repeat("cms.tasks.publish_scheduled", 5)]
