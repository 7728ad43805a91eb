from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("assessment", "0031_contest"), ("people", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "assessment.view_contest",
                    "assessment.run_contest",
                ],
                Role.AUDITOR: ["assessment.view_contest"],
            }
        )
    ]
