from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_personal_export")]

    operations = [GrantRoles({Role.REGISTRAR: ["privacy.export_person"]})]
