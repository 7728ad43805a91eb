from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = [
    "standing.view_standing",
    "standing.view_standingchange",
    "standing.view_retraining",
    "standing.view_externallisting",
]
ACT = ["standing.order_retraining", "standing.record_listing"]


class Migration(migrations.Migration):
    dependencies = [("standing", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [*VIEW, *ACT, "standing.lift_red"],
                Role.REGISTRAR: [*VIEW, *ACT],
                Role.AUDITOR: VIEW,
            }
        )
    ]
