from django.db import migrations

from school.people.roles import GrantRoles, Role

SEE = ["outcomes.view_cohortresult"]


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.OUTCOMES_OFFICER: SEE,
                Role.REGISTRAR: SEE,
                Role.AUDITOR: SEE,
            }
        )
    ]
