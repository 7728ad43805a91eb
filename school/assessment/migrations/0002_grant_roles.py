from django.db import migrations

from school.people.roles import GrantRoles, Role

MODELS = [
    "question",
    "attempt",
    "examwindow",
    "practical",
    "marking",
    "itemmark",
    "criticalmark",
    "result",
]


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *[f"assessment.view_{model}" for model in MODELS],
                    "assessment.add_question",
                    "assessment.change_question",
                    "assessment.open_exam",
                    "assessment.release_practical",
                ],
                Role.EDITOR: [
                    "assessment.view_question",
                    "assessment.add_question",
                    "assessment.change_question",
                ],
                Role.INSTRUCTOR: ["assessment.mark_practical"],
                Role.EXAMINER: ["assessment.mark_practical"],
                Role.AUDITOR: [f"assessment.view_{model}" for model in MODELS],
            }
        )
    ]
