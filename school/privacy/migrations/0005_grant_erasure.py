from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_erasure")]

    operations = [GrantRoles({Role.REGISTRAR: ["privacy.erase_person"]})]
