from django.db import migrations

from school.people.roles import GrantRoles, Role

OPEN, REVIEW = "privacy.open_in_emergency", "privacy.review_emergency"


class Migration(migrations.Migration):
    dependencies = [("privacy", "0006_emergency_looks")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [OPEN],
                Role.OUTCOMES_OFFICER: [OPEN],
                Role.AUDITOR: [REVIEW],
            }
        )
    ]
