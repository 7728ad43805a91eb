from django.db import migrations

from school.people.roles import GrantRoles, Role

FACTS = ["track", "course", "edition", "instructor", "venue", "cohort", "duty", "session"]
VIEW = [f"courses.view_{model}" for model in FACTS]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("courses", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *VIEW,
                    "courses.publish_edition",
                    "courses.add_venue",
                    "courses.change_venue",
                    "courses.add_instructor",
                    "courses.change_instructor",
                    "courses.add_cohort",
                    "courses.change_cohort",
                    "courses.open_cohort",
                    "courses.change_session",
                ],
                Role.AUDITOR: VIEW,
            }
        )
    ]
