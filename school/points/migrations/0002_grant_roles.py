from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = ["points.view_entry", "points.view_rule", "points.view_reward"]


class Migration(migrations.Migration):
    dependencies = [("points", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [
                    *VIEW,
                    "points.award_entry",
                    "points.reverse_entry",
                ],
                Role.REGISTRAR: VIEW,
                Role.AUDITOR: VIEW,
            }
        )
    ]
