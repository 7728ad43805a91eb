from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("assessment", "0022_proofs"), ("people", "0001_initial")]

    operations = [GrantRoles({Role.REGISTRAR: ["assessment.view_proof"]})]
