from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = ["certificates.view_checkcount"]


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0011_check_counts"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            dict.fromkeys(
                (Role.REGISTRAR, Role.CERTIFICATE_OFFICER, Role.AUDITOR), VIEW
            )
        ),
    ]
