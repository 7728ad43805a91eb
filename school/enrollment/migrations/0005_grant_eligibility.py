from django.db import migrations

from school.people.roles import GrantRoles, Role

RECORDS = ("demand", "hold", "priorcertificate")


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0004_eligibility"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *[f"enrollment.view_{name}" for name in RECORDS],
                    "enrollment.change_demand",
                    "enrollment.add_hold",
                    "enrollment.change_hold",
                    "enrollment.add_priorcertificate",
                ],
                Role.AUDITOR: [f"enrollment.view_{name}" for name in RECORDS],
            }
        )
    ]
