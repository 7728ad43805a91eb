from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("chores", "0001_heartbeat"),
        ("people", "0019_erased_accounts"),
    ]

    operations = [GrantRoles({Role.AUDITOR: ["chores.view_heartbeat"]})]
