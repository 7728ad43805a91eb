from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_health_check"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: ["people.view_healthcheck", "people.add_healthcheck"],
                Role.AUDITOR: ["people.view_healthcheck"],
            }
        )
    ]
