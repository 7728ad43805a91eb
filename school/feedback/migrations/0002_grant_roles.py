from django.db import migrations

from school.people.roles import GrantRoles, Role

KINDS, NOTES = "feedback.view_complaintkind", "feedback.view_coachingnote"
CHANGE, WRITE = "feedback.change_complaintkind", "feedback.write_coachingnote"


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [KINDS, CHANGE, NOTES, WRITE],
                Role.POINTS_OFFICER: [KINDS, NOTES, WRITE],
                Role.EDITOR: [KINDS, CHANGE],
                Role.AUDITOR: [KINDS, NOTES],
            }
        )
    ]
