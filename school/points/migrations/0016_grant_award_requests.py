from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("points", "0015_award_requests")]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [
                    "points.view_awardrequest",
                    "points.confirm_award",
                ],
                Role.REGISTRAR: ["points.view_awardrequest", "points.confirm_award"],
                Role.AUDITOR: ["points.view_awardrequest"],
            }
        )
    ]
