from django.db import migrations

from school.lib.schedules import Stop


class Migration(migrations.Migration):
    """The night's settling of all sources of points gives them since."""

    dependencies = [
        ("service", "0002_grant_roles"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [Stop("school.service.tasks.award_clean_months", 24 * 60)]
