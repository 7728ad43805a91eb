from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW, ENTER = "courses.view_costline", "courses.add_costline"


class Migration(migrations.Migration):
    dependencies = [("courses", "0011_costs")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [VIEW, ENTER],
                Role.OUTCOMES_OFFICER: [VIEW, ENTER],
                Role.AUDITOR: [VIEW],
            }
        )
    ]
