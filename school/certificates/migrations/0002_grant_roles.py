from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = ["certificates.view_certificate", "certificates.view_batch"]


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *READ,
                    "certificates.issue_certificate",
                ],
                Role.CERTIFICATE_OFFICER: [
                    *READ,
                    "certificates.issue_certificate",
                    "certificates.revoke_certificate",
                ],
                Role.AUDITOR: READ,
            }
        ),
    ]
