from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("wages", "0007_owed_pay"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.OUTCOMES_OFFICER: ["wages.view_owedpay", "wages.mediate_owedpay"],
                Role.AUDITOR: ["wages.view_owedpay"],
            }
        ),
        Repeat("school.wages.tasks.remind_of_owed_pay", 24 * 60),
    ]
