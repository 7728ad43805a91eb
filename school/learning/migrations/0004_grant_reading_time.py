from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0003_parts_and_time"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: ["learning.view_readingtime"],
                Role.AUDITOR: ["learning.view_readingtime"],
            }
        ),
    ]
