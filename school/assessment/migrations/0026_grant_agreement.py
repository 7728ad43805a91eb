from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = ["assessment.view_agreement"]


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0025_agreement"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: READ,
                Role.AUDITOR: READ,
                Role.CHIEF_EXAMINER: [
                    *READ,
                    "assessment.mark_practical",
                    "assessment.invigilate",
                ],
            }
        )
    ]
