from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0003_dossier")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: ["outcomes.export_dossier", "outcomes.unseal_dossier"],
                Role.AUDITOR: ["outcomes.export_dossier"],
            }
        )
    ]
