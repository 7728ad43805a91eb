from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: ["learning.view_progress"],
                Role.AUDITOR: ["learning.view_progress"],
            }
        ),
    ]
