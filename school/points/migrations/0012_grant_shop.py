from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role

VIEW = [
    "points.view_redemption",
    "points.view_stockmovement",
    "points.view_partner",
]


class Migration(migrations.Migration):
    dependencies = [
        ("points", "0011_shop"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        GrantRoles(
            {
                Role.POINTS_OFFICER: [
                    *VIEW,
                    "points.fulfil_as_association_staff",
                    "points.fulfil_as_dispatcher",
                    "points.change_stock",
                    "points.change_reward",
                    "points.add_partner",
                    "points.change_partner",
                ],
                Role.REGISTRAR: [*VIEW, "points.fulfil_as_registrar"],
                Role.AUDITOR: VIEW,
            }
        ),
        Repeat("school.points.shop.tasks.look_after_shop", 30),
    ]
