from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0009_invitation"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "enrollment.help_apply",
                    "enrollment.view_invitation",
                ],
                Role.AUDITOR: ["enrollment.view_invitation"],
            }
        ),
        Repeat("school.enrollment.tasks.look_after_invitations", 1),
    ]
