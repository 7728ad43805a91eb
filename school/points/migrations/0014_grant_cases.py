from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0013_cases"),
        ("wagtailadmin", "0003_admin_managed"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.INSPECTOR: ["wagtailadmin.access_admin", "points.propose_case"],
                Role.POINTS_OFFICER: [
                    "points.view_case",
                    "points.propose_case",
                    "points.confirm_deduction",
                ],
                Role.REGISTRAR: [
                    "points.view_case",
                    "points.propose_case",
                    "points.confirm_deduction",
                    "points.decide_case",
                ],
                Role.AUDITOR: ["points.view_case"],
            }
        ),
        Repeat("school.points.cases.tasks.mind_deadlines", 60),
        Repeat("school.points.cases.tasks.forget_proofs", 24 * 60),
    ]
