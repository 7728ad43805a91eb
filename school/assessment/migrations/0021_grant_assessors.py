from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role

READ = ["assessment.view_licence", "assessment.view_conflict"]


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0020_assessors"),
        ("people", "0001_initial"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *READ,
                    "assessment.add_licence",
                    "assessment.change_licence",
                ],
                Role.AUDITOR: READ,
            }
        ),
        Repeat("school.assessment.tasks.warn_of_licences", 24 * 60),
    ]
