from django.db import migrations

from school.lib.schedules import Repeat
from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [
        ("wages", "0011_company_uploads"),
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
    ]

    operations = [
        # The consent text names who reads pay: of the desk, the outcomes officer.
        GrantRoles({Role.OUTCOMES_OFFICER: ["wages.report_pay"]}),
        Repeat("school.wages.uploads.tasks.mind_uploads", 5),
    ]
