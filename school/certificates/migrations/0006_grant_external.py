from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = ["certificates.view_externalcertificate"]
KEEP = [
    *VIEW,
    "certificates.record_externalcertificate",
    "certificates.check_externalcertificate",
]


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_external"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: KEEP,
                Role.CERTIFICATE_OFFICER: KEEP,
                Role.AUDITOR: VIEW,
            }
        ),
    ]
