from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = ["points.view_posting"]


class Migration(migrations.Migration):
    dependencies = [("points", "0007_double_entry")]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [*VIEW, "points.confirm_deduction"],
                Role.REGISTRAR: VIEW,
                Role.AUDITOR: VIEW,
            }
        )
    ]
