from django.db import migrations

from school.people.roles import GrantRoles, Role

# The consent text names who sees pay: the worker, the outcomes officer, an auditor.
VIEW = ["wages.view_wagerecord", "wages.view_followup", "wages.view_baseline"]


class Migration(migrations.Migration):
    dependencies = [("wages", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.OUTCOMES_OFFICER: [
                    *VIEW,
                    "wages.add_wagerecord",
                    "wages.answer_followup",
                ],
                Role.AUDITOR: VIEW,
            }
        )
    ]
