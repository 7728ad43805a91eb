from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_freeze_texts")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "notices.change_delivery",
                    "notices.view_noticetext",
                    "notices.add_noticetext",
                ],
                Role.EDITOR: ["notices.view_noticetext", "notices.add_noticetext"],
                Role.AUDITOR: ["notices.view_noticetext"],
            }
        ),
    ]
