from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("service", "0001_initial"),
        ("points", "0014_grant_cases"),
        ("wagtailadmin", "0003_admin_managed"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [
                    "service.view_serviceevent",
                    "service.import_events",
                ],
                Role.REGISTRAR: ["service.view_serviceevent", "service.import_events"],
                Role.AUDITOR: ["service.view_serviceevent"],
            }
        ),
        Repeat("school.service.tasks.mind_uploads", 5),
        Repeat("school.service.tasks.award_clean_months", 24 * 60),
    ]
