from django.db import migrations

from school.lib.schedules import Repeat


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0013_training_record"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        Repeat("school.certificates.tasks.remind_of_reviews", 1440),
        Repeat("school.certificates.tasks.purge_evidence", 1440),
    ]
