from django.db import migrations

from school.people.roles import GrantRoles, Role

READ = ["assessment.view_appeal", "assessment.view_appealoutcome"]


class Migration(migrations.Migration):
    dependencies = [("assessment", "0036_appeals"), ("people", "0001_initial")]

    operations = [GrantRoles({Role.REGISTRAR: READ, Role.AUDITOR: READ})]
