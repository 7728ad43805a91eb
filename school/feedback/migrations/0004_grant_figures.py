from django.db import migrations

from school.people.roles import GrantRoles, Role

COUNTS, LOOK = "feedback.view_lessonlook", "feedback.look_at_lesson"
FIGURES, IMPORT = "feedback.view_servicefigure", "feedback.import_servicefigure"


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_figures_and_looks")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [COUNTS, LOOK, FIGURES, IMPORT],
                Role.EDITOR: [COUNTS, LOOK],
                Role.OUTCOMES_OFFICER: [COUNTS, FIGURES, IMPORT],
                Role.AUDITOR: [COUNTS, FIGURES],
            }
        )
    ]
