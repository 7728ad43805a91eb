from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = ["attendance.view_refusedscan"]


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0007_close_events"),
        ("people", "0001_initial"),
    ]

    operations = [GrantRoles({Role.REGISTRAR: READ, Role.AUDITOR: READ})]
