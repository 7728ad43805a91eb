from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = ["certificates.view_companycheck"]


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0023_batch_evidence"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(dict.fromkeys((Role.REGISTRAR, Role.AUDITOR), VIEW)),
    ]
