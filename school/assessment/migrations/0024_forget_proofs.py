from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0023_grant_proofs"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [Repeat("school.assessment.tasks.forget_proofs", 24 * 60)]
