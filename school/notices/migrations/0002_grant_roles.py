from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("people", "0002_grant_roles"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: ["notices.view_delivery"],
                Role.AUDITOR: ["notices.view_delivery"],
            }
        ),
    ]
