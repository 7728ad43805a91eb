from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0016_grant_award_requests"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        Repeat("school.points.sources.tasks.settle_evenings", 10),
        Repeat("school.points.sources.tasks.settle_everybody", 24 * 60),
    ]
