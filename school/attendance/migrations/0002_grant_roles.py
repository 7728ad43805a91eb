from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = ["attendance.view_event", "attendance.view_minuteentry"]


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [*READ, "attendance.call_roll"],
                Role.AUDITOR: READ,
            }
        ),
    ]
