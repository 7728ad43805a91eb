from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0008_reports"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles({Role.OUTCOMES_OFFICER: ["outcomes.freeze_report"]}),
        Repeat("school.outcomes.tasks.freeze_reports", 24 * 60),
    ]
