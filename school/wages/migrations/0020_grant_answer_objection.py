from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("wages", "0019_objection_answer")]

    operations = [GrantRoles({Role.OUTCOMES_OFFICER: ["wages.answer_objection"]})]
