from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0010_help_apply"),
        ("wagtailadmin", "0003_admin_managed"),
    ]

    operations = [
        GrantRoles(
            {Role.VILLAGE_DESK: ["wagtailadmin.access_admin", "enrollment.help_apply"]}
        ),
    ]
