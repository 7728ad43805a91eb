from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0018_deeds"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.INSPECTOR: ["points.enter_deed"],
                Role.POINTS_OFFICER: ["points.view_deed", "points.enter_deed"],
                Role.REGISTRAR: ["points.view_deed", "points.enter_deed"],
                Role.AUDITOR: ["points.view_deed"],
            }
        ),
        Repeat("school.points.deeds.tasks.forget_files", 24 * 60),
    ]
