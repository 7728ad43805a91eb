from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = [
    "assessment.view_accommodation",
    "assessment.view_helprequest",
    "assessment.view_correction",
    "assessment.view_remark",
]


class Migration(migrations.Migration):
    dependencies = [("assessment", "0012_fairness"), ("people", "0001_initial")]

    operations = [
        GrantRoles(
            {
                Role.REGISTRAR: [
                    *READ,
                    "assessment.grant_accommodation",
                    "assessment.invigilate",
                    "assessment.propose_correction",
                    "assessment.confirm_correction",
                ],
                Role.EDITOR: [
                    "assessment.view_correction",
                    "assessment.propose_correction",
                ],
                Role.INSTRUCTOR: ["assessment.invigilate"],
                Role.ASSISTANT: ["assessment.invigilate"],
                Role.EXAMINER: ["assessment.invigilate"],
                Role.AUDITOR: READ,
            }
        )
    ]
