from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0009_expiry_warnings"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [Repeat("school.points.tasks.turn_points", 24 * 60)]
