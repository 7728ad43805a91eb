from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = "wages.view_minimumwage"


class Migration(migrations.Migration):
    dependencies = [("wages", "0009_minimum_wages")]

    operations = [
        GrantRoles(
            {
                Role.OUTCOMES_OFFICER: [VIEW, "wages.add_minimumwage"],
                Role.AUDITOR: [VIEW],
            }
        )
    ]
