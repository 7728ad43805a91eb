from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0022_freeze_schemes"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [
                    "points.view_scheme",
                    "points.draft_scheme",
                    "points.approve_scheme",
                ],
                Role.REGISTRAR: ["points.view_scheme", "points.approve_scheme"],
                Role.AUDITOR: ["points.view_scheme"],
            }
        ),
        Repeat("school.points.schemes.tasks.enact_due", 60),
    ]
