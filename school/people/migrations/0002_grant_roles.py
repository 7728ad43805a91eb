from django.db import migrations

from school.people.roles import GrantRoles, Role

DESK = [
    Role.REGISTRAR,
    Role.CERTIFICATE_OFFICER,
    Role.POINTS_OFFICER,
    Role.OUTCOMES_OFFICER,
    Role.EDITOR,
    Role.AUDITOR,
]
OFFICER = ["people.view_person", "people.view_company"]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("journal", "0001_initial"),
        ("wagtailadmin", "0003_admin_managed"),
    ]

    operations = [
        GrantRoles({role: ["wagtailadmin.access_admin"] for role in DESK}),
        # Roles without a right of this app exist from the start, so that they can be given.
        GrantRoles({role: [] for role in Role}),
        GrantRoles(
            {
                Role.REGISTRAR: [
                    "people.view_person",
                    "people.add_person",
                    "people.change_person",
                    "people.view_company",
                    "people.add_company",
                    "people.change_company",
                    "people.view_companycontact",
                    "people.add_companycontact",
                    "people.delete_companycontact",
                    "people.view_consenttext",
                    "people.add_consenttext",
                    "people.view_user",
                    "people.add_user",
                    "people.change_user",
                    "journal.view_entry",
                ],
                Role.CERTIFICATE_OFFICER: OFFICER,
                Role.POINTS_OFFICER: OFFICER,
                Role.OUTCOMES_OFFICER: OFFICER,
                Role.AUDITOR: [
                    "people.view_person",
                    "people.view_company",
                    "people.view_companycontact",
                    "people.view_consenttext",
                    "people.view_user",
                    "journal.view_entry",
                ],
            }
        ),
    ]
