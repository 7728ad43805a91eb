from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0008_answer_events"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "assessment.count_late_attempt",
                    "assessment.view_answerevent",
                ],
                Role.AUDITOR: ["assessment.view_answerevent"],
            }
        )
    ]
