from django.db import migrations

from school.people.roles import GrantRoles, Role

VIEW = "wages.view_bandpublication"


class Migration(migrations.Migration):
    dependencies = [("wages", "0015_pay_bands")]

    operations = [
        GrantRoles(
            {
                Role.OUTCOMES_OFFICER: [VIEW, "wages.publish_bands"],
                Role.AUDITOR: [VIEW],
            }
        )
    ]
