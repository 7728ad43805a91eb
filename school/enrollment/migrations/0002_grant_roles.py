from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("enrollment", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "enrollment.view_enrollment",
                    "enrollment.admit_enrollment",
                ],
                Role.CERTIFICATE_OFFICER: ["enrollment.view_enrollment"],
                Role.OUTCOMES_OFFICER: ["enrollment.view_enrollment"],
                Role.AUDITOR: ["enrollment.view_enrollment"],
            }
        )
    ]
