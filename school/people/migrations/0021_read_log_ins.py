from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("people", "0020_log_in")]

    operations = [GrantRoles({Role.AUDITOR: ["people.view_login"]})]
