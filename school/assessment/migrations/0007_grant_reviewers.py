from django.db import migrations

from school.people.roles import GrantRoles, Role


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_remove_question_is_active")]

    operations = [GrantRoles({Role.REGISTRAR: ["assessment.review_question"]})]
